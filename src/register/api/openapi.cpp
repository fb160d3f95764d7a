#include "kernel/records/json.hpp"
#include "register/api/api_pages.hpp"
#include "register/api/openapi_proposals.hpp"
#include "register/api/query.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry::api {

using records::Field;
using records::JsonWriter;
using records::Kind;
using records::RecordType;
using records::SheetKind;

namespace {

constexpr std::string_view slug_pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
constexpr std::string_view date_pattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
constexpr std::string_view moment_pattern =
    R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z)?$)";

/// What is in a column that no field table describes.
struct Derived {
    std::string_view name, description, format;
    bool is_always_there;
};

constexpr std::array derived{
    Derived{"id", "The record's UUID, the same on every hub.", "uuid", true},
    Derived{"page", "The record's page, for people.", "uri", true},
    Derived{"parties", "Slugs of the governments and organizations, in the order of the text.", "", true},
    Derived{"participants", "Slugs of those who took part, each with =role where the role is known.", "",
            true},
    Derived{"state", "Slug of the state, territory or subdivision that it is in.", "", false},
    Derived{"population", "Of the place that it governs.", "", false},
    Derived{"latitude", "WGS 84, of its place.", "", false},
    Derived{"longitude", "WGS 84, of its place.", "", false},
    Derived{"sources_license", "The licenses of the sources that are cited, with “; ” between them.", "",
            false},
    Derived{"sources_as_of", "The latest day that the cited sources describe.", "", false},
    Derived{"version", "1 for a new record, one more with each change.", "", true},
    Derived{"changed_at", "When this version was recorded, in UTC.", "date-time", true},
};

/// `international_office` → `InternationalOffice`
std::string schema_name(RecordType const& type) {
    std::string name;
    bool starts_word = true;
    for (char const c : type.name) {
        if (c == '_') {
            starts_word = true;
            continue;
        }
        name += starts_word ? static_cast<char>(c - 'a' + 'A') : c;
        starts_word = false;
    }
    return name;
}

void write_reference(JsonWriter& json, std::string_view reference) {
    json.begin_object().member("$ref", reference).end_object();
}

void write_type(JsonWriter& json, std::string_view name, bool is_nullable) {
    json.key("type");
    if (!is_nullable) {
        json.value(name);
        return;
    }
    json.begin_array().value(name).value("null").end_array();
}

void write_choices(JsonWriter& json, Field const& field, bool is_nullable) {
    json.key("enum").begin_array();
    for (records::Choice const& choice : field.choices)
        json.value(choice.code);
    if (is_nullable) json.null();
    json.end_array();
}

std::string description_of(Field const& field) {
    if (field.kind == Kind::reference) return fmt::format("{}: key of a {}.", field.label, field.target);
    if (field.kind == Kind::list && !field.target.empty())
        return fmt::format("{}: keys of {} records{}.", field.label, field.target,
                           field.target == "source" ? ", each with @place in it where that is known" : "");
    if (field.kind == Kind::date) return fmt::format("{}: a year, month or day.", field.label);
    if (field.kind == Kind::choice) {
        std::string text = fmt::format("{}: ", field.label);
        for (records::Choice const& choice : field.choices)
            text += fmt::format("{}`{}` {}", &choice == field.choices.data() ? "" : ", ", choice.code,
                                choice.label);
        return text + ".";
    }
    return fmt::format("{}.", field.label);
}

void write_field_schema(JsonWriter& json, Field const& field) {
    bool const is_nullable = !field.is_required;
    json.begin_object();
    switch (field.kind) {
    case Kind::integer:
        write_type(json, "integer", is_nullable);
        if (field.least) json.member("minimum", *field.least);
        if (field.most) json.member("maximum", *field.most);
        break;
    case Kind::real:
        write_type(json, "number", is_nullable);
        break;
    case Kind::list:
        json.member("type", "array").key("items").begin_object().member("type", "string").end_object();
        break;
    default:
        write_type(json, "string", is_nullable);
        if (field.kind == Kind::choice) write_choices(json, field, is_nullable);
        if (field.kind == Kind::date) json.member("pattern", date_pattern);
        if (field.kind == Kind::slug) json.member("pattern", slug_pattern);
        if (field.kind == Kind::url) json.member("format", "uri");
        if (field.kind == Kind::text || field.kind == Kind::long_text)
            json.member("maxLength", static_cast<std::int64_t>(field.max_length));
    }
    json.member("description", description_of(field)).end_object();
}

void write_derived_schema(JsonWriter& json, RecordColumn const& column) {
    auto const* known = std::ranges::find(derived, column.sheet.name, &Derived::name);
    json.begin_object();
    if (column.sheet.kind == SheetKind::list) {
        json.member("type", "array").key("items").begin_object().member("type", "string").end_object();
    } else {
        bool const is_whole = column.sheet.name == "version" || column.sheet.name == "population";
        std::string_view const number = is_whole ? "integer" : "number";
        write_type(json, column.sheet.kind == SheetKind::number ? number : "string", !known->is_always_there);
        if (!known->format.empty()) json.member("format", known->format);
    }
    json.member("description", known->description).end_object();
}

void write_record_schema(JsonWriter& json, RecordType const& type) {
    json.key(schema_name(type)).begin_object();
    json.member("type", "object").member("title", type.label);
    // `fields` may leave out every other one.
    json.key("required").begin_array().value("id").end_array();
    json.key("properties").begin_object();
    for (RecordColumn const& column : record_columns(type)) {
        json.key(column.sheet.name);
        if (column.field != nullptr)
            write_field_schema(json, *column.field);
        else
            write_derived_schema(json, column);
    }
    json.end_object().end_object();
}

void write_list_schema(JsonWriter& json, RecordType const& type) {
    json.key(schema_name(type) + "List").begin_object().member("type", "object");
    json.key("required").begin_array().value("total").value("next_cursor").value("items").end_array();
    json.key("properties").begin_object();
    json.key("total").begin_object().member("type", "integer").member("minimum", std::int64_t{0});
    json.member("description", "How many records meet the filters, on all pages together.").end_object();
    json.key("next_cursor").begin_object();
    write_type(json, "string", true);
    json.member("description", "The `cursor` of the next page; null on the last one.").end_object();
    json.key("items").begin_object().member("type", "array");
    json.member("maxItems", largest_limit).key("items");
    write_reference(json, "#/components/schemas/" + schema_name(type));
    json.end_object().end_object().end_object();
}

void write_problem_schema(JsonWriter& json) {
    auto const property = [&](std::string_view name, std::string_view type, std::string_view description) {
        json.key(name).begin_object().member("type", type).member("description", description).end_object();
    };
    json.key("Problem").begin_object().member("type", "object");
    json.member("description", "What went wrong (RFC 9457).");
    json.key("required").begin_array().value("type").value("title").value("status").value("detail");
    json.end_array().key("properties").begin_object();
    property("type", "string", "about:blank, or the address that explains this kind of problem.");
    property("title", "string", "The kind of problem.");
    property("status", "integer", "The HTTP status.");
    property("detail", "string", "What is wrong here and what to do.");
    property("parameter", "string", "The parameter at fault.");
    property("request_id", "string", "Name this when you report the problem.");
    json.end_object().end_object();
}

void begin_parameter(JsonWriter& json, std::string_view name, std::string_view description) {
    json.begin_object().member("name", name).member("in", "query").member("description", description);
}

void write_fields_parameter(JsonWriter& json, RecordType const& type) {
    begin_parameter(json, "fields", "Only these fields, with commas between them; `id` is always there.");
    json.member("style", "form").member("explode", false);
    json.key("schema").begin_object().member("type", "array").key("items").begin_object();
    json.member("type", "string").key("enum").begin_array();
    for (RecordColumn const& column : record_columns(type))
        json.value(std::string_view(column.sheet.name));
    json.end_array().end_object().end_object().end_object();
}

void write_sort_parameter(JsonWriter& json, RecordType const& type) {
    begin_parameter(json, "sort",
                    "The order; a minus before it turns it around. `id` is the order of recording.");
    json.key("schema").begin_object().member("type", "string").member("default", "id");
    json.key("enum").begin_array();
    for (std::string const& sort : sorts_of(type))
        json.value(std::string_view(sort)).value("-" + sort);
    json.end_array().end_object().end_object();
}

void write_filter_parameter(JsonWriter& json, Field const& field) {
    begin_parameter(
        json, records::public_name(field),
        fmt::format("Only records with this {}. {}", records::public_name(field), description_of(field)));
    json.key("schema").begin_object().member("type", "string");
    if (field.kind == Kind::choice) write_choices(json, field, false);
    if (field.kind == Kind::slug) json.member("pattern", slug_pattern);
    json.end_object().end_object();
}

void write_as_of_parameter(JsonWriter& json) {
    begin_parameter(
        json, "as_of",
        "The record as it stood at the end of that day, or at that moment (UTC); Memento-Datetime of the "
        "answer says which.");
    json.key("schema").begin_object().member("type", "string").member("pattern", moment_pattern).end_object();
    json.end_object();
}

void write_list_parameters(JsonWriter& json, RecordType const& type) {
    json.key("parameters").begin_array();
    for (Field const* field : filters_of(type))
        write_filter_parameter(json, *field);
    begin_parameter(json, "updated_since",
                    "Only records that changed on that day or at that moment (UTC) or later.");
    json.key("schema").begin_object().member("type", "string").member("pattern", moment_pattern).end_object();
    json.end_object();
    write_as_of_parameter(json);
    write_sort_parameter(json, type);
    write_fields_parameter(json, type);
    begin_parameter(json, "limit", "How many records a page holds.");
    json.key("schema").begin_object().member("type", "integer").member("minimum", std::int64_t{1});
    json.member("maximum", largest_limit).member("default", usual_limit).end_object().end_object();
    begin_parameter(json, "cursor", "Where the page begins: `next_cursor` of the page before.");
    json.key("schema").begin_object().member("type", "string").end_object().end_object();
    json.end_array();
}

void write_answers(JsonWriter& json, std::string_view schema, bool is_list) {
    json.key("responses").begin_object();
    json.key("200").begin_object().member("description", is_list ? "A page of the list." : "The record.");
    json.key("headers").begin_object();
    json.key("ETag");
    write_reference(json, "#/components/headers/ETag");
    if (is_list) {
        json.key("Link");
        write_reference(json, "#/components/headers/Link");
    }
    json.end_object().key("content").begin_object().key("application/json").begin_object().key("schema");
    write_reference(json, fmt::format("#/components/schemas/{}", schema));
    json.end_object().end_object().end_object();
    json.key("304")
        .begin_object()
        .member("description", "Unchanged since the ETag in If-None-Match.")
        .end_object();
    for (std::string_view const status : {"400", "404", "default"}) {
        if (is_list && status == "404") continue;
        json.key(status);
        write_reference(json, "#/components/responses/Problem");
    }
    // Only people are erased.
    if (!is_list && schema == "Person") {
        json.key("410");
        write_reference(json, "#/components/responses/Erased");
    }
    json.end_object();
}

void write_paths(JsonWriter& json, RecordType const& type) {
    std::string const name = schema_name(type);
    std::string const address = address_of(type.table);
    json.key("/api/v1/" + address).begin_object().key("get").begin_object();
    json.member("operationId", "list" + name).member("summary", fmt::format("List {}", address));
    json.key("tags").begin_array().value(std::string_view(address)).end_array();
    write_list_parameters(json, type);
    write_answers(json, name + "List", true);
    json.end_object().end_object();

    json.key(fmt::format("/api/v1/{}/{{key}}", address)).begin_object().key("get").begin_object();
    json.member("operationId", "get" + name).member("summary", fmt::format("One of the {}", address));
    json.key("tags").begin_array().value(std::string_view(address)).end_array();
    json.key("parameters").begin_array();
    json.begin_object().member("name", "key").member("in", "path").member("required", true);
    json.member("description", type.key.empty() ? "The record's id." : "The record's key or its id.");
    json.key("schema").begin_object().member("type", "string").member("pattern", slug_pattern);
    json.end_object().end_object();
    write_fields_parameter(json, type);
    write_as_of_parameter(json);
    json.end_array();
    write_answers(json, name, false);
    json.end_object().end_object();
}

void write_components(JsonWriter& json) {
    json.key("components").begin_object().key("schemas").begin_object();
    for (RecordType const* type : collections()) {
        write_record_schema(json, *type);
        write_list_schema(json, *type);
    }
    write_problem_schema(json);
    json.end_object();
    auto const header = [&](std::string_view name, std::string_view description) {
        json.key(name).begin_object().member("description", description);
        json.key("schema").begin_object().member("type", "string").end_object().end_object();
    };
    json.key("headers").begin_object();
    header("ETag", "The version of this answer; send it back as If-None-Match.");
    header("Link", "RFC 8288: `first`, and `next` where there is another page.");
    json.end_object();
    json.key("securitySchemes").begin_object().key("token").begin_object();
    json.member("type", "http").member("scheme", "bearer");
    json.member(
        "description",
        "An API token from the page of one's account, with the scopes `read` and `suggest`. One that is "
        "not good is answered with 401, one without the scope with 403.");
    json.end_object().end_object();
    auto const problem = [&](std::string_view name, std::string_view description) {
        json.key(name).begin_object().member("description", description).key("content").begin_object();
        json.key("application/problem+json").begin_object().key("schema");
        write_reference(json, "#/components/schemas/Problem");
        json.end_object().end_object().end_object();
    };
    json.key("responses").begin_object();
    problem("Problem", "The request cannot be answered.");
    problem("Erased", "The record of a private person, who was erased: it does not come back.");
    json.end_object().end_object();
}

} // namespace

std::string openapi(std::string_view site_name, std::string_view public_url) {
    JsonWriter json;
    json.begin_object().member("openapi", "3.1.0");
    json.key("info").begin_object().member("title", fmt::format("{}: the public record", site_name));
    json.member("version", "1");
    json.member(
        "description",
        fmt::format("Everything public that this hub records. For people: {}/developers. The license of "
                    "each record's sources is in `sources_license`.",
                    public_url));
    json.key("license").begin_object().member("name", "As each record says");
    json.member("url", fmt::format("{}/about-the-data", public_url)).end_object().end_object();
    json.key("servers").begin_array().begin_object().member("url", public_url).end_object().end_array();
    // Open to everyone; with a token, as whom it is of.
    json.key("security").begin_array().begin_object().end_object();
    json.begin_object().key("token").begin_array().end_array().end_object().end_array();
    json.key("tags").begin_array();
    for (RecordType const* type : collections())
        json.begin_object()
            .member("name", address_of(type->table))
            .member("description", fmt::format("Records of the kind “{}”.", type->label))
            .end_object();
    json.begin_object()
        .member("name", "proposals")
        .member("description", "What anyone suggests.")
        .end_object();
    json.end_array().key("paths").begin_object();
    for (RecordType const* type : collections())
        write_paths(json, *type);
    write_proposals_path(json);
    json.end_object();
    write_components(json);
    return json.end_object().take();
}

} // namespace legation::registry::api
