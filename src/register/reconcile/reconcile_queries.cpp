#include "register/reconcile/reconcile_queries.hpp"

#include "kernel/error.hpp"
#include "kernel/json_value.hpp"
#include "kernel/views/tr.hpp"
#include "register/reconcile/evidence_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

constexpr std::size_t most_results = 25, most_properties = 20, longest_key = 100;

[[noreturn]] void refuse(std::string message) {
    throw Error{ErrorCode::bad_request, std::move(message)};
}

JsonValue object_of(std::string_view json, std::string_view parameter) {
    if (json.size() > most_query_bytes)
        throw Error{ErrorCode::too_large, fmt::format("“{}” is too long; send fewer at once", parameter)};
    auto value = parse_json(json);
    if (!value) refuse(fmt::format("“{}” is not JSON; mend it and send it again", parameter));
    if (!value->is_object()) refuse(fmt::format("“{}” must be a JSON object", parameter));
    return std::move(*value);
}

/// A value of a property may be a text, a number, or an entity that was matched before.
std::string text_of(JsonValue const& value) {
    if (value.is_text()) return value.text;
    if (value.is_number()) return fmt::format("{}", value.number);
    if (value.is_array() && !value.items.empty()) return text_of(value.items.front());
    if (value.is_object()) {
        if (JsonValue const* name = value.find("name"); name != nullptr && name->is_text()) return name->text;
        if (JsonValue const* id = value.find("id"); id != nullptr && id->is_text()) return id->text;
    }
    return {};
}

void set_coordinates(Mention& mention, std::string_view latitude, std::string_view longitude) {
    auto const north = latitude_in(latitude), east = longitude_in(longitude);
    // Off the earth is no evidence; the name still is.
    if (!north || !east) return;
    mention.latitude = north;
    mention.longitude = east;
}

void set_property(Mention& mention, std::string_view id, std::string const& value, std::string& latitude,
                  std::string& longitude) {
    if (id == "country") {
        mention.country = value;
    } else if (id == "state") {
        mention.state = value;
    } else if (id == "county") {
        mention.county = value;
    } else if (id == "population") {
        std::string digits = value;
        std::erase_if(digits, [](char c) { return c == ',' || c == ' '; });
        if (auto const people = people_in(digits); people && *people > 0) mention.population = people;
    } else if (id == "coordinates") {
        std::size_t const comma = value.find(',');
        if (comma != std::string::npos)
            set_coordinates(mention, std::string_view(value).substr(0, comma),
                            std::string_view(value).substr(comma + 1));
    } else if (id == "latitude") {
        latitude = value;
    } else if (id == "longitude") {
        longitude = value;
    } else if (id == "network" && !value.empty()) {
        mention.networks.push_back(value);
    } else if (id != "network") {
        std::string known;
        for (ReconcileProperty const& property : reconcile_properties())
            if (property.is_for_queries) known += fmt::format("{}{}", known.empty() ? "" : ", ", property.id);
        refuse(fmt::format("there is no property “{}” to match by; there are {}", id, known));
    }
}

void read_properties(JsonValue const& properties, std::string const& key, Mention& mention) {
    if (!properties.is_array()) refuse(fmt::format("“properties” of {} must be an array", key));
    if (properties.items.size() > most_properties) refuse(fmt::format("{} has too many properties", key));
    std::string latitude, longitude;
    for (JsonValue const& property : properties.items) {
        JsonValue const* id = property.find("pid");
        JsonValue const* value = property.find("v");
        if (id == nullptr || !id->is_text() || value == nullptr)
            refuse(fmt::format("a property of {} must have “pid” and “v”", key));
        set_property(mention, id->text, text_of(*value), latitude, longitude);
    }
    if (!latitude.empty() || !longitude.empty()) set_coordinates(mention, latitude, longitude);
}

std::vector<std::string> texts_of(JsonValue const& value) {
    std::vector<std::string> texts;
    if (value.is_array()) {
        for (JsonValue const& item : value.items)
            if (std::string text = text_of(item); !text.empty()) texts.push_back(std::move(text));
    } else if (std::string text = text_of(value); !text.empty()) {
        texts.push_back(std::move(text));
    }
    return texts;
}

ReconcileQuery read_query(std::string const& key, JsonValue const& value) {
    if (key.size() > longest_key) refuse("the name of a query is too long");
    ReconcileQuery query;
    query.key = key;
    // Clients of the first version sent the text alone.
    if (value.is_text()) {
        query.mention.name = value.text;
        return query;
    }
    JsonValue const* text = value.find("query");
    if (text == nullptr || !text->is_text()) refuse(fmt::format("{} must have a text “query”", key));
    query.mention.name = text->text;
    if (JsonValue const* type = value.find("type")) query.types = texts_of(*type);
    if (query.types.size() > most_properties) refuse(fmt::format("{} names too many types", key));
    if (query.types.size() == 1) query.mention.kind = query.types.front();
    if (JsonValue const* limit = value.find("limit");
        limit != nullptr && limit->kind != JsonValue::Kind::null) {
        if (!limit->is_number() || !(limit->number >= 1))
            refuse(fmt::format("“limit” of {} must be a number of 1 or more", key));
        query.limit = static_cast<std::size_t>(std::min(limit->number, static_cast<double>(most_results)));
    }
    if (JsonValue const* properties = value.find("properties"))
        read_properties(*properties, key, query.mention);
    return query;
}

} // namespace

std::vector<ReconcileProperty> const& reconcile_properties() {
    static std::vector<ReconcileProperty> const properties{
        {"country", tr_noop("Country"), true, true},
        {"state", tr_noop("State or region"), true, true},
        {"county", tr_noop("County"), true, true},
        {"population", tr_noop("Population"), true, true},
        {"coordinates", tr_noop("Coordinates"), true, true},
        {"latitude", tr_noop("Latitude"), true, true},
        {"longitude", tr_noop("Longitude"), true, true},
        {"network", tr_noop("Network"), true, true},
        {"name", tr_noop("Name"), false, true},
        {"kind", tr_noop("Kind"), false, true},
        {"website", tr_noop("Website"), false, true},
        {"geonames_id", tr_noop("GeoNames ID"), false, true},
        {"geoid", tr_noop("Census GEOID"), false, true},
        {"ocd_id", tr_noop("Open Civic Data ID"), false, true},
        {"iso_3166_2", tr_noop("ISO 3166-2"), false, true},
    };
    return properties;
}

std::vector<ReconcileQuery> parse_reconcile_queries(std::string_view json) {
    JsonValue const batch = object_of(json, "queries");
    if (batch.members.size() > most_queries)
        throw Error{ErrorCode::too_large, fmt::format("{} queries are too many at once; send {} or fewer",
                                                      batch.members.size(), most_queries)};
    std::vector<ReconcileQuery> queries;
    queries.reserve(batch.members.size());
    for (auto const& [key, value] : batch.members)
        queries.push_back(read_query(key, value));
    return queries;
}

ExtendQuery parse_extend_query(std::string_view json) {
    JsonValue const value = object_of(json, "extend");
    ExtendQuery query;
    JsonValue const* ids = value.find("ids");
    JsonValue const* properties = value.find("properties");
    if (ids == nullptr || !ids->is_array()) refuse("“extend” must have an array “ids”");
    if (properties == nullptr || !properties->is_array()) refuse("“extend” must have an array “properties”");
    if (ids->items.size() > most_extended || properties->items.size() > most_properties)
        throw Error{ErrorCode::too_large, "that is too much at once; send fewer ids or properties"};
    query.ids = texts_of(*ids);
    for (JsonValue const& property : properties->items) {
        JsonValue const* id = property.find("id");
        if (id == nullptr || !id->is_text()) refuse("every property to add must have an “id”");
        bool const is_known =
            std::ranges::any_of(reconcile_properties(), [&](ReconcileProperty const& known) {
                return known.is_for_extension && known.id == id->text;
            });
        if (!is_known)
            refuse(fmt::format("there is no property “{}” to add; /reconcile/extend/propose lists them",
                               id->text));
        query.properties.push_back(id->text);
    }
    return query;
}

} // namespace legation::registry
