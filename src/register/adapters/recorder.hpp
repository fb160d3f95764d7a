#pragma once

#include "kernel/store/store.hpp"
#include "register/adapters/found_row.hpp"
#include "register/source.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace legation::registry {

/// What became of one row.
enum class RowAction {
    recorded,  ///< something was made or changed
    unchanged, ///< all of it stands in the record already
    queued,    ///< a name is not certain: a person must look at it
    left_out,  ///< it says nothing that we record
};
std::string_view code_of(RowAction action);

struct RowOutcome {
    RowAction action = RowAction::unchanged;
    std::string reason;
};

/// Records what found rows say, within one transaction: identifiers, websites, partnerships and memberships,
/// each with its source. What stands in the record already stays as people have it; the same rows twice
/// change nothing.
class FoundRecorder {
  public:
    /// `source` must be recorded already (`ensure_source`).
    FoundRecorder(store::WriteTransaction& tx, gazetteer::Atlas const& atlas, std::string source);

    RowOutcome record(Adapter const& adapter, MatchedRow const& matched);

  private:
    std::int64_t actor_of(Candidate const& candidate);
    bool record_identifiers(FoundRow const& row, Candidate const& candidate);
    bool record_website(FoundRow const& row, Candidate const& candidate);
    bool record_partnership(Candidate const& one, Candidate const& other);
    bool record_memberships(FoundRow const& row, Candidate const& candidate);
    void read_known();

    using Pair = std::pair<std::int64_t, std::int64_t>;

    store::WriteTransaction& tx_;
    gazetteer::Atlas const& atlas_;
    std::string source_;
    std::set<Pair> sister_cities_;                            ///< actors, the smaller id first
    std::set<Pair> memberships_;                              ///< member, network
    std::map<std::string, std::int64_t, std::less<>> actors_; ///< by slug
};

/// Makes the source that everything of a file is recorded with, unless it is there.
void ensure_source(store::WriteTransaction& tx, Source const& wanted);

} // namespace legation::registry
