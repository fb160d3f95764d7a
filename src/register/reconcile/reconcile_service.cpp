#include "register/reconcile/reconcile_service.hpp"

#include "gazetteer/place_store.hpp"
#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/search/fold.hpp"
#include "register/actor.hpp"
#include "register/place_identifier.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using gazetteer::Atlas;
using gazetteer::PlaceKind;
using records::JsonWriter;

constexpr std::size_t most_suggestions = 10;

struct Type {
    std::string_view id, name;
};

/// Kinds of actors, and those of places that no actor has.
std::vector<Type> const& types() {
    static std::vector<Type> const all = [] {
        std::vector<Type> found;
        found.reserve(actor_kinds().size() + 2);
        for (records::Choice const& kind : actor_kinds())
            found.push_back({kind.code, kind.label});
        for (PlaceKind const kind : {PlaceKind::place, PlaceKind::subdivision})
            found.push_back({gazetteer::code_of(kind), gazetteer::label_of(kind)});
        return found;
    }();
    return all;
}

/// Whether what a client asks for by type may be answered with this kind: who wants municipalities is served
/// with a place of which nothing is recorded yet, too.
bool is_of_type(std::string_view type, std::string_view kind) {
    if (type == kind) return true;
    if (kind == "place") return type == "municipality" || type == "township" || type == "foreign_subnational";
    if (kind == "subdivision") return type == "state" || type == "foreign_subnational" || type == "county";
    if (kind == "municipality") return type == "place";
    if (kind == "foreign_subnational")
        return type == "place" || type == "subdivision" || type == "municipality";
    return false;
}

void write_type(JsonWriter& json, std::string_view id, std::string_view name) {
    json.begin_object().member("id", id).member("name", name).end_object();
}

void write_service(JsonWriter& json, std::string_view name, std::string_view address, std::string_view path) {
    json.key(name).begin_object().member("service_url", address).member("service_path", path).end_object();
}

bool begins_like(std::string_view text, std::string_view folded_prefix) {
    std::string const folded = search::fold(text);
    return folded.starts_with(folded_prefix) ||
           folded.find(" " + std::string(folded_prefix)) != std::string::npos;
}

void write_match(JsonWriter& json, Picture const& picture, Candidate const& candidate, bool is_match) {
    auto const [kind, kind_name] = kind_of(picture, {candidate.place_id, candidate.actor_id});
    json.begin_object().member("id", candidate.slug).member("name", candidate.name);
    std::string description;
    for (std::string const& reason : candidate.reasons)
        description += (description.empty() ? "" : "; ") + reason;
    if (candidate.actor_id == 0) description += "; nothing recorded yet";
    json.member("description", description);
    json.key("type").begin_array();
    write_type(json, kind, kind_name);
    json.end_array();
    json.member("score", candidate.score).member("match", is_match).end_object();
}

void write_text(JsonWriter& json, std::string_view text) {
    if (!text.empty()) json.begin_object().member("str", text).end_object();
}

void write_number(JsonWriter& json, double number) {
    json.begin_object().member("float", number).end_object();
}

/// One row of a data extension, with what its cells need.
struct ExtendedRow {
    Picture const& picture;
    RosterEntry const* actor = nullptr;
    std::int64_t place_id = 0;
    std::optional<gazetteer::Place> place;
    std::string website;
};

ExtendedRow row_of(Picture const& picture, store::ReadTransaction& tx, std::string const& slug) {
    Entity const entity = entity_of(picture, slug);
    ExtendedRow row{picture, picture.roster->by_id(entity.actor_id), entity.place_id, std::nullopt, {}};
    if (row.place_id != 0) row.place = gazetteer::find_place(tx, picture.atlas->entry(row.place_id).slug);
    if (row.place) complete_identifiers(tx, *row.place);
    if (row.actor != nullptr)
        for (Actor const& actor : records::visible<Actor>(tx, "id = :id", row.actor->id))
            row.website = actor.website;
    return row;
}

void write_entity(JsonWriter& json, Atlas const& atlas, std::int64_t place_id) {
    json.begin_object()
        .member("id", atlas.entry(place_id).slug)
        .member("name", atlas.name(place_id, false))
        .end_object();
}

void write_cells(JsonWriter& json, ExtendedRow const& row, std::string_view property) {
    Atlas const& atlas = *row.picture.atlas;
    json.key(property).begin_array();
    if (property == "name") {
        if (row.actor != nullptr) {
            write_text(json, row.actor->name);
        } else if (row.place_id != 0) {
            write_text(json, atlas.entry(row.place_id).name);
        }
    } else if (property == "kind") {
        if (row.actor != nullptr || row.place_id != 0)
            write_text(json,
                       kind_of(row.picture, {row.place_id, row.actor == nullptr ? 0 : row.actor->id}).first);
    } else if (property == "country") {
        std::string_view const code = row.place_id != 0      ? atlas.entry(row.place_id).country
                                      : row.actor != nullptr ? std::string_view(row.actor->country)
                                                             : std::string_view();
        if (auto const country = atlas.country(code)) write_entity(json, atlas, *country);
    } else if (property == "state") {
        if (row.place_id != 0)
            if (std::int64_t const state = atlas.state_of(row.place_id); state != 0)
                write_entity(json, atlas, state);
    } else if (property == "county") {
        if (row.place_id != 0)
            for (std::int64_t const area : atlas.ancestors(row.place_id))
                if (atlas.entry(area).kind == PlaceKind::county) write_entity(json, atlas, area);
    } else if (property == "network") {
        if (row.actor != nullptr)
            for (std::int64_t const id : row.actor->networks)
                if (RosterEntry const* network = row.picture.roster->by_id(id))
                    json.begin_object()
                        .member("id", network->slug)
                        .member("name", network->name)
                        .end_object();
    } else if (property == "website") {
        write_text(json, row.website);
    } else if (row.place) {
        gazetteer::Place const& place = *row.place;
        if (property == "population" && place.population)
            write_number(json, static_cast<double>(*place.population));
        if (property == "latitude" && place.latitude) write_number(json, *place.latitude);
        if (property == "longitude" && place.longitude) write_number(json, *place.longitude);
        if (property == "coordinates" && place.latitude && place.longitude)
            write_text(json, fmt::format("{},{}", *place.latitude, *place.longitude));
        if (property == "geonames_id" && place.geonames_id)
            write_text(json, std::to_string(*place.geonames_id));
        if (property == "geoid") write_text(json, place.geoid);
        if (property == "ocd_id") write_text(json, place.ocd_id);
        if (property == "iso_3166_2") write_text(json, place.iso_3166_2);
    }
    json.end_array();
}

} // namespace

Entity entity_of(Picture const& picture, std::string_view slug) {
    Entity entity;
    if (RosterEntry const* actor = picture.roster->find(slug)) {
        entity.actor_id = actor->id;
        if (actor->governs_place) entity.place_id = actor->place_id;
    } else if (auto const place = picture.atlas->find(slug)) {
        entity.place_id = *place;
    }
    return entity;
}

std::pair<std::string_view, std::string_view> kind_of(Picture const& picture, Entity const& entity) {
    if (RosterEntry const* actor = picture.roster->by_id(entity.actor_id))
        return {actor->kind, records::choice_label(actor_kinds(), actor->kind)};
    if (entity.place_id == 0) return {};
    PlaceKind const kind = picture.atlas->entry(entity.place_id).kind;
    return {gazetteer::code_of(kind), gazetteer::label_of(kind)};
}

std::string reconcile_manifest(std::string_view site_name, std::string_view address) {
    JsonWriter json;
    json.begin_object();
    json.key("versions").begin_array().value("0.2").end_array();
    json.member("name", fmt::format("{}: governments, organizations and places", site_name));
    json.member("identifierSpace", fmt::format("{}/register/", address));
    json.member("schemaSpace", fmt::format("{}/reconcile/types/", address));
    json.member("documentation", fmt::format("{}/about-the-data", address));
    json.key("defaultTypes").begin_array();
    for (Type const& type : types())
        write_type(json, type.id, type.name);
    json.end_array();
    json.key("view")
        .begin_object()
        .member("url", fmt::format("{}/register/{{{{id}}}}", address))
        .end_object();
    json.key("preview")
        .begin_object()
        .member("url", fmt::format("{}/reconcile/preview?id={{{{id}}}}", address))
        .member("width", std::int64_t{400})
        .member("height", std::int64_t{200})
        .end_object();
    json.key("suggest").begin_object();
    write_service(json, "entity", address, "/reconcile/suggest/entity");
    write_service(json, "type", address, "/reconcile/suggest/type");
    write_service(json, "property", address, "/reconcile/suggest/property");
    json.end_object();
    json.key("extend").begin_object();
    write_service(json, "propose_properties", address, "/reconcile/extend/propose");
    json.key("property_settings").begin_array().end_array().end_object();
    return json.end_object().take();
}

std::string reconcile_answers(Picture const& picture, std::vector<ReconcileQuery> const& queries) {
    JsonWriter json;
    json.begin_object();
    for (ReconcileQuery const& query : queries) {
        Verdict const verdict = picture.reconciler->decide(query.mention);
        json.key(query.key).begin_object().key("result").begin_array();
        std::size_t written = 0;
        for (std::size_t at = 0; at < verdict.candidates.size() && written < query.limit; ++at) {
            Candidate const& candidate = verdict.candidates[at];
            std::string_view const kind = kind_of(picture, {candidate.place_id, candidate.actor_id}).first;
            bool const is_wanted =
                query.types.empty() ||
                std::ranges::any_of(query.types, [&](auto const& type) { return is_of_type(type, kind); });
            if (!is_wanted) continue;
            write_match(json, picture, candidate, at == 0 && verdict.decision == Verdict::Decision::certain);
            ++written;
        }
        json.end_array().end_object();
    }
    return json.end_object().take();
}

std::string suggest_entities(Picture const& picture, std::string_view prefix) {
    JsonWriter json;
    json.begin_object().key("result").begin_array();
    // Asked for more than is shown: partnerships and people are found too, and are no entities here.
    for (Found const& found : picture.finder->search(prefix, 3 * most_suggestions, 0, true, false).items) {
        bool const is_entity = found.kind == FoundKind::place || found.kind == FoundKind::government ||
                               found.kind == FoundKind::organization;
        if (!is_entity) continue;
        json.begin_object().member("id", found.slug).member("name", found.title);
        json.member("description",
                    fmt::format("{}{}{}", found.label, found.context.empty() ? "" : ", ", found.context));
        auto const [kind, name] = kind_of(picture, entity_of(picture, found.slug));
        json.key("notable").begin_array();
        write_type(json, kind, name);
        json.end_array().end_object();
    }
    return json.end_array().end_object().take();
}

std::string suggest_types(std::string_view prefix) {
    std::string const folded = search::fold(prefix);
    JsonWriter json;
    json.begin_object().key("result").begin_array();
    for (Type const& type : types())
        if (begins_like(type.name, folded) || begins_like(type.id, folded))
            write_type(json, type.id, type.name);
    return json.end_array().end_object().take();
}

std::string suggest_properties(std::string_view prefix) {
    std::string const folded = search::fold(prefix);
    JsonWriter json;
    json.begin_object().key("result").begin_array();
    for (ReconcileProperty const& property : reconcile_properties())
        if (property.is_for_queries &&
            (begins_like(property.name, folded) || begins_like(property.id, folded)))
            write_type(json, property.id, property.name);
    return json.end_array().end_object().take();
}

std::string propose_properties(std::string_view type, std::size_t limit) {
    JsonWriter json;
    json.begin_object().member("type", type).member("limit", static_cast<std::int64_t>(limit));
    json.key("properties").begin_array();
    for (ReconcileProperty const& property : reconcile_properties()) {
        if (!property.is_for_extension || limit == 0) continue;
        write_type(json, property.id, property.name);
        --limit;
    }
    return json.end_array().end_object().take();
}

std::string extend_rows(Picture const& picture, store::ReadTransaction& tx, ExtendQuery const& query) {
    JsonWriter json;
    json.begin_object().key("meta").begin_array();
    for (std::string const& id : query.properties)
        for (ReconcileProperty const& property : reconcile_properties())
            if (property.id == id) write_type(json, property.id, property.name);
    json.end_array().key("rows").begin_object();
    for (std::string const& id : query.ids) {
        ExtendedRow const row = row_of(picture, tx, id);
        json.key(id).begin_object();
        for (std::string const& property : query.properties)
            write_cells(json, row, property);
        json.end_object();
    }
    return json.end_object().end_object().take();
}

} // namespace legation::registry
