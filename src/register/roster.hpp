#pragma once

#include "gazetteer/atlas.hpp"
#include "kernel/store/store.hpp"
#include "register/source.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace legation::registry {

/// What is recorded about an actor, counted: pages ask the database only for what is there.
struct Recorded {
    std::int32_t partnerships = 0, memberships = 0, members = 0, presences = 0, jurisdictions = 0,
                 activities = 0, practices = 0, commitments = 0, people = 0, identifiers = 0, offices = 0,
                 parts = 0;

    std::int32_t ties() const { return partnerships + memberships + presences; }
    std::int32_t all() const {
        return ties() + members + jurisdictions + activities + practices + commitments + people + offices;
    }
};

/// One actor as lists, filters, search and links need it.
struct RosterEntry {
    std::int64_t id = 0;
    std::string slug, name, short_name, other_names, kind, country, summary, changed_at;
    bool is_government = false;
    std::int64_t place_id = 0;  ///< in the gazetteer, 0 for none
    bool governs_place = false; ///< the place is what it governs, not only where it sits
    std::int64_t state_id = 0;  ///< the gazetteer's state or subdivision that it is in
    std::int64_t parent_id = 0; ///< actor
    std::int64_t population = 0;
    std::vector<std::string> themes;                ///< slugs
    std::vector<std::int64_t> networks;             ///< actors that it is a member of
    std::vector<std::string> partnership_countries; ///< of the other parties, without its own
    std::string sort_key;
    Recorded recorded;
};

struct ThemeName {
    std::string slug, name, name_es;
};

/// How much of each noun is recorded: every number on the home page.
struct Totals {
    std::int64_t governments = 0, organizations = 0, partnerships = 0, memberships = 0, activities = 0,
                 practices = 0, commitments = 0, convenings = 0, people = 0, sources = 0, countries = 0;
};

/// Every visible actor with what lists need, read in one transaction. Not authoritative and never written: it
/// is made anew when the change number of the record has grown.
class Roster {
  public:
    static std::shared_ptr<Roster const> read(store::Store& store,
                                              std::shared_ptr<gazetteer::Atlas const> atlas);

    std::int64_t change_number() const { return change_number_; }
    std::vector<RosterEntry> const& entries() const { return entries_; } ///< in order of name
    RosterEntry const* find(std::string_view slug) const;
    RosterEntry const* by_id(std::int64_t actor_id) const;
    /// The actor that governs a place, or null.
    RosterEntry const* of_place(std::int64_t place_id) const;
    std::vector<ThemeName> const& themes() const { return themes_; }
    ThemeName const* theme(std::string_view slug) const;
    Source const* source(std::string_view key) const;
    Totals const& totals() const { return totals_; }
    /// The audiences, other than the public, that some record is for: `members`, `office`, `own:17`.
    std::set<std::string> const& closed_audiences() const { return closed_audiences_; }
    /// Another text whenever other records are closed to somebody, or belong to others.
    std::string const& closed_mark() const { return closed_mark_; }
    gazetteer::Atlas const& atlas() const { return *atlas_; }

    /// The parties of a partnership, in the order of its text.
    std::vector<std::int64_t> const& parties(std::int64_t partnership_id) const;
    /// When two or more of its parties last took part in the same activity; empty when nothing is recorded.
    std::string_view last_activity(std::int64_t partnership_id) const;
    /// The governments of places nearest to a place, itself excepted; at most `limit`, none beyond
    /// `kilometers`.
    std::vector<RosterEntry const*> nearest(std::int64_t place_id, std::size_t limit,
                                            double kilometers) const;
    /// `Texas, United States`, or the country of an organization's seat.
    std::string context(RosterEntry const& entry, bool spanish) const;

  private:
    void read_actors(store::ReadTransaction& tx);
    void read_counts(store::ReadTransaction& tx);
    void read_partners(store::ReadTransaction& tx);
    void read_last_activities(store::ReadTransaction& tx);
    void order_by_latitude();
    void read_names(store::ReadTransaction& tx);
    void count_totals(store::ReadTransaction& tx);
    void read_audiences(store::ReadTransaction& tx);
    RosterEntry* entry_of(std::int64_t actor_id);

    std::int64_t change_number_ = 0;
    std::shared_ptr<gazetteer::Atlas const> atlas_;
    std::vector<RosterEntry> entries_;
    std::unordered_map<std::int64_t, std::size_t> by_id_;
    std::unordered_map<std::string_view, std::size_t> by_slug_;
    std::unordered_map<std::int64_t, std::size_t> by_place_;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> parties_;
    std::unordered_map<std::int64_t, std::string> last_activities_;
    std::vector<std::size_t> by_latitude_; ///< governments of places with coordinates, from south to north
    std::vector<ThemeName> themes_;
    std::unordered_map<std::string, Source> sources_;
    Totals totals_;
    std::set<std::string> closed_audiences_;
    std::string closed_mark_;
};

} // namespace legation::registry
