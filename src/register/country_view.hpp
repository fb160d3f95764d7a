#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace legation::registry {

/// The country whose cities and states this hub serves: the other side of a tie is "abroad".
inline constexpr std::string_view home_country = "US";

/// Adds everything that governments and organizations of the home country have in another country to its
/// page.
void add_ties_with(RecordView& view, store::ReadTransaction& tx, Presenter const& presenter,
                   std::int64_t country_id);

/// How many partnerships, offices and activities of the home country each other country has, by ISO 3166-1
/// code.
struct CountryTies {
    std::int64_t partnerships = 0, presences = 0, activities = 0, organizations = 0;
    std::int64_t all() const { return partnerships + presences + activities + organizations; }
};
std::map<std::string, CountryTies> ties_by_country(store::ReadTransaction& tx, Roster const& roster);

} // namespace legation::registry
