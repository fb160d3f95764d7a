#include "register/record_views.hpp"

#include "kernel/records/record_store.hpp"
#include "kernel/views/format.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/convening.hpp"
#include "register/identifier.hpp"
#include "register/international_office.hpp"
#include "register/jurisdiction.hpp"
#include "register/membership.hpp"
#include "register/partnership.hpp"
#include "register/person.hpp"
#include "register/place_identifier.hpp"
#include "register/practice.hpp"
#include "register/presence.hpp"
#include "register/record_names.hpp"
#include "register/source_view.hpp"
#include "register/theme.hpp"
#include "register/theme_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using records::find_visible;
using records::type_of;
using records::visible;
using store::ReadTransaction;
using Fields = std::span<std::string_view const>;

template <std::size_t Count>
Fields shown(std::array<std::string_view, Count> const& names) {
    return names;
}

void add_meta(RecordView& view, Cell cell) {
    if (!cell.text.empty()) view.meta.push_back(std::move(cell));
}

void add_passage(RecordView& view, Presenter const& presenter, std::string_view key, std::string_view heading,
                 std::string const& text) {
    if (!text.empty()) view.passages.push_back({std::string(key), presenter.text(heading), text});
}

void add_table(RecordView& view, Table table) {
    if (!table.rows.empty()) view.tables.push_back(std::move(table));
}

std::optional<RecordView> partnership_view(ReadTransaction& tx, Presenter const& presenter,
                                           std::string_view uuid) {
    auto const found = find_visible<Partnership>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    RecordView view = begin_view(type_of<Partnership>(), *found, "/register/partnerships/" + found->uuid);
    view.trail = trail(presenter, tr_noop("Partnerships"), "/register/partnerships");
    view.label = presenter.choice(partnership_kinds(), found->kind).text;
    view.title = presenter.title_of(*found);
    view.lead = found->summary;
    view.sources = found->sources;
    view.themes = presenter.themes(found->themes);
    Cell status = presenter.status_of(*found);
    if (found->status == "not_recorded") status.text = presenter.text("Status not recorded");
    add_meta(view, std::move(status));
    add_meta(view, presenter.plain(presenter.period(found->starts, found->ends)));

    Table parties{"parties",
                  presenter.text("Parties"),
                  {{"actor", presenter.text("Party")},
                   {"kind", presenter.text("Kind")},
                   {"country", presenter.text("Country")}}};
    for (std::int64_t const id : presenter.roster().parties(found->id)) {
        RosterEntry const* party = presenter.roster().by_id(id);
        if (party == nullptr) continue;
        parties.rows.push_back({presenter.actor_with_place(id), presenter.choice(actor_kinds(), party->kind),
                                presenter.where(party->country, std::nullopt)});
    }
    add_table(view, std::move(parties));

    Table activities{"activities",
                     presenter.text("Activities together"),
                     {{"activity", presenter.text("Activity")},
                      {"kind", presenter.text("Kind")},
                      {"when", presenter.text("When")}}};
    for (Activity const& activity :
         visible<Activity>(tx,
                           "id IN (SELECT p.activity_id FROM activity_participants p JOIN "
                           "partnership_parties q ON q.actor_id = "
                           "p.actor_id WHERE q.partnership_id = :id AND p.is_hidden = 0 AND q.is_hidden = 0 "
                           "GROUP BY p.activity_id "
                           "HAVING COUNT(DISTINCT p.actor_id) > 1) ORDER BY starts DESC",
                           found->id))
        activities.rows.push_back({Cell{activity.title, "/register/activities/" + activity.uuid},
                                   presenter.choice(activity_kinds(), activity.kind),
                                   presenter.plain(presenter.period(activity.starts, activity.ends))});
    add_table(view, std::move(activities));
    static constexpr std::array<std::string_view, 8> elsewhere{"title", "kind",   "summary", "themes",
                                                               "key",   "starts", "ends",    "status"};
    view.facts = presenter.facts(tx, type_of<Partnership>(), *found, shown(elsewhere));
    view.json_only = {{"key", "", {presenter.plain(found->key)}},
                      {"kind", "", {presenter.choice(partnership_kinds(), found->kind)}},
                      {"status", "", {presenter.choice(partnership_statuses(), found->status)}},
                      {"starts", "", {presenter.plain(found->starts)}},
                      {"ends", "", {presenter.plain(found->ends)}}};
    return view;
}

Table participants_of(ReadTransaction& tx, Presenter const& presenter, std::int64_t activity_id) {
    Table table{"participants",
                presenter.text("Participants"),
                {{"actor", presenter.text("Participant")},
                 {"role", presenter.text("Role")},
                 {"kind", presenter.text("Kind")}}};
    for (ActivityParticipant const& participant :
         visible<ActivityParticipant>(tx, "activity_id = :id ORDER BY position", activity_id)) {
        RosterEntry const* actor = presenter.roster().by_id(participant.actor_id);
        if (actor == nullptr) continue;
        table.rows.push_back({presenter.actor_with_place(participant.actor_id),
                              presenter.plain(participant.role),
                              presenter.choice(actor_kinds(), actor->kind)});
    }
    return table;
}

Table outcomes_of(ReadTransaction& tx, Presenter const& presenter, std::int64_t activity_id) {
    Table table{"outcomes",
                presenter.text("Outcomes"),
                {{"measure", presenter.text("Measure")},
                 {"category", presenter.text("Category")},
                 {"amount", presenter.text("Amount")},
                 {"unit", presenter.text("Unit")},
                 {"note", presenter.text("Note")}}};
    for (Outcome const& outcome : visible<Outcome>(tx, "activity_id = :id ORDER BY id", activity_id)) {
        Cell amount;
        amount.is_number = true;
        if (outcome.amount) {
            amount.raw = fmt::format("{}", *outcome.amount);
            bool const is_whole =
                *outcome.amount == static_cast<double>(static_cast<std::int64_t>(*outcome.amount));
            amount.text =
                is_whole ? presenter.number(static_cast<std::int64_t>(*outcome.amount)) : amount.raw;
        }
        Cell measure = presenter.plain(outcome.measure);
        measure.sources = outcome.sources;
        table.rows.push_back({measure, presenter.choice(outcome_categories(), outcome.category), amount,
                              presenter.plain(outcome.unit), presenter.plain(outcome.note)});
    }
    return table;
}

std::optional<RecordView> activity_view(ReadTransaction& tx, Presenter const& presenter,
                                        std::string_view uuid) {
    auto const found = find_visible<Activity>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    RecordView view = begin_view(type_of<Activity>(), *found, "/register/activities/" + found->uuid);
    view.trail = trail(presenter, tr_noop("Activities"), "/register/activities");
    view.label = presenter.choice(activity_kinds(), found->kind).text;
    view.title = found->title;
    view.lead_heading = presenter.text("What happened");
    view.lead = found->summary;
    view.sources = found->sources;
    view.themes = presenter.themes(found->themes);
    add_meta(view, presenter.plain(presenter.period(found->starts, found->ends)));
    add_meta(view, presenter.where(found->country, found->place_id));
    add_table(view, outcomes_of(tx, presenter, found->id));
    add_table(view, participants_of(tx, presenter, found->id));
    view.json_only = {{"key", "", {presenter.plain(found->key)}},
                      {"kind", "", {presenter.choice(activity_kinds(), found->kind)}},
                      {"starts", "", {presenter.plain(found->starts)}},
                      {"ends", "", {presenter.plain(found->ends)}},
                      {"country", "", {presenter.plain(found->country)}}};
    return view;
}

std::optional<RecordView> practice_view(ReadTransaction& tx, Presenter const& presenter,
                                        std::string_view uuid) {
    auto const found = find_visible<Practice>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    RecordView view = begin_view(type_of<Practice>(), *found, "/register/practices/" + found->uuid);
    view.trail = trail(presenter, tr_noop("Practices"), "/register/practices");
    view.label = presenter.text("Practice");
    view.title = found->title;
    view.lead_heading = presenter.text("What it is");
    view.lead = found->summary;
    view.sources = found->sources;
    view.themes = presenter.themes(found->themes);
    add_passage(view, presenter, "results", tr_noop("Results"), found->results);
    static constexpr std::array<std::string_view, 5> elsewhere{"title", "summary", "themes", "key",
                                                               "results"};
    view.facts = presenter.facts(tx, type_of<Practice>(), *found, shown(elsewhere));
    view.json_only = {{"key", "", {presenter.plain(found->key)}}};
    return view;
}

std::optional<RecordView> commitment_view(ReadTransaction& tx, Presenter const& presenter,
                                          std::string_view uuid) {
    auto const found = find_visible<Commitment>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    RecordView view = begin_view(type_of<Commitment>(), *found, "/register/commitments/" + found->uuid);
    view.trail = trail(presenter, tr_noop("Commitments"), "/register/commitments");
    view.label = presenter.text("Commitment");
    view.title = found->title;
    view.lead_heading = presenter.text("What was promised");
    view.lead = found->summary;
    view.sources = found->sources;
    add_passage(view, presenter, "evidence", tr_noop("Evidence"), found->evidence);
    static constexpr std::array<std::string_view, 4> elsewhere{"title", "summary", "key", "evidence"};
    view.facts = presenter.facts(tx, type_of<Commitment>(), *found, shown(elsewhere));
    view.json_only = {{"key", "", {presenter.plain(found->key)}}};
    return view;
}

std::optional<RecordView> convening_view(ReadTransaction& tx, Presenter const& presenter,
                                         std::string_view slug) {
    auto const found = find_visible<Convening>(tx, "slug = :slug", slug);
    if (!found) return std::nullopt;
    RecordView view = begin_view(type_of<Convening>(), *found, "/register/convenings/" + found->slug);
    view.section = "convenings";
    view.trail = {Cell{presenter.text("Convenings"), "/register/convenings"}};
    view.label = presenter.text("Convening");
    view.title = found->name;
    view.lead_heading = presenter.text("What it is");
    view.lead = found->summary;
    view.sources = found->sources;
    view.themes = presenter.themes(found->themes);
    add_meta(view, presenter.plain(found->short_name));
    add_passage(view, presenter, "local_participation", tr_noop("How local governments take part"),
                found->local_participation);
    add_passage(view, presenter, "who_attends", tr_noop("Who attends"), found->who_attends);
    Table editions{"editions",
                   presenter.text("Editions"),
                   {{"edition", presenter.text("Edition")},
                    {"when", presenter.text("When")},
                    {"where", presenter.text("Where")}}};
    for (Edition const& edition :
         visible<Edition>(tx, "convening_id = :id ORDER BY starts DESC, name DESC", found->id)) {
        Cell name{edition.name, "/register/editions/" + edition.uuid};
        name.sources = edition.sources;
        Cell when = presenter.plain(
            presenter.period(edition.starts, edition.ends.empty() ? edition.starts : edition.ends));
        when.raw = edition.starts;
        editions.rows.push_back({name, when, presenter.where(edition.country, edition.place_id)});
    }
    add_table(view, std::move(editions));
    static constexpr std::array<std::string_view, 7> elsewhere{
        "slug", "name", "short_name", "summary", "themes", "who_attends", "local_participation"};
    view.facts = presenter.facts(tx, type_of<Convening>(), *found, shown(elsewhere));
    view.json_only = {{"slug", "", {presenter.plain(found->slug)}},
                      {"short_name", "", {presenter.plain(found->short_name)}}};
    return view;
}

std::optional<RecordView> person_view(ReadTransaction& tx, Presenter const& presenter,
                                      std::string_view uuid) {
    auto const found = find_visible<Person>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    RecordView view = begin_view(type_of<Person>(), *found, "/register/people/" + found->uuid);
    view.trail = trail(presenter, tr_noop("People"), "/register/people");
    view.label = presenter.text("Person");
    view.title = found->name;
    view.lead_heading = presenter.text("Public role");
    view.lead = found->role;
    view.sources = found->sources;
    static constexpr std::array<std::string_view, 3> elsewhere{"name", "role", "key"};
    view.facts = presenter.facts(tx, type_of<Person>(), *found, shown(elsewhere));
    view.json_only = {{"key", "", {presenter.plain(found->key)}}};
    return view;
}

/// The page that is derived from the field table alone: for nouns that are mostly read on the page of
/// another.
template <class T>
std::optional<RecordView> plain_view(ReadTransaction& tx, Presenter const& presenter, std::string_view uuid) {
    auto const found = find_visible<T>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    records::RecordType const& type = type_of<T>();
    RecordView view =
        begin_view(type, *found, fmt::format("/register/{}/{}", address_of(type.table), found->uuid));
    view.label = presenter.text(type.label);
    view.facts = presenter.facts(tx, type, *found, {});
    name_view(view, tx, presenter, *found);
    if constexpr (requires { found->sources; }) view.sources = found->sources;
    return view;
}

constexpr std::array pages{
    RecordPage{"partnerships", partnership_view},
    RecordPage{"activities", activity_view},
    RecordPage{"practices", practice_view},
    RecordPage{"commitments", commitment_view},
    RecordPage{"convenings", convening_view},
    RecordPage{"people", person_view},
    RecordPage{"themes", theme_view},
    RecordPage{"sources", source_view},
    RecordPage{"memberships", plain_view<Membership>},
    RecordPage{"presences", plain_view<Presence>},
    RecordPage{"jurisdictions", plain_view<Jurisdiction>},
    RecordPage{"international_offices", plain_view<InternationalOffice>},
    RecordPage{"identifiers", plain_view<Identifier>},
    RecordPage{"place_identifiers", plain_view<PlaceIdentifier>},
    RecordPage{"editions", plain_view<Edition>},
    RecordPage{"outcomes", plain_view<Outcome>},
};

} // namespace

std::span<RecordPage const> record_pages() {
    return pages;
}

std::string address_of(std::string_view table) {
    std::string address(table);
    std::ranges::replace(address, '_', '-');
    return address;
}

std::vector<Cell> trail(Presenter const& presenter, std::string_view list_label, std::string_view list_path) {
    return {Cell{presenter.text("Register"), "/register"},
            Cell{presenter.text(list_label), std::string(list_path)}};
}

RecordView begin_view(records::RecordType const& type, records::Record const& record, std::string path) {
    RecordView view;
    view.type = &type;
    view.uuid = record.uuid;
    view.version = record.version;
    view.changed_at = record.changed_at;
    view.path = std::move(path);
    return view;
}

} // namespace legation::registry
