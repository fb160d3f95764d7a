#include "register/theme_view.hpp"

#include "kernel/records/record_store.hpp"
#include "register/mentions.hpp"
#include "register/record_views.hpp"
#include "register/theme.hpp"

namespace legation::registry {

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
    for (std::string const& goal : records::split_list(found->sdg_goals)) {
        Cell cell = presenter.plain(goal);
        cell.path = "https://sdgs.un.org/goals/goal" + goal;
        goals.push_back(std::move(cell));
    }
    if (!goals.empty())
        view.facts.push_back(
            {"sdg_goals", presenter.text("Sustainable Development Goals"), std::move(goals)});
    view.tables = mentions_of(tx, presenter, "theme", found->slug);
    view.json_only = {{"slug", "", {presenter.plain(found->slug)}},
                      {"name_es", "", {presenter.plain(found->name_es)}}};
    return view;
}

} // namespace legation::registry
