#pragma once

#include "kernel/store/store.hpp"
#include "register/roster.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Pairs of records that may be one. Found by plain comparison, told with the reason, decided by a person.
namespace legation::registry {

/// Why two records may be one.
enum class SuspectReason {
    same_name,    ///< read alike ("City of Austin", "Austin"), in one country, and in one state if both are
                  ///< known
    same_website, ///< the same address but for `www.`, a slash at the end, and letters' case
    same_identifier, ///< another system calls both the same
    same_parties,    ///< partnerships of one kind between the same parties
    same_role,       ///< people of one name with one actor
    same_days,       ///< activities of one title that begin on the same day, or of which one has no date
};
/// As it is stored: `same_name`.
std::string_view code_of(SuspectReason reason);
/// In English, translated when shown. Empty for a code that is unknown.
std::string_view label_of_reason(std::string_view code);

/// Two visible records of one noun. `one_id` is the smaller id.
struct Suspects {
    std::string_view record_type;
    std::int64_t one_id = 0, other_id = 0;
    std::vector<SuspectReason> reasons;

    bool operator==(Suspects const&) const = default;
};

/// Every pair in the record that may be one, in order of type and ids. A group of more than
/// `most_alike` that read alike says nothing about any pair of it and is left out.
std::vector<Suspects> find_suspects(store::ReadTransaction& tx, Roster const& roster);

/// Keeps what was found: new pairs come in, pairs that are no longer alike go, and what a person called
/// different stays as it is. Answers how many are new.
std::int64_t keep_suspects(store::WriteTransaction& tx, std::vector<Suspects> const& found);

/// A pair that waits for a person.
struct WaitingSuspects {
    std::int64_t id = 0;
    std::string record_type;
    std::int64_t one_id = 0, other_id = 0;
    std::vector<std::string> reasons; ///< codes
    std::string found_at;
};

/// The longest waiting first.
std::vector<WaitingSuspects> waiting_suspects(store::ReadTransaction& tx, std::int64_t limit);

/// One that waits; throws Error(not_found) when it does not anymore.
WaitingSuspects find_waiting(store::ReadTransaction& tx, std::int64_t id);

/// The two were merged: there is nothing to ask.
void forget_suspects(store::WriteTransaction& tx, std::int64_t id);

/// A person says that the two differ: they are not asked about again. Throws Error(not_found).
void dismiss_suspects(store::WriteTransaction& tx, std::int64_t id);

} // namespace legation::registry
