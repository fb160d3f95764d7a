#include "register/api/api_pages.hpp"

#include "kernel/error.hpp"
#include "kernel/views/format.hpp"
#include "register/api/query.hpp"
#include "register/erasing/erased_record.hpp"
#include "register/pages.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::registry::api {

using records::JsonWriter;
using records::RecordType;

namespace {

std::string address_in(http::Request const& request, std::string const& path) {
    return views::path(request.language, path);
}

/// The chosen fields of one record: the only parameter that its address takes.
std::vector<std::string> fields_of(RecordType const& type, http::Request const& request) {
    std::vector<std::string> fields;
    for (auto const& [name, value] : request.query.pairs()) {
        if (http::is_campaign_parameter(name)) continue;
        if (name == "fields") {
            fields = parse_fields(type, value);
            continue;
        }
        throw at_fault(name,
                       filled_error(ErrorCode::bad_request,
                                    "There is no parameter “{name}” here, only: fields.", {{"name", name}}));
    }
    return fields;
}

} // namespace

http::Response collections_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    JsonWriter json;
    json.begin_object().member("openapi", context.layout.site().public_url + "/api/openapi.json");
    json.key("collections").begin_array();
    for (RecordType const* type : collections()) {
        std::string const name = address_of(type->table);
        json.begin_object().member("name", name).member("url", address_in(request, "/api/v1/" + name));
        json.end_object();
    }
    return http::json(json.end_array().end_object().take());
}

http::Response list_page(http::Request const& request, Context const& context, RecordType const& type) {
    ListQuery query(type, request);
    RecordRows const rows(type, context.layout.site().public_url);
    auto const picture = context.pictures.current();
    std::int64_t total = 0;
    auto items = context.store.read([&](store::ReadTransaction& tx) {
        query.resolve(tx, *picture);
        total = query.total(tx);
        return query.read(tx, *picture, rows);
    });
    bool const has_more = items.size() > static_cast<std::size_t>(query.limit());
    if (has_more) items.pop_back();

    JsonWriter json;
    json.begin_object().member("total", total).key("next_cursor");
    std::string const cursor = has_more ? query.cursor_after(rows, items.back()) : "";
    if (has_more)
        json.value(cursor);
    else
        json.null();
    json.key("items").begin_array();
    for (RecordRows::Row const& item : items)
        write_item(json, rows.columns(), query.fields(), item.sheet);
    http::Response response = http::json(json.end_array().end_object().take());
    std::string links = fmt::format("<{}>; rel=\"first\"", address_in(request, query.path("")));
    if (has_more) links += fmt::format(", <{}>; rel=\"next\"", address_in(request, query.path(cursor)));
    response.with("Link", links);
    return response;
}

http::Response record_page(http::Request const& request, Context const& context, RecordType const& type) {
    std::vector<std::string> const fields = fields_of(type, request);
    RecordRows const rows(type, context.layout.site().public_url);
    std::string const& key = request.parameter("key");
    auto const picture = context.pictures.current();
    auto const found = context.store.read([&](store::ReadTransaction& tx) {
        std::array<store::Bound, 1> const bound{store::Bound(key)};
        auto by_id = rows.read(tx, *picture, "uuid = :key", bound);
        if (!by_id.empty() || type.key.empty()) return by_id;
        return rows.read(tx, *picture, fmt::format("{} = :key", type.key), bound);
    });
    if (found.empty())
        context.store.read(
            [&](store::ReadTransaction& tx) { refuse_erased(tx, request.language, type, key); });
    if (found.empty())
        throw at_fault("key", filled_error(ErrorCode::not_found,
                                           "There is nothing on record called “{value}”.", {{"value", key}}));
    JsonWriter json;
    write_item(json, rows.columns(), fields, found.front().sheet);
    return http::json(json.take());
}

http::Response openapi_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    views::Site const& site = context.layout.site();
    return http::json(openapi(site.name, site.public_url));
}

} // namespace legation::registry::api
