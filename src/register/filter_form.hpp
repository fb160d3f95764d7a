#pragma once

#include "register/actor_list.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What every page that is narrowed as the list of the Register is has in common: the list itself and the
/// map.
namespace legation::registry {

/// One filter: its name in the address, its words, and what can be chosen.
struct Facet {
    std::string_view name;
    std::string_view label;
    std::string_view any;
    std::vector<FacetValue> const& values;
    std::string const& chosen;
};

std::vector<Facet> facets_of(ActorList const& list, ActorFilter const& filter);

/// Fills `{{>register/filters.tpl}}` and `{{>register/chips.tpl}}` of the page at `path`.
void show_filters(views::Data& data, Presenter const& presenter, ActorList const& list,
                  ActorFilter const& filter, std::string const& path);
/// What a filter leaves, as its chips say it: `Texas, Sports`; empty where it leaves everything.
std::string narrowing_in_words(Presenter const& presenter, ActorFilter const& filter);
/// The orders of the list, as links.
void show_sorts(views::Data& data, Presenter const& presenter, ActorFilter const& filter);

/// Fills `{{>register/list-or-map.tpl}}`: the two ways to look at what a filter leaves. `current` is the path
/// of the one that is shown.
void show_views(views::Data& data, Presenter const& presenter, ActorFilter const& filter,
                std::string_view current);

/// A number of things; nothing where there are none.
Cell count_cell(Presenter const& presenter, std::int64_t count);
/// One page of the list, as its table.
Table actor_table(Presenter const& presenter, ActorList const& list);

} // namespace legation::registry
