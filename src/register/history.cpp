#include "register/history.hpp"

#include "accounts/policy.hpp"
#include "kernel/records/erase.hpp"
#include "kernel/records/json.hpp"
#include "kernel/records/versions.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "register/editing/edit.hpp"
#include "register/export/export_menu.hpp"
#include "register/public_keys.hpp"
#include "register/render.hpp"
#include "register/revisions/readable_value.hpp"
#include "register/revisions/show_difference.hpp"
#include "register/revisions/version_pages.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

std::string history_json(History const& history) {
    records::JsonWriter json;
    json.begin_object().member("url", history.path + "/history").member("name", history.title);
    json.key("revisions").begin_array();
    for (records::Revision const& revision : history.revisions) {
        json.begin_object().member("version", revision.version).member("author", revision.author);
        json.member("comment", revision.comment)
            .member("changed_at", revision.at)
            .member("url", fmt::format("{}/history/{}", history.path, revision.version))
            .key("changes");
        write_difference(json, revision.changes);
        if (auto const found = history.without_words.find(revision.version);
            found != history.without_words.end())
            json.member("words_erased_at", found->second);
        json.end_object();
    }
    return json.end_array().end_object().take();
}

/// References are numbers inside, and lists may name what is hidden by now.
std::string published(store::ReadTransaction& tx, Presenter const& presenter, records::Field const& field,
                      std::string value) {
    if (field.kind == records::Kind::list)
        return visible_entries(presenter.roster(), field, std::move(value));
    if (field.kind != records::Kind::reference || value.empty()) return value;
    return public_key(tx, presenter.roster(), field, whole_number(value).value_or(0));
}

} // namespace

History history_of(store::ReadTransaction& tx, Presenter const& presenter, RecordView const& view) {
    History history{view.type, view.title, view.path, view.trail, {}, {}, {}};
    auto const id = records::id_of_uuid(tx, *view.type, view.uuid);
    if (id) {
        history.revisions = records::revisions_of(tx, view.type->name, *id);
        records::keep_open(history.revisions, records::open_versions(tx, *view.type, *id));
        history.without_words = records::versions_without_words(tx, *view.type, *id);
        if (auto const record = records::load(tx, *view.type, *id))
            history.owners = owners_of(tx, *view.type, *record);
    }
    for (records::Revision& revision : history.revisions)
        publish(tx, presenter, *view.type, revision);
    return history;
}

void publish(store::ReadTransaction& tx, Presenter const& presenter, records::RecordType const& type,
             records::Revision& revision) {
    std::erase_if(revision.changes, [&](records::FieldChange const& change) {
        records::Field const* field = type.find(change.field);
        return field != nullptr && !field->is_public;
    });
    for (records::FieldChange& change : revision.changes)
        if (records::Field const* field = type.find(change.field)) {
            change.before = published(tx, presenter, *field, std::move(change.before));
            change.after = published(tx, presenter, *field, std::move(change.after));
        }
}

void show_revision_changes(views::Data& data, Presenter const& presenter, records::RecordType const& type,
                           records::Revision const& revision) {
    if (revision.changes.empty()) return;
    // The first version has nothing before it: what it says is a plain list.
    views::Data changes = data.add(revision.version == 1 ? "CREATED" : "CHANGES");
    for (records::FieldChange const& change : revision.changes) {
        records::Field const* field = type.find(change.field);
        if (field != nullptr && !field->is_public) continue;
        views::Data line = changes.add("CHANGE");
        line.set("LABEL", field_label(presenter, type, change.field));
        line.set_shown("BEFORE", readable_value(presenter, field, change.before));
        line.set_shown("AFTER", readable_value(presenter, field, change.after));
        if (change.before.empty()) line.show("WAS_EMPTY");
        if (change.after.empty()) line.show("IS_EMPTY");
    }
}

Table history_table(History const& history, Presenter const& presenter) {
    Table table{"history",
                history.title,
                {{"version", presenter.text("Version")},
                 {"changed_at", presenter.text("Changed")},
                 {"author", presenter.text("Author")},
                 {"comment", presenter.text("Comment")},
                 {"field", presenter.text("Field")},
                 {"before", presenter.text("Before")},
                 {"after", presenter.text("After")}}};
    for (records::Revision const& revision : history.revisions) {
        Cell version{std::to_string(revision.version)};
        version.is_number = true;
        auto const add = [&](records::FieldChange const& change) {
            table.rows.push_back({version, Cell{revision.at}, Cell{revision.author}, Cell{revision.comment},
                                  Cell{change.field}, Cell{change.before}, Cell{change.after}});
        };
        for (records::FieldChange const& change : revision.changes)
            add(change);
        if (revision.changes.empty()) add({});
    }
    return table;
}

http::Response show_history(Context const& context, http::Request const& request, Presenter const& presenter,
                            History const& history) {
    if (request.format == http::Format::json) return http::json(history_json(history));

    http::Language const language = presenter.language();
    views::Data data;
    data.set("RECORD_TITLE", history.title);
    data.set("RECORD_URL", localized(language, history.path));
    show_export_menu(data, presenter, history.path + "/history", false, false);
    bool const may_revert =
        accounts::may(request.viewer, accounts::Permission::edit_record, {.actors = history.owners});
    for (records::Revision const& revision : history.revisions) {
        views::Data item = data.add("REVISION");
        item.set("CHANGED_AT", revision.at);
        item.set("CHANGED_ON", views::timestamp(language, revision.at));
        item.set("VERSION_NUMBER", revision.version);
        item.set("VERSION_URL",
                 localized(language, fmt::format("{}/history/{}", history.path, revision.version)));
        item.set("AUTHOR", revision.author);
        item.set_shown("COMMENT", revision.comment);
        if (auto const found = history.without_words.find(revision.version);
            found != history.without_words.end())
            item.set_shown("WORDS_ERASED_ON", presenter.date(found->second.substr(0, 10)));
        show_revision_changes(item, presenter, *history.type, revision);
        if (may_revert && revision.version > 1)
            item.set_shown("REVERT_URL", localized(language, fmt::format("{}/revert?version={}", history.path,
                                                                         revision.version)));
    }
    if (history.revisions.size() > 1) {
        std::int64_t const latest = history.revisions.front().version;
        show_comparison_form(data, presenter, history.path, latest, latest - 1, latest);
    }
    if (history.type->name == "actor")
        data.set_shown("AROUND_URL",
                       localized(language, "/register/changes?actor=" +
                                               history.path.substr(history.path.rfind('/') + 1)));
    views::PageInfo info;
    info.title =
        views::fill(presenter.texts().text(language, "History of {name}"), {{"name", history.title}});
    info.section = "register";
    info.json_path = history.path + "/history.json";
    for (Cell const& step : history.trail)
        info.breadcrumbs.push_back({step.text, step.path});
    info.breadcrumbs.push_back({history.title, history.path});
    info.breadcrumbs.push_back({presenter.text("History"), {}});
    return context.layout.page(request, info, "register/history.tpl", std::move(data));
}

} // namespace legation::registry
