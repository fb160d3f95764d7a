#include "register/actor_ties.hpp"

#include "kernel/records/record_store.hpp"
#include "register/jurisdiction.hpp"
#include "register/membership.hpp"
#include "register/partnership.hpp"
#include "register/presence.hpp"

#include <fmt/format.h>

namespace legation::registry {

using records::visible;

namespace {

/// The other parties' names, the link leading to the partnership itself.
Cell partners_cell(Presenter const& presenter, Partnership const& partnership, std::int64_t actor_id) {
    Cell cell{{}, "/register/partnerships/" + partnership.uuid};
    for (std::int64_t const party : presenter.roster().parties(partnership.id)) {
        if (party == actor_id) continue;
        Cell const other = presenter.actor_with_place(party);
        cell.text += fmt::format("{}{}", cell.text.empty() ? "" : ", ", other.text);
        if (!other.note.empty()) cell.note += fmt::format("{}{}", cell.note.empty() ? "" : "; ", other.note);
    }
    if (cell.text.empty()) cell.text = presenter.title_of(partnership);
    cell.sources = partnership.sources;
    return cell;
}

Cell period_cell(Presenter const& presenter, std::string const& since, std::string const& until) {
    Cell cell = presenter.plain(presenter.period(since, until));
    cell.raw = until.empty() ? since : since + "/" + until; // ISO 8601's interval
    return cell;
}

} // namespace

Table partnerships_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id) {
    Table table{"partnerships",
                presenter.text("Partnerships"),
                {{"with", presenter.text("With")},
                 {"kind", presenter.text("Kind")},
                 {"since", presenter.text("Since")},
                 {"status", presenter.text("Status")},
                 {"themes", presenter.text("Themes")}}};
    for (Partnership const& partnership : records::visible_through<Partnership>(
             tx, "JOIN partnership_parties q ON q.partnership_id = partnerships.id AND q.is_hidden = 0",
             "q.actor_id = :actor ORDER BY COALESCE(starts, '9999'), partnerships.id", actor_id)) {
        Cell themes;
        for (Cell const& theme : presenter.themes(partnership.themes))
            themes.text += fmt::format("{}{}", themes.text.empty() ? "" : ", ", theme.text);
        themes.raw = partnership.themes;
        table.rows.push_back({partners_cell(presenter, partnership, actor_id),
                              presenter.choice(partnership_kinds(), partnership.kind),
                              presenter.date_cell(partnership.starts), presenter.status_of(partnership),
                              themes});
    }
    return table;
}

Table memberships_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id) {
    Table table{"memberships",
                presenter.text("Memberships"),
                {{"network", presenter.text("Network")},
                 {"role", presenter.text("Role")},
                 {"years", presenter.text("Years")}}};
    for (Membership const& membership : visible<Membership>(tx, "member_id = :actor ORDER BY id", actor_id)) {
        Cell network = presenter.actor(membership.network_id);
        network.sources = membership.sources;
        table.rows.push_back({network, presenter.plain(membership.role),
                              period_cell(presenter, membership.since, membership.until)});
    }
    return table;
}

Table members_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t network_id) {
    Table table{"members",
                presenter.text("Members"),
                {{"member", presenter.text("Member")},
                 {"role", presenter.text("Role")},
                 {"years", presenter.text("Years")}}};
    for (Membership const& membership :
         visible<Membership>(tx, "network_id = :network ORDER BY id", network_id)) {
        Cell member = presenter.actor_with_place(membership.member_id);
        member.sources = membership.sources;
        table.rows.push_back({member, presenter.plain(membership.role),
                              period_cell(presenter, membership.since, membership.until)});
    }
    return table;
}

Table presences_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t actor_id) {
    Table table{"presences",
                presenter.text("Presences abroad"),
                {{"name", presenter.text("Name")},
                 {"kind", presenter.text("Kind")},
                 {"where", presenter.text("Where")},
                 {"years", presenter.text("Years")}}};
    for (Presence const& presence :
         visible<Presence>(tx, "actor_id = :actor ORDER BY country, id", actor_id)) {
        Cell const kind = presenter.choice(presence_kinds(), presence.kind);
        Cell name{presence.name.empty() ? kind.text : presence.name, "/register/presences/" + presence.uuid};
        name.sources = presence.sources;
        table.rows.push_back({name, kind, presenter.where(presence.country, presence.place_id),
                              period_cell(presenter, presence.since, presence.until)});
    }
    return table;
}

Table jurisdictions_of(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t mission_id) {
    Table table{"jurisdictions", presenter.text("Covers"), {{"area", presenter.text("Area")}}};
    for (Jurisdiction const& jurisdiction :
         visible<Jurisdiction>(tx, "mission_id = :mission ORDER BY id", mission_id)) {
        Cell area = presenter.place(jurisdiction.area_id);
        area.sources = jurisdiction.sources;
        table.rows.push_back({area});
    }
    return table;
}

} // namespace legation::registry
