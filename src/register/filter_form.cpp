#include "register/filter_form.hpp"

#include "kernel/views/form.hpp"
#include "register/actor.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::registry {

namespace {

std::string label_of(Presenter const& presenter, std::string_view facet, std::string const& value) {
    if (facet == "group")
        return presenter.text(value == "governments" ? tr_noop("Governments") : tr_noop("Organizations"));
    if (facet == "kind") return presenter.choice(actor_kinds(), value).text;
    if (facet == "country" || facet == "partner") return presenter.country(value).text;
    if (facet == "theme") return presenter.theme(value).text;
    if (facet == "state") {
        auto const id = presenter.atlas().find(value);
        return id ? std::string(presenter.atlas().name(*id, presenter.is_spanish())) : value;
    }
    if (facet == "network") {
        RosterEntry const* network = presenter.roster().find(value);
        return network == nullptr ? value : network->name;
    }
    if (facet == "population") {
        auto const number = [&](std::string_view digits) {
            return presenter.number(std::stoll(std::string(digits)));
        };
        std::size_t const hyphen = value.find('-');
        std::string_view const from = std::string_view(value).substr(0, hyphen);
        std::string_view const to = std::string_view(value).substr(hyphen + 1);
        auto const language = presenter.language();
        if (from.empty())
            return views::fill(presenter.texts().text(language, "up to {number}"), {{"number", number(to)}});
        if (to.empty())
            return views::fill(presenter.texts().text(language, "{number} and more"),
                               {{"number", number(from)}});
        return views::fill(presenter.texts().text(language, "{from} to {until}"),
                           {{"from", number(from)}, {"until", number(to)}});
    }
    return value;
}

void show_fields(views::Data& data, Presenter const& presenter, ActorList const& list,
                 ActorFilter const& filter) {
    for (Facet const& facet : facets_of(list, filter)) {
        std::vector<views::Choice> choices{{"", presenter.text(facet.any)}};
        bool has_chosen = facet.chosen.empty();
        for (FacetValue const& value : facet.values) {
            bool const is_chosen = value.value == facet.chosen;
            has_chosen = has_chosen || is_chosen;
            choices.push_back({value.value, label_of(presenter, facet.name, value.value), is_chosen,
                               presenter.number(value.count)});
        }
        if (!has_chosen)
            choices.push_back({facet.chosen, label_of(presenter, facet.name, facet.chosen), true, "0"});
        if (choices.size() == 1) continue; // nothing to choose from
        views::add_select(data.add("FIELD"),
                          {.name = std::string(facet.name), .label = presenter.text(facet.label)}, choices);
    }
    if (list.with_office > 0 || filter.has_office)
        views::add_checkboxes(data.add("FIELD"),
                              {.name = "office", .label = presenter.text("International office")},
                              {{"yes", presenter.text("Has an international office"), filter.has_office,
                                presenter.number(list.with_office)}});
}

void show_chips(views::Data& data, Presenter const& presenter, ActorList const& list,
                ActorFilter const& filter, std::string const& path) {
    views::Data chips;
    bool any = false;
    auto const add = [&](std::string_view label, ActorFilter without) {
        if (!any) chips = data.add("CHIPS");
        any = true;
        without.page = 1;
        views::Data chip = chips.add("CHIP");
        chip.set("CHIP_LABEL", label);
        chip.set("CHIP_URL", localized(presenter.language(), path_of(without, path)));
    };
    for (Facet const& facet : facets_of(list, filter)) {
        if (facet.chosen.empty()) continue;
        ActorFilter without = filter;
        if (facet.name == "group") without.group.clear();
        if (facet.name == "kind") without.kind.clear();
        if (facet.name == "country") without.country.clear();
        if (facet.name == "state") without.state.clear();
        if (facet.name == "theme") without.theme.clear();
        if (facet.name == "network") without.network.clear();
        if (facet.name == "partner") without.partner.clear();
        if (facet.name == "population") without.population.clear();
        add(fmt::format("{}: {}", presenter.text(facet.label), label_of(presenter, facet.name, facet.chosen)),
            without);
    }
    if (filter.has_office) {
        ActorFilter without = filter;
        without.has_office = false;
        add(presenter.text("Has an international office"), without);
    }
}

} // namespace

std::vector<Facet> facets_of(ActorList const& list, ActorFilter const& filter) {
    return {{"group", tr_noop("Governments or organizations"), tr_noop("Both"), list.groups, filter.group},
            {"kind", tr_noop("Kind"), tr_noop("Any kind"), list.kinds, filter.kind},
            {"country", tr_noop("Country"), tr_noop("Any country"), list.countries, filter.country},
            {"state", tr_noop("State or subdivision"), tr_noop("Any state"), list.states, filter.state},
            {"theme", tr_noop("Theme"), tr_noop("Any theme"), list.themes, filter.theme},
            {"network", tr_noop("Member of"), tr_noop("Any network"), list.networks, filter.network},
            {"partner", tr_noop("Partnership with"), tr_noop("Any country"), list.partners, filter.partner},
            {"population", tr_noop("Population"), tr_noop("Any population"), list.populations,
             filter.population}};
}

void show_filters(views::Data& data, Presenter const& presenter, ActorList const& list,
                  ActorFilter const& filter, std::string const& path) {
    data.set("FILTERED_URL", localized(presenter.language(), path));
    data.set("SORT_VALUE", filter.sort);
    show_fields(data, presenter, list, filter);
    show_chips(data, presenter, list, filter, path);
}

std::string narrowing_in_words(Presenter const& presenter, ActorFilter const& filter) {
    std::string words;
    auto const add = [&](std::string const& word) {
        words += fmt::format("{}{}", words.empty() ? "" : ", ", word);
    };
    ActorList const no_counts;
    for (Facet const& facet : facets_of(no_counts, filter))
        if (!facet.chosen.empty()) add(label_of(presenter, facet.name, facet.chosen));
    if (filter.has_office) add(presenter.text("Has an international office"));
    return words;
}

void show_sorts(views::Data& data, Presenter const& presenter, ActorFilter const& filter) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> sorts{
        {{"name", tr_noop("name")},
         {"population", tr_noop("population")},
         {"ties", tr_noop("ties")},
         {"changed", tr_noop("last change")}}};
    for (auto const& [sort, label] : sorts) {
        ActorFilter sorted = filter;
        sorted.sort = sort;
        sorted.page = 1;
        views::Data item = data.add("SORT");
        item.set("SORT_LABEL", presenter.text(label));
        item.set("SORT_URL", localized(presenter.language(), path_of(sorted)));
        if (sort == filter.sort) item.show("SORT_CURRENT");
    }
}

void show_views(views::Data& data, Presenter const& presenter, ActorFilter const& filter,
                std::string_view current) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> all{
        {{"/register", tr_noop("List")}, {"/register/map", tr_noop("Map")}}};
    ActorFilter first_page = filter;
    first_page.page = 1;
    for (auto const& [path, label] : all) {
        views::Data view = data.add("VIEW");
        view.set("VIEW_LABEL", presenter.text(label));
        view.set("VIEW_URL", localized(presenter.language(), path_of(first_page, std::string(path))));
        view.show(path == current ? "VIEW_CURRENT" : "VIEW_OTHER");
    }
}

Cell count_cell(Presenter const& presenter, std::int64_t count) {
    Cell cell;
    cell.is_number = true;
    cell.raw = std::to_string(count);
    if (count > 0) cell.text = presenter.number(count);
    return cell;
}

Table actor_table(Presenter const& presenter, ActorList const& list) {
    Table table{"items",
                presenter.text("Governments and organizations on record"),
                {{"name", presenter.text("Name")},
                 {"kind", presenter.text("Kind")},
                 {"population", presenter.text("Population")},
                 {"ties", presenter.text("Ties")},
                 {"activities", presenter.text("Activities")}}};
    for (RosterEntry const* entry : list.page)
        table.rows.push_back(
            {presenter.actor_with_place(entry->id), presenter.choice(actor_kinds(), entry->kind),
             count_cell(presenter, entry->population), count_cell(presenter, entry->recorded.ties()),
             count_cell(presenter, entry->recorded.activities)});
    return table;
}

} // namespace legation::registry
