#pragma once

#include "kernel/store/store.hpp"
#include "register/map/world_map.hpp"
#include "register/presenter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Who a fact sheet is about: one government, or a state with every government in it.
struct SheetSubject {
    std::int64_t place_id = 0;              ///< of the state; 0 for a government of no place
    RosterEntry const* own = nullptr;       ///< its own government, if that is on record
    std::vector<RosterEntry const*> actors; ///< everybody whose work is counted, its own government first
    bool is_state = false;
};

/// The subject with that slug; nothing for organizations, for countries, and where nothing is recorded.
std::optional<SheetSubject> sheet_subject(Presenter const& presenter, std::string_view slug);

/// A part of the sheet. It shows what fits on one page, and how much more there is.
struct SheetList {
    std::vector<Cell> items;
    std::size_t more = 0;
};

/// One page of what is recorded, to print and take along.
struct FactSheet {
    struct Country {
        Cell country;
        std::int64_t partnerships = 0;
        std::string partners;
    };
    struct Figure {
        std::string_view label; ///< English
        std::int64_t count = 0;
    };

    std::string title, kind, context, path;
    std::int64_t population = 0;
    std::string summary;
    std::vector<Figure> figures;
    std::vector<Country> countries; ///< the one with the most partnerships first
    std::size_t more_countries = 0;
    SheetList networks, presences, activities, themes, contacts, governments;
    std::size_t sources = 0; ///< how many are cited
    WorldMap map;            ///< of everybody whose work is counted, and where their ties lead
};

FactSheet gather_fact_sheet(store::ReadTransaction& tx, Presenter const& presenter,
                            SheetSubject const& subject);

} // namespace legation::registry
