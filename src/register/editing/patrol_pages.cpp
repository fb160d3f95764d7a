#include "register/editing/patrol_pages.hpp"

#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/records/versions.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/pagination.hpp"
#include "register/editing/edit_limits.hpp"
#include "register/editing/patrol.hpp"
#include "register/editing/revert.hpp"
#include "register/editing/subject.hpp"
#include "register/editing/typed_text.hpp"
#include "register/history.hpp"
#include "register/lens/audience.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

constexpr int ok = 200, see_other = 303, conflict = 409;

Response show_patrol(Request const& request, Context const& context, Presenter const& presenter,
                     std::string const& problem, int status) {
    std::int64_t const number = page_number(request);
    auto const [entries, total] = context.store.read([&](store::ReadTransaction& tx) {
        auto read = read_patrol(tx, number);
        for (PatrolEntry& entry : read)
            if (records::RecordType const* type = find_noun(entry.revision.record_type))
                publish(tx, presenter, *type, entry.revision);
        return std::pair(std::move(read), count_patrol(tx));
    });
    views::Data data;
    data.set_shown("PROBLEM", problem);
    data.set("PATROL_URL", localized(presenter.language(), "/moderation/patrol"));
    if (entries.empty()) data.show("EMPTY");
    if (!entries.empty()) {
        views::Data list = data.add("PATROL");
        for (PatrolEntry const& entry : entries) {
            views::Data item = list.add("ENTRY");
            item.set("ID", entry.revision.id);
            item.set("TITLE", entry.is_closed ? presenter.text("A record that is not public") : entry.title);
            if (!entry.is_closed) item.set_shown("URL", localized(presenter.language(), entry.path));
            item.set("AUTHOR", entry.revision.author);
            item.set("AT", entry.revision.at);
            item.set("ON", views::timestamp(presenter.language(), entry.revision.at));
            item.set_shown("REASON", entry.revision.comment);
            if (entry.account_id != 0)
                item.set_shown("BLOCK_URL",
                               block_path(presenter, fmt::format("account {}", entry.account_id)));
            if (records::RecordType const* type = find_noun(entry.revision.record_type))
                show_revision_changes(item, presenter, *type, entry.revision);
        }
    }
    std::int64_t const pages = (total + patrol_a_page - 1) / patrol_a_page;
    views::add_pagination(data, presenter.language(), number, pages, [&](std::int64_t n) {
        return localized(presenter.language(), fmt::format("/moderation/patrol?page={}", n));
    });
    views::PageInfo info;
    info.title = presenter.text("Changes to look at");
    info.breadcrumbs = {{presenter.text("Suggestions to decide"), "/moderation"}, {info.title, {}}};
    return context.layout.page(request, info, "register/patrol.tpl", std::move(data), status);
}

/// The record whose page is above this one, if it may be edited.
EditSubject editable(Request const& request, Context const& context, Picture const& picture,
                     Presenter const& presenter) {
    EditSubject subject =
        subject_of(context, picture, presenter, request.path.substr(0, request.path.rfind('/')));
    require_edit(request.viewer, subject);
    return subject;
}

/// The first version is not taken back but hidden, which is for moderators.
records::Revision revision_of(store::ReadTransaction& tx, EditSubject const& subject, std::int64_t version) {
    auto found = records::read_version(tx, *subject.type, subject.record->id, version);
    if (!found || version == 1) throw Error(ErrorCode::not_found, "There is no such version of a record.");
    return std::move(found->revision);
}

} // namespace

Response patrol_page(Request const& request, Context const& context) {
    allow_parameters(request, {"page"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    return show_patrol(request, context, presenter, {}, ok);
}

Response decide_about_patrol(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string_view const act = sent.find("act").value_or("");
    std::vector<std::int64_t> chosen;
    for (auto const& [name, value] : sent.pairs())
        if (name == "revision") chosen.push_back(whole_number(value).value_or(0));
    std::string reason = typed_text(sent, "reason");
    if (reason.empty()) reason = "taken back";
    try {
        if (act != "right" && act != "revert")
            throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
        context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            // Not every change of the record: what is closed is not the moderators' to open again.
            if (act == "revert" &&
                !std::ranges::all_of(chosen, [&](std::int64_t id) { return is_open_on_patrol(tx, id); }))
                throw Error(ErrorCode::conflict, "Some of these changes are not here anymore. Look again.");
            if (act == "revert") revert_all(tx, chosen, reason);
            check_off(tx, chosen);
        });
    } catch (Error const& error) {
        if (error.code != ErrorCode::conflict) throw;
        return show_patrol(request, context, presenter, presenter.text(error.public_message), conflict);
    }
    context.pictures.refresh();
    return http::redirect(localized(request.language, "/moderation/patrol"), see_other);
}

Response revert_page(Request const& request, Context const& context) {
    allow_parameters(request, {"version"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = editable(request, context, *picture, presenter);
    auto const revision = context.store.read([&](store::ReadTransaction& tx) {
        auto read =
            revision_of(tx, subject, whole_number(request.query.find("version").value_or("")).value_or(0));
        publish(tx, presenter, *subject.type, read);
        for (records::FieldChange& change : read.changes) // the page says what will happen
            std::swap(change.before, change.after);
        return read;
    });
    views::Data data;
    data.set("SUBJECT", subject.title);
    data.set("REVERT_URL", localized(request.language, subject.path + "/revert"));
    data.set("HISTORY_URL", localized(request.language, subject.path + "/history"));
    data.set("VERSION_NUMBER", revision.version);
    show_revision_changes(data, presenter, *subject.type, revision);
    views::PageInfo info;
    info.title = views::fill(presenter.text("Take a version of {name} back"), {{"name", subject.title}});
    info.section = "register";
    return context.layout.page(request, info, "register/revert.tpl", std::move(data));
}

Response revert_version(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = editable(request, context, *picture, presenter);
    std::int64_t const version = whole_number(sent.find("version").value_or("")).value_or(0);
    std::string const reason = typed_text(sent, "reason");
    auto const revision =
        context.store.read([&](store::ReadTransaction& tx) { return revision_of(tx, subject, version); });
    bool const changes_audience = std::ranges::find(revision.changes, "audience",
                                                    &records::FieldChange::field) != revision.changes.end();
    if (changes_audience && audiences_to_choose(request.viewer, subject.owners).size() < 2)
        throw Error(ErrorCode::forbidden, "You may not choose for whom this record is.");
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        std::string const comment = fmt::format("version {} taken back", version);
        bool const needs_patrol = count_edit(tx, request.viewer, subject);
        std::int64_t const before = records::change_number(tx);
        revert(tx, revision.id, reason.empty() ? comment : fmt::format("{}: {}", comment, reason));
        if (needs_patrol && (changes_audience || subject.audience == "public"))
            put_on_patrol(tx, before, *subject.type, subject.title, subject.path);
    });
    context.pictures.refresh();
    return http::redirect(localized(request.language, subject.path + "/history"), see_other);
}

} // namespace legation::registry
