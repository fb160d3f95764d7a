#include "register/record_names.hpp"

#include "register/record_views.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

using store::ReadTransaction;

std::vector<Cell> below_actor(Presenter const& presenter, std::int64_t actor_id) {
    std::vector<Cell> trail{Cell{presenter.text("Register"), "/register"}};
    if (Cell actor = presenter.actor(actor_id); !actor.text.empty()) trail.push_back(std::move(actor));
    return trail;
}

} // namespace

void name_view(RecordView& view, ReadTransaction&, Presenter const& presenter, Membership const& membership) {
    view.trail = below_actor(presenter, membership.member_id);
    view.title = views::fill(presenter.text("{member} in {network}"),
                             {{"member", presenter.actor(membership.member_id).text},
                              {"network", presenter.actor(membership.network_id).text}});
}

void name_view(RecordView& view, ReadTransaction&, Presenter const& presenter, Presence const& presence) {
    view.trail = below_actor(presenter, presence.actor_id);
    view.label = presenter.choice(presence_kinds(), presence.kind).text;
    view.title = presence.name;
    if (view.title.empty())
        view.title = views::fill(presenter.text("{actor} in {country}"),
                                 {{"actor", presenter.actor(presence.actor_id).text},
                                  {"country", presenter.country(presence.country).text}});
}

void name_view(RecordView& view, ReadTransaction&, Presenter const& presenter,
               Jurisdiction const& jurisdiction) {
    view.trail = below_actor(presenter, jurisdiction.mission_id);
    view.title = views::fill(presenter.text("{area} in the district of {mission}"),
                             {{"area", presenter.place(jurisdiction.area_id).text},
                              {"mission", presenter.actor(jurisdiction.mission_id).text}});
}

void name_view(RecordView& view, ReadTransaction&, Presenter const& presenter,
               InternationalOffice const& office) {
    view.trail = below_actor(presenter, office.actor_id);
    std::string const government = presenter.actor(office.actor_id).text;
    view.title = office.name.empty() ? views::fill(presenter.text("International office of {government}"),
                                                   {{"government", government}})
                                     : fmt::format("{}, {}", office.name, government);
}

void name_view(RecordView& view, ReadTransaction&, Presenter const& presenter, Identifier const& identifier) {
    view.trail = below_actor(presenter, identifier.actor_id);
    view.title = fmt::format("{}: {} {}", presenter.actor(identifier.actor_id).text, identifier.scheme,
                             identifier.value);
}

void name_view(RecordView& view, ReadTransaction&, Presenter const& presenter,
               PlaceIdentifier const& identifier) {
    Cell place = presenter.place(identifier.place_id);
    view.trail = {Cell{presenter.text("Register"), "/register"}, place};
    view.title = fmt::format("{}: {} {}", place.text, identifier.scheme, identifier.code);
}

void name_view(RecordView& view, ReadTransaction& tx, Presenter const& presenter, Edition const& edition) {
    view.section = "convenings";
    view.trail = {Cell{presenter.text("Convenings"), "/register/convenings"}};
    Cell convening = presenter.reference(tx, "convening", edition.convening_id);
    view.title = edition.name;
    if (convening.text.empty()) return;
    view.label = convening.text;
    view.trail.push_back(std::move(convening));
}

void name_view(RecordView& view, ReadTransaction& tx, Presenter const& presenter, Outcome const& outcome) {
    view.trail = trail(presenter, tr_noop("Activities"), "/register/activities");
    view.title = outcome.measure;
    Cell activity = presenter.reference(tx, "activity", outcome.activity_id);
    if (!activity.text.empty()) view.trail.push_back(std::move(activity));
}

} // namespace legation::registry
