#include "register/adapters/recorder.hpp"

#include "gazetteer/place_store.hpp"
#include "kernel/id.hpp"
#include "kernel/records/record_store.hpp"
#include "register/actor.hpp"
#include "register/identifier.hpp"
#include "register/membership.hpp"
#include "register/partnership.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using gazetteer::PlaceKind;

constexpr std::string_view comment = "brought in from a found file";

/// What governs a place. Only a file of U.S. governments is evidence that a populated place is a
/// municipality; a partner in a list of sister cities is one as well, or it could not have signed.
std::string kind_of_government(gazetteer::Atlas::Entry const& place) {
    bool const is_home = place.country == "US";
    switch (place.kind) {
    case PlaceKind::country:
        return "country";
    case PlaceKind::territory:
        return "territory";
    case PlaceKind::state:
        return "state";
    case PlaceKind::county:
        return "county";
    case PlaceKind::place:
        return is_home ? "municipality" : "foreign_subnational";
    case PlaceKind::subdivision:
        break;
    }
    return "foreign_subnational";
}

std::pair<std::int64_t, std::int64_t> in_order(std::int64_t one, std::int64_t other) {
    return {std::min(one, other), std::max(one, other)};
}

std::string with_source(std::string const& sources, std::string const& source) {
    if (sources.empty()) return source;
    for (std::string const& entry : records::split_list(sources))
        if (entry.substr(0, entry.find('@')) == source) return sources;
    return sources + ";" + source;
}

} // namespace

std::string_view code_of(RowAction action) {
    switch (action) {
    case RowAction::recorded:
        return "recorded";
    case RowAction::unchanged:
        return "unchanged";
    case RowAction::queued:
        return "queued";
    case RowAction::left_out:
        return "left_out";
    }
    return "left_out";
}

void ensure_source(store::WriteTransaction& tx, Source const& wanted) {
    if (records::id_of_key(tx, records::type_of<Source>(), wanted.key)) return;
    Source source = wanted;
    records::create(tx, records::type_of<Source>(), source, comment);
}

FoundRecorder::FoundRecorder(store::WriteTransaction& tx, gazetteer::Atlas const& atlas, std::string source)
    : tx_(tx), atlas_(atlas), source_(std::move(source)) {
    read_known();
}

void FoundRecorder::read_known() {
    tx_.each<std::int64_t, std::int64_t>(
        "SELECT one.actor_id, other.actor_id FROM partnership_parties one JOIN partnership_parties other ON "
        "other.partnership_id = one.partnership_id AND other.actor_id > one.actor_id JOIN partnerships ON "
        "partnerships.id = one.partnership_id WHERE partnerships.kind = 'sister_city' AND one.is_hidden = 0 "
        "AND "
        "other.is_hidden = 0",
        [&](std::int64_t one, std::int64_t other) { sister_cities_.insert(in_order(one, other)); });
    tx_.each<std::int64_t, std::int64_t>(
        "SELECT member_id, network_id FROM memberships",
        [&](std::int64_t member, std::int64_t network) { memberships_.emplace(member, network); });
    tx_.each<std::string, std::int64_t>(
        "SELECT slug, id FROM actors",
        [&](std::string slug, std::int64_t id) { actors_.emplace(std::move(slug), id); });
}

RowOutcome FoundRecorder::record(Adapter const& adapter, MatchedRow const& matched) {
    FoundRow const& row = matched.row;
    if (!row.left_out.empty()) return {RowAction::left_out, row.left_out};
    for (std::size_t at = 0; at < matched.verdicts.size(); ++at)
        if (Verdict const& verdict = matched.verdicts[at]; verdict.decision != Verdict::Decision::certain)
            return {RowAction::queued, fmt::format("“{}”: {}", row.mentions[at].name, verdict.reason)};
    Candidate const& first = matched.verdicts.front().candidates.front();
    bool is_new = false;
    if (matched.verdicts.size() == 2) {
        Candidate const& second = matched.verdicts.back().candidates.front();
        if (first.slug == second.slug) return {RowAction::left_out, "both names are the same place"};
        is_new = record_partnership(first, second);
    } else if (!row.statement("network").empty()) {
        is_new = record_memberships(row, first);
    } else if (!row.statement("website").empty()) {
        is_new = record_website(row, first);
    } else if (!row.statement("geoid").empty() || !row.statement("ocd_id").empty()) {
        is_new = record_identifiers(row, first);
    } else {
        return {RowAction::left_out, fmt::format("nothing in it is recorded from {}", adapter.name)};
    }
    return {is_new ? RowAction::recorded : RowAction::unchanged, {}};
}

std::int64_t FoundRecorder::actor_of(Candidate const& candidate) {
    auto const known = actors_.find(candidate.slug);
    if (known != actors_.end()) return known->second;
    auto const& place = atlas_.entry(candidate.place_id);
    Actor actor;
    actor.slug = candidate.slug;
    actor.kind = kind_of_government(place);
    actor.name = place.name;
    actor.country = place.country;
    actor.place_id = candidate.place_id;
    actor.sources = source_;
    records::create(tx_, records::type_of<Actor>(), actor, comment);
    actors_.emplace(actor.slug, actor.id);
    return actor.id;
}

bool FoundRecorder::record_identifiers(FoundRow const& row, Candidate const& candidate) {
    std::string_view const geoid = row.statement("geoid"), ocd_id = row.statement("ocd_id");
    bool is_new =
        candidate.place_id != 0 && gazetteer::add_identifiers(tx_, candidate.place_id, geoid, ocd_id);
    auto const actor = actors_.find(candidate.slug);
    if (actor == actors_.end()) return is_new;
    for (auto const& [scheme, value] : {std::pair("census-geoid", geoid), std::pair("ocd", ocd_id)}) {
        if (value.empty()) continue;
        Identifier identifier;
        identifier.uuid = uuid_v5(fmt::format("identifier:{}|{}|{}|", candidate.slug, scheme, value));
        bool const is_known =
            tx_.value<std::int64_t>("SELECT id FROM identifiers WHERE uuid = :uuid", identifier.uuid)
                .has_value();
        if (is_known) continue;
        identifier.actor_id = actor->second;
        identifier.scheme = scheme;
        identifier.value = value;
        identifier.sources = source_;
        records::create(tx_, records::type_of<Identifier>(), identifier, comment);
        is_new = true;
    }
    return is_new;
}

bool FoundRecorder::record_website(FoundRow const& row, Candidate const& candidate) {
    auto actor = records::find_visible<Actor>(tx_, "id = :id", actor_of(candidate));
    // Several domains of one government are frequent: the first stays, as does what people wrote.
    if (!actor || !actor->website.empty()) return false;
    actor->website = row.statement("website");
    actor->sources = with_source(actor->sources, source_);
    return records::update(tx_, records::type_of<Actor>(), *actor, comment);
}

bool FoundRecorder::record_partnership(Candidate const& one, Candidate const& other) {
    std::int64_t const first = actor_of(one), second = actor_of(other);
    // The two directions of one partnership are one.
    if (!sister_cities_.insert(in_order(first, second)).second) return false;
    Partnership partnership;
    partnership.key =
        fmt::format("sister-cities-{}-{}", std::min(one.slug, other.slug), std::max(one.slug, other.slug));
    partnership.kind = "sister_city";
    partnership.status = "active"; // a list of sister cities names those that are
    partnership.sources = source_;
    records::create(tx_, records::type_of<Partnership>(), partnership, comment);
    std::int64_t position = 1;
    for (auto const& [actor_id, slug] : {std::pair(first, one.slug), std::pair(second, other.slug)}) {
        PartnershipParty party;
        party.uuid = uuid_v5(fmt::format("partnership_party:{}|{}|", partnership.key, slug));
        party.partnership_id = partnership.id;
        party.actor_id = actor_id;
        party.position = position++;
        records::create(tx_, records::type_of<PartnershipParty>(), party, comment);
    }
    return true;
}

bool FoundRecorder::record_memberships(FoundRow const& row, Candidate const& candidate) {
    bool is_new = false;
    for (auto const& [name, network] : row.statements) {
        auto const known = actors_.find(network);
        if (name != "network" || known == actors_.end()) continue;
        std::int64_t const member = actor_of(candidate);
        if (!memberships_.emplace(member, known->second).second) continue;
        Membership membership;
        membership.uuid = uuid_v5(fmt::format("membership:{}|{}|||", candidate.slug, network));
        membership.member_id = member;
        membership.network_id = known->second;
        membership.sources = source_;
        records::create(tx_, records::type_of<Membership>(), membership, comment);
        is_new = true;
    }
    return is_new;
}

} // namespace legation::registry
