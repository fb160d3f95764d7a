#include "register/theme_view.hpp"

#include "kernel/records/record_store.hpp"
#include "register/mentions.hpp"
#include "register/record_views.hpp"
#include "register/theme.hpp"

#include <array>
#include <charconv>

namespace legation::registry {

namespace {

/// The short names of the Sustainable Development Goals, as the United Nations gives them.
constexpr std::array<std::string_view, 17> goal_names{
    tr_noop("No poverty"),
    tr_noop("Zero hunger"),
    tr_noop("Good health and well-being"),
    tr_noop("Quality education"),
    tr_noop("Gender equality"),
    tr_noop("Clean water and sanitation"),
    tr_noop("Affordable and clean energy"),
    tr_noop("Decent work and economic growth"),
    tr_noop("Industry, innovation and infrastructure"),
    tr_noop("Reduced inequalities"),
    tr_noop("Sustainable cities and communities"),
    tr_noop("Responsible consumption and production"),
    tr_noop("Climate action"),
    tr_noop("Life below water"),
    tr_noop("Life on land"),
    tr_noop("Peace, justice and strong institutions"),
    tr_noop("Partnerships for the goals"),
};

/// `7. Affordable and clean energy`, linked to its page at the United Nations.
Cell goal_cell(Presenter const& presenter, std::string const& number) {
    Cell cell = presenter.plain(number);
    std::size_t goal = 0;
    std::from_chars(number.data(), number.data() + number.size(), goal);
    if (goal < 1 || goal > goal_names.size()) return cell;
    cell.text += ". " + presenter.text(goal_names[goal - 1]);
    cell.path = "https://sdgs.un.org/goals/goal" + number;
    cell.raw = number;
    return cell;
}

} // namespace

std::optional<RecordView> theme_view(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::string_view slug) {
    auto const found = records::find_visible<Theme>(tx, "slug = :slug", slug);
    if (!found) return std::nullopt;
    RecordView view = begin_view(records::type_of<Theme>(), *found, "/register/themes/" + found->slug);
    view.section = "themes";
    view.trail = {Cell{presenter.text("Themes"), "/register/themes"}};
    view.label = presenter.text("Theme");
    view.title = presenter.theme(found->slug).text;
    view.lead = found->summary;
    view.sources = found->sources;
    std::vector<Cell> goals;
    for (std::string const& goal : records::split_list(found->sdg_goals))
        goals.push_back(goal_cell(presenter, goal));
    if (!goals.empty())
        view.cards.push_back(
            {"sdg_goals", presenter.text("Sustainable Development Goals"), {}, std::move(goals)});
    view.tables = mentions_of(tx, presenter, "theme", found->slug);
    view.map = map_of_theme(presenter, found->slug);
    view.json_only = {{"slug", "", {presenter.plain(found->slug)}},
                      {"name_es", "", {presenter.plain(found->name_es)}}};
    return view;
}

} // namespace legation::registry
