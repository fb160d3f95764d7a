#pragma once

#include "gazetteer/atlas.hpp"
#include "kernel/search/search.hpp"
#include "kernel/store/store.hpp"
#include "register/roster.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What kind of thing was found, as the page tells kinds apart. The order is that of the bits in a search.
enum class FoundKind : std::uint8_t {
    place,      ///< of the gazetteer, nothing recorded about it
    government, ///< recorded
    organization,
    partnership,
    activity,
    practice,
    commitment,
    convening,
    person,
    theme,
};

/// One thing that search can find in the Register.
struct Finding {
    FoundKind kind = FoundKind::place;
    std::string title;
    std::string other_names; ///< `;` between them
    std::string words;       ///< further text
    std::string path;        ///< without language prefix
    std::int64_t actor_id = 0;
    std::int64_t place_id = 0;
    std::string label; ///< `Municipality`, `Sister city`: English
};

/// An answer of the search, ready to be shown.
struct Found {
    std::string slug; ///< the last part of the path
    std::string path, title, label, context;
    FoundKind kind = FoundKind::place;
    std::string country; ///< ISO 3166-1 alpha-2, where there is one
    bool is_recorded = false;
};

struct FoundPage {
    std::vector<Found> items;
    std::size_t total = 0;
    bool more_exist = false;
};

/// Finds anything by name: the whole gazetteer and everything recorded, the recorded first among equals.
class Finder {
  public:
    /// The index of the gazetteer; made once, since it does not change while the program runs.
    static std::shared_ptr<search::NameIndex const> index_places(gazetteer::Atlas const& atlas);

    Finder(store::Store& store, std::shared_ptr<gazetteer::Atlas const> atlas,
           std::shared_ptr<Roster const> roster, std::shared_ptr<search::NameIndex const> places);

    FoundPage search(std::string_view text, std::size_t limit, std::size_t offset, bool as_you_type,
                     bool spanish) const;

  private:
    void read_findings(store::ReadTransaction& tx);
    void add_actors();
    void build();
    Found show_place(std::int64_t place_id, bool spanish) const;
    Found show_finding(Finding const& finding, bool spanish) const;

    std::shared_ptr<gazetteer::Atlas const> atlas_;
    std::shared_ptr<Roster const> roster_;
    std::shared_ptr<search::NameIndex const> places_;
    std::vector<Finding> findings_;
    search::NameIndex records_;
};

} // namespace legation::registry
