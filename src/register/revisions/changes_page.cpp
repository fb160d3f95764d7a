#include "register/revisions/changes_page.hpp"

#include "kernel/records/json.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "register/feeds/feed_pages.hpp"
#include "register/presenter.hpp"
#include "register/render.hpp"
#include "register/revisions/changed_views.hpp"
#include "register/revisions/readable_value.hpp"
#include "register/revisions/recent_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace legation::registry {

namespace {

/// One change with the record that it is of, ready to be shown.
struct ShownChange {
    records::Revision revision;
    records::RecordType const* type = nullptr;
    std::string title, path, label;
};

struct ChangesPage {
    std::vector<ShownChange> changes;
    std::int64_t next = 0; ///< where older ones begin; 0 for none
};

ChangesPage gather(store::ReadTransaction& tx, Presenter const& presenter, ChangeFilter const& filter) {
    ChangesPage page;
    auto revisions = recent_changes(tx, filter, presenter.roster());
    if (revisions.size() > static_cast<std::size_t>(changes_on_a_page)) {
        revisions.pop_back();
        page.next = revisions.back().id;
    }
    ChangedViews views(tx, presenter);
    for (records::Revision& revision : revisions) {
        RecordView const* view = views.of(revision);
        if (view == nullptr) continue;
        std::string label = view->label.empty() ? presenter.text(view->type->label) : view->label;
        page.changes.push_back({std::move(revision), view->type, view->title, view->path, std::move(label)});
    }
    return page;
}

/// The fields that a change touched, by name: all of them would say nothing of a new record.
std::vector<records::FieldChange> touched(ShownChange const& change) {
    if (change.revision.version == 1) return {};
    auto changes = change.revision.changes;
    std::erase_if(changes, [&](records::FieldChange const& touched) {
        records::Field const* field = change.type->find(touched.field);
        return field != nullptr && !field->is_public;
    });
    return changes;
}

std::string version_path(ShownChange const& change) {
    return fmt::format("{}/history/{}", change.path, change.revision.version);
}

std::string changes_json(ChangesPage const& page) {
    records::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (ShownChange const& change : page.changes) {
        json.begin_object().member("type", change.type->name).member("name", change.title);
        json.member("record_url", change.path).member("url", version_path(change));
        json.member("version", change.revision.version).member("author", change.revision.author);
        json.member("comment", change.revision.comment).member("changed_at", change.revision.at);
        json.key("fields").begin_array();
        for (records::FieldChange const& field : touched(change))
            json.value(field.field);
        json.end_array().end_object();
    }
    return json.end_array().end_object().take();
}

void show_change(views::Data line, Presenter const& presenter, ShownChange const& change) {
    auto const language = presenter.language();
    line.set("CHANGED_AT", change.revision.at);
    line.set("CHANGED_ON", views::timestamp(language, change.revision.at));
    line.set("TEXT", change.title);
    line.set("URL", localized(language, change.path));
    line.set("KIND_LABEL", change.label);
    line.set("VERSION_NUMBER", change.revision.version);
    line.set("VERSION_URL", localized(language, version_path(change)));
    line.set("AUTHOR", change.revision.author);
    line.set_shown("COMMENT", change.revision.comment);
    if (change.revision.version == 1) line.show("IS_NEW");
    std::string fields;
    for (records::FieldChange const& field : touched(change))
        fields += fmt::format("{}{}", fields.empty() ? "" : ", ",
                              field_label(presenter, *change.type, field.field));
    line.set_shown("FIELDS", fields);
}

void show_choice(views::Data& data, Presenter const& presenter, std::string_view name, std::string_view label,
                 std::string_view any, std::vector<views::Choice> choices) {
    choices.insert(choices.begin(), views::Choice{.value = "", .label = presenter.text(any)});
    views::add_select(data.add("FIELD"), {.name = std::string(name), .label = presenter.text(label)},
                      choices);
}

std::vector<views::Choice> countries(Presenter const& presenter, std::string const& chosen) {
    std::set<std::string_view> codes;
    for (RosterEntry const& entry : presenter.roster().entries())
        if (!entry.country.empty()) codes.insert(entry.country);
    if (!chosen.empty()) codes.insert(chosen);
    std::vector<views::Choice> choices;
    choices.reserve(codes.size() + 1);
    for (std::string_view const code : codes)
        choices.push_back({std::string(code), presenter.country(code).text, code == chosen});
    std::ranges::sort(choices, {}, &views::Choice::label);
    return choices;
}

void show_form(views::Data& data, Presenter const& presenter, ChangeFilter const& filter) {
    data.set("FILTERED_URL", localized(presenter.language(), "/register/changes"));
    std::vector<views::Choice> nouns;
    for (records::RecordType const* type : changing_nouns())
        nouns.push_back({std::string(type->name), presenter.text(type->label), type->name == filter.noun});
    std::ranges::sort(nouns, {}, &views::Choice::label);
    show_choice(data, presenter, "noun", tr_noop("Kind of record"), tr_noop("Any kind"), std::move(nouns));
    show_choice(data, presenter, "country", tr_noop("Country"), tr_noop("Any country"),
                countries(presenter, filter.country));
    views::add_text(data.add("FIELD"),
                    {.name = "author", .label = presenter.text(tr_noop("Author")), .value = filter.author});
    views::add_text(
        data.add("FIELD"),
        {.name = "from", .label = presenter.text(tr_noop("From")), .value = filter.from, .type = "date"});
    views::add_text(
        data.add("FIELD"),
        {.name = "until", .label = presenter.text(tr_noop("Until")), .value = filter.until, .type = "date"});
    if (filter.actor.empty()) return;
    views::Data kept = data.add("ABOUT_ACTOR"); // chosen by a link on its page, not from 140,000 names
    kept.set("FILTER_VALUE", filter.actor);
    kept.set("TEXT", presenter.actor(presenter.roster().find(filter.actor)->id).text);
}

} // namespace

http::Response changes_page(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ChangeFilter const filter = parse_change_filter(request.query, *picture->roster);
    ChangesPage const page =
        context.store.read([&](store::ReadTransaction& tx) { return gather(tx, presenter, filter); });
    ChangeFilter older = filter;
    older.before = page.next;
    ChangeFilter newest = filter;
    newest.before = 0;
    auto const json_path = [](std::string path) {
        return path.insert(std::string_view("/register/changes").size(), ".json");
    };
    if (request.format == http::Format::json) {
        http::Response response = http::json(changes_json(page));
        if (page.next > 0)
            response.with("Link", fmt::format("<{}>; rel=\"next\"",
                                              localized(request.language, json_path(path_of(older)))));
        return response;
    }
    views::Data data;
    show_form(data, presenter, filter);
    for (ShownChange const& change : page.changes)
        show_change(data.add("CHANGED"), presenter, change);
    if (page.changes.empty()) data.show("NOTHING");
    if (page.next > 0) data.set_shown("OLDER_URL", localized(request.language, path_of(older)));
    if (filter.before > 0) data.set_shown("NEWEST_URL", localized(request.language, path_of(newest)));
    views::PageInfo info;
    info.title = presenter.text(tr_noop("Recent changes"));
    info.description = presenter.text(
        tr_noop("Every change of the public record, newest first: who made it, when and why."));
    if (path_of(filter) == "/register/changes")
        info.path = path_of(filter); // search engines need the whole list only
    info.section = "register";
    info.breadcrumbs = {{presenter.text("Register"), "/register"}, {info.title, {}}};
    info.json_path = json_path(path_of(filter));
    info.feed_path = feed_path(path_of(newest));
    return context.layout.page(request, info, "register/recent-changes.tpl", std::move(data));
}

} // namespace legation::registry
