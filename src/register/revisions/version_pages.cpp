#include "register/revisions/version_pages.hpp"

#include "kernel/error.hpp"
#include "kernel/records/erase.hpp"
#include "kernel/records/versions.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "register/erasing/erased_record.hpp"
#include "register/history.hpp"
#include "register/pages.hpp"
#include "register/record_lookup.hpp"
#include "register/render.hpp"
#include "register/revisions/readable_value.hpp"
#include "register/revisions/show_difference.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <set>

namespace legation::registry {

namespace {

/// One version as it may be read: the change that made it, and each public field that says something.
struct Version {
    records::Revision revision;
    std::unique_ptr<records::Record> record;
    std::vector<records::FieldChange> says; ///< `after` alone
};

/// The record that a request is about, and how many versions it has.
struct Subject {
    std::shared_ptr<RecordView const> view;
    std::int64_t id = 0;
    std::int64_t latest = 0;
    std::set<std::int64_t> open;                       ///< the versions that the reader may see
    std::map<std::int64_t, std::string> without_words; ///< versions that words were erased from, and when
};

/// The address up to its last `/history`.
std::string record_path(http::Request const& request) {
    return request.path.substr(0, request.path.rfind("/history"));
}

Subject find_subject(store::ReadTransaction& tx, std::shared_ptr<RecordView const> view) {
    auto const row = tx.row<std::int64_t, std::int64_t>(
        fmt::format("SELECT id, version FROM {} WHERE uuid = :uuid", view->type->table), view->uuid);
    auto const [id, latest] = row.value_or(std::tuple(std::int64_t{0}, std::int64_t{0}));
    auto open = records::open_versions(tx, *view->type, id);
    auto without_words = records::versions_without_words(tx, *view->type, id);
    return {std::move(view), id, latest, std::move(open), std::move(without_words)};
}

/// The changes with references by name, without what is private or hidden.
std::vector<records::FieldChange> published(store::ReadTransaction& tx, Presenter const& presenter,
                                            records::RecordType const& type,
                                            std::vector<records::FieldChange> changes) {
    records::Revision revision;
    revision.changes = std::move(changes);
    publish(tx, presenter, type, revision);
    return std::move(revision.changes);
}

/// Throws Error(not_found) for a version that there is not, or that readers may not see.
Version find_version(store::ReadTransaction& tx, Presenter const& presenter, Subject const& subject,
                     std::int64_t number) {
    records::RecordType const& type = *subject.view->type;
    auto found = records::read_version(tx, type, subject.id, number);
    if (!found)
        throw filled_error(ErrorCode::not_found, "This record has no version {number} that can be shown.",
                           {{"number", std::to_string(number)}});
    Version version{std::move(found->revision), std::move(found->record), {}};
    publish(tx, presenter, type, version.revision);
    for (records::Field const& field : type.fields)
        if (std::string value = records::to_text(field.get(*version.record)); !value.empty())
            version.says.push_back({std::string(field.name), {}, std::move(value)});
    version.says = published(tx, presenter, type, std::move(version.says));
    return version;
}

std::string version_path(Subject const& subject, std::int64_t number) {
    return fmt::format("{}/history/{}", subject.view->path, number);
}

std::string comparison_path(Subject const& subject, std::int64_t from, std::int64_t to) {
    return fmt::format("{}/history/compare?from={}&to={}", subject.view->path, from, to);
}

std::string version_name(Presenter const& presenter, std::int64_t number) {
    return views::fill(presenter.text(tr_noop("Version {number}")), {{"number", presenter.number(number)}});
}

/// `Version 3, November 24, 2026`.
std::string dated_name(Presenter const& presenter, Version const& version) {
    return fmt::format("{}, {}", version_name(presenter, version.revision.version),
                       presenter.date(version.revision.at.substr(0, 10)));
}

views::PageInfo page_info(Subject const& subject, Presenter const& presenter, std::string title) {
    views::PageInfo info; // without a path: search engines find the record itself
    info.section = subject.view->section;
    for (Cell const& step : subject.view->trail)
        info.breadcrumbs.push_back({step.text, step.path});
    info.breadcrumbs.push_back({subject.view->title, subject.view->path});
    info.breadcrumbs.push_back({presenter.text("History"), subject.view->path + "/history"});
    info.breadcrumbs.push_back({title, {}});
    info.title = fmt::format("{}: {}", subject.view->title, title);
    return info;
}

void write_revision(records::JsonWriter& json, records::Revision const& revision) {
    json.member("version", revision.version).member("author", revision.author);
    json.member("comment", revision.comment).member("changed_at", revision.at);
}

std::string version_json(Subject const& subject, Version const& version) {
    records::JsonWriter json;
    json.begin_object().member("url", version_path(subject, version.revision.version));
    json.member("type", subject.view->type->name).member("name", subject.view->title);
    write_revision(json, version.revision);
    json.key("fields").begin_object();
    for (records::FieldChange const& field : version.says)
        if (!field.after.empty()) json.member(field.field, field.after);
    json.end_object().key("changes");
    write_difference(json, version.revision.changes);
    return json.end_object().take();
}

void show_fields(views::Data& data, Presenter const& presenter, Subject const& subject,
                 Version const& version) {
    records::RecordType const& type = *subject.view->type;
    for (records::FieldChange const& field : version.says) {
        if (field.after.empty()) continue; // it named what is hidden by now
        views::Data line = data.add("FIELD_NOW");
        line.set("LABEL", field_label(presenter, type, field.field));
        line.set("TEXT", readable_value(presenter, type.find(field.field), field.after));
    }
}

/// The versions around this one, and the ways to compare it.
void show_ways(views::Data& data, Presenter const& presenter, Subject const& subject,
               Version const& version) {
    auto const language = presenter.language();
    std::int64_t const number = version.revision.version;
    auto const earlier = subject.open.lower_bound(number);
    if (earlier != subject.open.begin())
        data.set_shown("EARLIER_URL", localized(language, version_path(subject, *std::prev(earlier))));
    auto const later = subject.open.upper_bound(number);
    if (later != subject.open.end()) {
        data.set_shown("LATER_URL", localized(language, version_path(subject, *later)));
        data.set_shown("COMPARE_URL",
                       localized(language, comparison_path(subject, number, *subject.open.rbegin())));
    }
    data.set("WHOLE_URL",
             localized(language, fmt::format("{}?as_of={}", subject.view->path, version.revision.at)));
    data.set("HISTORY_URL", localized(language, subject.view->path + "/history"));
    data.set("RECORD_URL", localized(language, subject.view->path));
}

std::int64_t asked_version(http::Request const& request, std::string_view name) {
    std::int64_t const number = whole_number(request.query.find(name).value_or("")).value_or(0);
    if (number == 0)
        throw at_fault(name, Error(ErrorCode::bad_request,
                                   "Name the two versions to compare by their numbers: from=1&to=2."));
    return number;
}

/// Which two versions to compare, chosen from the numbers there are.
void show_choice(views::Data& data, Presenter const& presenter, std::string_view name, std::string_view label,
                 std::int64_t latest, std::int64_t chosen) {
    std::vector<views::Choice> choices;
    for (std::int64_t number = latest; number >= 1; --number)
        choices.push_back({std::to_string(number), version_name(presenter, number), number == chosen});
    views::add_select(data.add("FIELD"), {.name = std::string(name), .label = presenter.text(label)},
                      choices);
}

} // namespace

void show_comparison_form(views::Data& data, Presenter const& presenter, std::string const& record_path,
                          std::int64_t latest, std::int64_t from, std::int64_t to) {
    views::Data form = data.add("COMPARE");
    form.set("COMPARE_ACTION", localized(presenter.language(), record_path + "/history/compare"));
    show_choice(form, presenter, "from", tr_noop("Compare"), latest, from);
    show_choice(form, presenter, "to", tr_noop("with"), latest, to);
}

http::Response version_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::int64_t const number = std::stoll(request.parameter("version"));
    refuse_erased_version(request, context, record_path(request), number);
    auto const view = find_record(context, *picture, presenter, record_path(request));
    auto const [subject, version] = context.store.read([&](store::ReadTransaction& tx) {
        Subject found = find_subject(tx, view);
        Version wanted = find_version(tx, presenter, found, number);
        return std::pair(std::move(found), std::move(wanted));
    });
    if (request.format == http::Format::json) return http::json(version_json(subject, version));

    views::Data data;
    std::string const title = version_name(presenter, number);
    data.set("RECORD_TITLE", subject.view->title);
    data.set("HEADING", title);
    data.set("CHANGED_AT", version.revision.at);
    data.set("CHANGED_ON", views::timestamp(request.language, version.revision.at));
    data.set("AUTHOR", version.revision.author);
    data.set_shown("COMMENT", version.revision.comment);
    if (auto const found = subject.without_words.find(number); found != subject.without_words.end())
        data.set_shown("WORDS_ERASED_ON", presenter.date(found->second.substr(0, 10)));
    show_ways(data, presenter, subject, version);
    show_fields(data, presenter, subject, version);
    if (number > 1 && !version.revision.changes.empty())
        show_difference(data.add("DIFFERENCE"), presenter, *subject.view->type, version.revision.changes,
                        {presenter.text(tr_noop("What changed in this version")),
                         presenter.text(tr_noop("Before")), presenter.text(tr_noop("After"))});
    views::PageInfo info = page_info(subject, presenter, title);
    info.json_path = request.path + ".json";
    return context.layout.page(request, info, "register/version.tpl", std::move(data));
}

http::Response comparison_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {"from", "to"});
    std::int64_t const from = asked_version(request, "from");
    std::int64_t const to = asked_version(request, "to");
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const view = find_record(context, *picture, presenter, record_path(request));
    records::RecordType const& type = *view->type;
    std::vector<records::FieldChange> changes;
    auto const [subject, before, after] = context.store.read([&](store::ReadTransaction& tx) {
        Subject found = find_subject(tx, view);
        Version first = find_version(tx, presenter, found, from);
        Version second = find_version(tx, presenter, found, to);
        changes = published(tx, presenter, type, records::difference(type, *first.record, *second.record));
        return std::tuple(std::move(found), std::move(first), std::move(second));
    });
    if (request.format == http::Format::json) {
        records::JsonWriter json;
        json.begin_object()
            .member("url", comparison_path(subject, from, to))
            .member("name", subject.view->title);
        json.key("from").begin_object();
        write_revision(json, before.revision);
        json.end_object().key("to").begin_object();
        write_revision(json, after.revision);
        json.end_object().key("changes");
        write_difference(json, changes);
        return http::json(json.end_object().take());
    }
    views::Data data;
    data.set("RECORD_TITLE", subject.view->title);
    data.set("HISTORY_URL", localized(request.language, subject.view->path + "/history"));
    data.set("RECORD_URL", localized(request.language, subject.view->path));
    show_comparison_form(data, presenter, subject.view->path, subject.latest, from, to);
    if (changes.empty())
        data.show("NO_DIFFERENCE");
    else
        show_difference(data.add("DIFFERENCE"), presenter, type, changes,
                        {presenter.text(tr_noop("What differs between the two versions")),
                         dated_name(presenter, before), dated_name(presenter, after)});
    views::PageInfo info = page_info(subject, presenter, presenter.text(tr_noop("Compare versions")));
    info.json_path = fmt::format("{}.json?from={}&to={}", request.path, from, to);
    return context.layout.page(request, info, "register/comparison.tpl", std::move(data));
}

} // namespace legation::registry
