#include "register/erasing/erased_record.hpp"

#include "kernel/gone.hpp"
#include "kernel/http/route_pattern.hpp"
#include "kernel/records/erase.hpp"
#include "kernel/records/json.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"
#include "register/nouns.hpp"
#include "register/presenter.hpp"
#include "register/record_views.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

constexpr int gone = 410;

std::string day_of(http::Language language, std::string_view at) {
    return views::partial_date(language, at.substr(0, 10));
}

/// The noun whose records have addresses such as `/register/people/{uuid}`.
records::RecordType const* noun_at(std::vector<std::string_view> const& segments) {
    if (segments.size() != 3 || segments[0] != "register") return nullptr;
    for (RecordPage const& page : record_pages())
        if (address_of(page.table) == segments[1]) return find_noun(page.table);
    return nullptr;
}

/// Only of what the reader could have seen: the rest is as unknown as it was.
std::optional<records::Erased> find_public(store::ReadTransaction& tx, records::RecordType const& type,
                                           std::string_view uuid) {
    auto erased = records::find_erased(tx, type, uuid);
    if (erased && erased->audience != "public") return std::nullopt;
    return erased;
}

/// The versions of the erased record that stood at a path; none where there was none.
std::vector<records::ErasedVersion> versions_at(store::ReadTransaction& tx, std::string const& path) {
    auto const segments = http::split_path(path);
    records::RecordType const* type = noun_at(segments);
    if (type == nullptr) return {};
    auto const erased = find_public(tx, *type, segments.back());
    if (!erased) return {};
    return records::erased_versions(tx, *type, erased->id);
}

std::string as_json(std::string const& path, std::vector<records::ErasedVersion> const& versions) {
    records::JsonWriter json;
    json.begin_object().member("url", path + "/history").member("erased_at", versions.front().erased_at);
    json.key("revisions").begin_array();
    for (records::ErasedVersion const& version : versions)
        json.begin_object()
            .member("version", version.version)
            .member("author", version.author)
            .member("changed_at", version.at)
            .member("erased_at", version.erased_at)
            .end_object();
    return json.end_array().end_object().take();
}

} // namespace

void refuse_erased(store::ReadTransaction& tx, http::Language language, records::RecordType const& type,
                   std::string_view uuid) {
    if (auto const erased = find_public(tx, type, uuid))
        throw GoneError(filled_error(ErrorCode::not_found, tr_noop("This record was erased on {day}."),
                                     {{"day", day_of(language, erased->at)}}));
}

std::optional<http::Response> erased_history(http::Request const& request, Context const& context,
                                             std::string const& record_path) {
    auto const versions =
        context.store.read([&](store::ReadTransaction& tx) { return versions_at(tx, record_path); });
    bool const is_list = request.format == http::Format::html || request.format == http::Format::json;
    if (versions.empty() || !is_list) return std::nullopt;
    if (request.format == http::Format::json) return http::json(as_json(record_path, versions), gone);

    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    data.set("ERASED_ON", day_of(request.language, versions.front().erased_at));
    for (records::ErasedVersion const& version : versions) {
        views::Data item = data.add("REVISION");
        item.set("CHANGED_AT", version.at);
        item.set("CHANGED_ON", views::timestamp(request.language, version.at));
        item.set("AUTHOR", version.author);
        item.set("SAYS",
                 views::fill(presenter.text(tr_noop("Version {number} of this record was erased on {day}.")),
                             {{"number", presenter.number(version.version)},
                              {"day", day_of(request.language, version.erased_at)}}));
    }
    views::PageInfo info;
    info.title = presenter.text(tr_noop("An erased record"));
    info.section = "register";
    return context.layout.page(request, info, "register/erased-history.tpl", std::move(data), gone);
}

void refuse_erased_version(http::Request const& request, Context const& context,
                           std::string const& record_path, std::int64_t number) {
    auto const versions =
        context.store.read([&](store::ReadTransaction& tx) { return versions_at(tx, record_path); });
    auto const found = std::ranges::find(versions, number, &records::ErasedVersion::version);
    if (found != versions.end())
        throw GoneError(filled_error(
            ErrorCode::not_found, tr_noop("Version {number} of this record was erased on {day}."),
            {{"number", std::to_string(number)}, {"day", day_of(request.language, found->erased_at)}}));
}

} // namespace legation::registry
