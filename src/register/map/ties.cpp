#include "register/map/ties.hpp"

#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "register/membership.hpp"
#include "register/partnership.hpp"
#include "register/presence.hpp"
#include "register/presenter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace legation::registry {

namespace {

TieEnd end_of(RosterEntry const& actor) {
    return {&actor, actor.place_id, actor.country};
}

void add_partnerships(std::vector<Tie>& ties, store::ReadTransaction& tx, Roster const& roster) {
    for (Partnership const& partnership : records::visible<Partnership>(tx, "id > 0 ORDER BY id")) {
        auto const& parties = roster.parties(partnership.id);
        for (std::size_t i = 1; i < parties.size(); ++i) {
            RosterEntry const* first = roster.by_id(parties.front());
            RosterEntry const* other = roster.by_id(parties[i]);
            if (first == nullptr || other == nullptr) continue;
            ties.push_back({TieKind::partnership, end_of(*first), end_of(*other),
                            "/register/partnerships/" + partnership.uuid, partnership.title});
        }
    }
}

void add_presences(std::vector<Tie>& ties, store::ReadTransaction& tx, Roster const& roster) {
    gazetteer::Atlas const& atlas = roster.atlas();
    for (Presence const& presence : records::visible<Presence>(tx, "id > 0 ORDER BY id")) {
        RosterEntry const* actor = roster.by_id(presence.actor_id);
        if (actor == nullptr) continue;
        auto const country = atlas.country(presence.country);
        TieEnd there;
        there.place_id = presence.place_id.value_or(country.value_or(0));
        if (country) there.country = atlas.entry(*country).country;
        ties.push_back({TieKind::presence, end_of(*actor), there, "/register/presences/" + presence.uuid,
                        presence.name});
    }
}

void add_memberships(std::vector<Tie>& ties, store::ReadTransaction& tx, Roster const& roster) {
    for (Membership const& membership : records::visible<Membership>(tx, "id > 0 ORDER BY id")) {
        RosterEntry const* member = roster.by_id(membership.member_id);
        RosterEntry const* network = roster.by_id(membership.network_id);
        if (member == nullptr || network == nullptr) continue;
        ties.push_back({TieKind::membership,
                        end_of(*member),
                        end_of(*network),
                        "/register/memberships/" + membership.uuid,
                        {}});
    }
}

bool is_chosen(Roster const& roster, MapSelection const& selection, TieEnd const& end) {
    return end.actor != nullptr && selection.has(roster, *end.actor);
}

std::string name_of(Presenter const& presenter, TieEnd const& end) {
    return end.actor != nullptr ? presenter.actor(end.actor->id).text : presenter.place(end.place_id).text;
}

std::string page_of(Presenter const& presenter, TieEnd const& end) {
    return end.actor != nullptr ? presenter.actor(end.actor->id).path : presenter.place(end.place_id).path;
}

/// Two digits after the point are about a kilometer: more than a line over a continent shows.
void write_position(std::string& json, Position position) {
    json += fmt::format("[{:.2f},{:.2f}]", position.longitude, position.latitude);
}

std::string geometry(std::vector<std::vector<Position>> const& lines) {
    std::string json = R"({"type":"MultiLineString","coordinates":[)";
    for (auto const& line : lines) {
        json += &line == &lines.front() ? "[" : ",[";
        for (Position const& position : line) {
            if (&position != &line.front()) json += ',';
            write_position(json, position);
        }
        json += ']';
    }
    return json + "]}";
}

std::string properties(Tie const& tie, Presenter const& presenter) {
    static constexpr std::array<std::string_view, 3> labels{tr_noop("Partnership"), tr_noop("Office abroad"),
                                                            tr_noop("Membership")};
    records::JsonWriter json;
    json.begin_object().member("kind", code_of(tie.kind));
    json.member("label", presenter.text(labels.at(static_cast<std::size_t>(tie.kind))));
    json.member_if("title", tie.title);
    json.member("from", name_of(presenter, tie.from)).member("from_url", page_of(presenter, tie.from));
    json.member("to", name_of(presenter, tie.to)).member("to_url", page_of(presenter, tie.to));
    json.member("url", tie.path);
    return json.end_object().take();
}

} // namespace

std::string_view code_of(TieKind kind) {
    static constexpr std::array<std::string_view, 3> codes{"partnership", "presence", "membership"};
    return codes.at(static_cast<std::size_t>(kind));
}

std::vector<Tie> read_ties(store::ReadTransaction& tx, Roster const& roster) {
    std::vector<Tie> ties;
    add_partnerships(ties, tx, roster);
    add_presences(ties, tx, roster);
    add_memberships(ties, tx, roster);
    return ties;
}

std::optional<Position> position_of(Roster const& roster, TieEnd const& end) {
    if (end.place_id == 0 || !roster.atlas().has(end.place_id)) return std::nullopt;
    auto const& place = roster.atlas().entry(end.place_id);
    if (!place.has_coordinates) return std::nullopt;
    return Position{place.latitude, place.longitude};
}

std::vector<Tie const*> ties_of(std::vector<Tie> const& ties, Roster const& roster,
                                MapSelection const& selection) {
    std::vector<Tie const*> chosen;
    for (Tie const& tie : ties)
        if (is_chosen(roster, selection, tie.from) || is_chosen(roster, selection, tie.to))
            chosen.push_back(&tie);
    return chosen;
}

std::map<std::string_view, std::int64_t> ties_with_countries(std::vector<Tie const*> const& ties,
                                                             Roster const& roster,
                                                             MapSelection const& selection) {
    std::map<std::string_view, std::int64_t> counts;
    auto const count = [&](TieEnd const& from, TieEnd const& to) {
        // Seen from the selection: what Texas has with Japan counts in Japan.
        if (is_chosen(roster, selection, from) && roster.atlas().country(to.country)) ++counts[to.country];
    };
    for (Tie const* tie : ties) {
        if (tie->from.country == tie->to.country) continue;
        count(tie->from, tie->to);
        count(tie->to, tie->from);
    }
    return counts;
}

std::string ties_geojson(std::vector<Tie const*> const& ties, MapSelection const& selection,
                         Presenter const& presenter) {
    constexpr std::size_t most_lines = 2'000; // some 200 KB compressed; more would only be a tangle
    Roster const& roster = presenter.roster();
    std::string json = R"({"type":"FeatureCollection","features":[)";
    std::size_t lines = 0;
    bool is_cut = false;
    for (Tie const* tie : ties) {
        auto const from = position_of(roster, tie->from);
        auto const to = position_of(roster, tie->to);
        if (!from || !to) continue;
        auto const way = great_circle(*from, *to);
        if (way.empty()) continue;
        is_cut = lines == most_lines;
        if (is_cut) break;
        json += fmt::format(R"({}{{"type":"Feature","geometry":{},"properties":{}}})", lines == 0 ? "" : ",",
                            geometry(way), properties(*tie, presenter));
        ++lines;
    }
    json += fmt::format(R"(],"recorded":{},"shown":{},"cut":{},"countries":{{)", ties.size(), lines, is_cut);
    bool is_first = true;
    for (auto const& [country, count] : ties_with_countries(ties, roster, selection)) {
        json += fmt::format(R"({}"{}":{})", is_first ? "" : ",", country, count);
        is_first = false;
    }
    return json + "}}";
}

} // namespace legation::registry
