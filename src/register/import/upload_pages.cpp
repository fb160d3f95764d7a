#include "register/import/upload_pages.hpp"

#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/http/multipart.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "register/adapters/found_row.hpp"
#include "register/editing/typed_text.hpp"
#include "register/import/import_template.hpp"
#include "register/import/reason_words.hpp"
#include "register/import/table_source.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

namespace legation::registry {

namespace {

using accounts::Permission;
using http::Request;
using http::Response;
using State = Upload::State;

constexpr int ok = 200, see_other = 303, unprocessable = 422;
constexpr std::size_t longest_name = 200, most_columns = 150;
constexpr double percent = 100;

bool is_moderator(Request const& request) {
    return accounts::may(request.viewer, Permission::moderate);
}

std::string address_of(Upload const& upload) {
    return "/register/import/uploads/" + upload.uuid;
}

/// What a file holds, as people say it.
std::string kind_label(Presenter const& presenter, std::string_view kind) {
    if (records::RecordType const* noun = find_noun(kind)) return presenter.text(noun->label);
    Adapter const* const adapter = find_adapter(kind);
    return adapter == nullptr ? std::string(kind) : std::string(adapter->title);
}

std::string state_label(Presenter const& presenter, State state) {
    switch (state) {
    case State::columns:
        return presenter.text("Its columns need a look");
    case State::checking:
        return presenter.text("Being looked at");
    case State::checked:
        return presenter.text("Looked at, nothing stored yet");
    case State::applying:
        return presenter.text("Being stored");
    case State::applied:
        return presenter.text("Stored");
    case State::failed:
        return presenter.text("Cannot be used");
    }
    return {};
}

struct Outcome {
    ImportAction action;
    std::string_view before, after; ///< what it is called before and after the file is applied
};
constexpr std::array outcomes{
    Outcome{ImportAction::created, tr_noop("Would be new"), tr_noop("New")},
    Outcome{ImportAction::changed, tr_noop("Would change"), tr_noop("Changed")},
    Outcome{ImportAction::unchanged, tr_noop("Recorded already"), tr_noop("Recorded already")},
    Outcome{ImportAction::queued, tr_noop("Would wait for a decision"), tr_noop("Wait for a decision")},
    Outcome{ImportAction::rejected, tr_noop("Wrong"), tr_noop("Wrong")},
    Outcome{ImportAction::skipped, tr_noop("Left out"), tr_noop("Left out")},
};

std::int64_t count_of(ImportCounts const& counts, ImportAction action) {
    switch (action) {
    case ImportAction::created:
        return counts.created;
    case ImportAction::changed:
        return counts.changed;
    case ImportAction::unchanged:
        return counts.unchanged;
    case ImportAction::queued:
        return counts.queued;
    case ImportAction::rejected:
        return counts.rejected;
    case ImportAction::skipped:
        return counts.skipped;
    }
    return 0;
}

/// Its own, or anybody's for a moderator; nobody else learns that it exists.
Upload find(ImportDesk const& desk, Request const& request) {
    auto upload = desk.context.store.read(
        [&](store::ReadTransaction& tx) { return find_upload(tx, request.parameter("uuid")); });
    bool const is_theirs =
        upload && (upload->account_id == request.viewer.account_id || is_moderator(request));
    if (!is_theirs) throw Error(ErrorCode::not_found, "There is no such file. Files are kept for a week.");
    return std::move(*upload);
}

/// The actor or place that has a slug, for people.
std::string name_of(Presenter const& presenter, std::string const& slug) {
    if (auto const* actor = presenter.roster().find(slug)) return presenter.actor(actor->id).text;
    auto const place = presenter.atlas().find(slug);
    return place ? presenter.place(*place).text : slug;
}

void show_names(views::Data& row, Presenter const& presenter, ImportedRow const& outcome) {
    for (TakenName const& name : outcome.names) {
        views::Data shown = row.add("NAME");
        shown.set("WRITTEN", name.written);
        shown.set("TAKEN_URL", localized(presenter.language(), "/register/" + name.slug));
        shown.set("TAKEN", name_of(presenter, name.slug));
        shown.set("SCORE", presenter.number(std::lround(name.score)));
        shown.set("WHY", in_words(presenter, name.reason));
        if (name.place_to_record != 0) shown.show("PLACE_TO_RECORD");
    }
}

void show_rows(views::Data& data, Presenter const& presenter, Upload const& upload,
               std::vector<ImportedRow> const& rows) {
    bool const is_applied = upload.state == State::applied;
    for (Outcome const& outcome : outcomes) {
        std::int64_t const count = count_of(upload.counts, outcome.action);
        if (count == 0) continue;
        std::string const label = presenter.text(is_applied ? outcome.after : outcome.before);
        views::Data line = data.add("COUNT_LINE");
        line.set("OUTCOME", label);
        line.set("OUTCOME_CODE", code_of(outcome.action));
        line.set("NUMBER", presenter.number(count));
        if (outcome.action == ImportAction::unchanged) continue;
        views::Data part = data.add("OUTCOME_PART");
        part.set("OUTCOME", label);
        part.set("OUTCOME_CODE", code_of(outcome.action));
        part.set("NUMBER", presenter.number(count));
        if (outcome.action == ImportAction::rejected) part.show("IS_OPEN");
        std::int64_t shown = 0;
        for (ImportedRow const& row : rows) {
            if (row.action != outcome.action) continue;
            ++shown;
            views::Data entry = part.add("ROW");
            entry.set("LINE", static_cast<std::int64_t>(row.line));
            entry.set_shown("RECORD", row.record);
            entry.set_shown("COLUMN", row.column);
            entry.set_shown("VALUE", row.value);
            entry.set_shown("REASON", in_words(presenter, row.reason));
            show_names(entry, presenter, row);
        }
        if (shown < count) part.set_shown("MORE", presenter.number(count - shown));
    }
}

std::vector<views::Choice> field_choices(Presenter const& presenter, records::RecordType const& noun,
                                         std::string const& chosen) {
    std::vector<views::Choice> choices;
    if (chosen.empty()) choices.push_back({"", presenter.text("Please choose"), true});
    choices.push_back({"-", presenter.text("Leave this column out"), chosen == "-"});
    for (TemplateColumn const& column : template_columns(noun, presenter)) {
        std::string label = column.label;
        if (label != column.name) label += fmt::format(" ({})", column.name);
        choices.push_back({column.name, std::move(label), chosen == column.name});
    }
    for (std::string const& name : evidence_columns_of(noun))
        choices.push_back({name,
                           views::fill(presenter.text("Only to tell names apart: {name}"), {{"name", name}}),
                           chosen == name});
    return choices;
}

void show_columns(views::Data& data, Presenter const& presenter, Upload const& upload) {
    records::RecordType const* const noun = find_noun(upload.kind);
    bool const may_change = upload.state == State::columns || upload.state == State::checked;
    if (noun == nullptr || upload.columns.empty() || !may_change) return;
    views::Data form = data.add("COLUMNS");
    if (upload.state == State::columns) form.show("COLUMNS_OPEN");
    for (std::size_t i = 0; i < upload.columns.size(); ++i) {
        UploadColumn const& column = upload.columns[i];
        views::Data line = form.add("FILE_COLUMN");
        std::string const heading = column.heading.empty() ? presenter.text("(no heading)") : column.heading;
        std::string const hint = column.sample.empty() ? std::string()
                                                       : views::fill(presenter.text("For example: {sample}"),
                                                                     {{"sample", column.sample}});
        views::add_select(line.add("FIELD"),
                          {.name = fmt::format("column-{}", i), .label = heading, .hint = hint},
                          field_choices(presenter, *noun, column.field));
    }
}

Response show_upload(Request const& request, ImportDesk const& desk, Upload const& upload,
                     std::string const& problem, int status) {
    auto const picture = desk.context.pictures.current();
    Presenter const presenter(desk.context, request.language, *picture);
    std::vector<ImportedRow> const rows =
        desk.context.store.read([&](store::ReadTransaction& tx) { return rows_of(tx, upload); });
    views::Data data;
    data.set_shown("PROBLEM", problem);
    data.set("FILE_NAME", upload.file_name);
    data.set("KIND", kind_label(presenter, upload.kind));
    data.set("AUTHOR", upload.author);
    data.set("UPLOADED_AT", upload.uploaded_at);
    data.set("UPLOADED_ON", views::timestamp(request.language, upload.uploaded_at));
    data.set_shown("FORM", upload.form);
    data.set_shown("SOURCE_TITLE", upload.source_title);
    data.set("STATE", state_label(presenter, upload.state));
    data.set("ACT_URL", localized(request.language, address_of(upload)));
    data.set("SELF_URL", localized(request.language, address_of(upload)));
    bool const has_result = upload.state == State::checked || upload.state == State::applied;
    if (upload.is_under_way()) {
        views::Data progress = data.add("UNDER_WAY");
        progress.set("PERCENT", static_cast<std::int64_t>(std::lround(upload.share * percent)));
    }
    data.set_shown("FAILED", upload.state == State::failed ? in_words(presenter, upload.problem) : "");
    if (has_result) {
        views::Data result = data.add("RESULT");
        result.set("ROW_COUNT", presenter.number(upload.rows()));
        result.set("REPORT_URL", localized(request.language, address_of(upload) + "/report.csv"));
        show_rows(result, presenter, upload, rows);
        bool const has_news = upload.counts.created + upload.counts.changed + upload.counts.queued > 0;
        if (upload.state == State::checked && !has_news) result.show("NOTHING_TO_STORE");
        if (upload.state == State::checked && has_news)
            result.show(is_moderator(request) ? "MAY_APPLY" : "ASK_A_MODERATOR");
        if (upload.state == State::applied) {
            views::Data applied = result.add("APPLIED");
            applied.set("APPLIED_BY", upload.applied_by.name);
            if (upload.counts.queued > 0 && is_moderator(request))
                applied.add("TO_QUEUE")
                    .set("QUEUE_URL", localized(request.language, "/register/import/queue"));
        }
    }
    show_columns(data, presenter, upload);
    if (!upload.is_under_way()) data.show("DISCARD");
    views::PageInfo info;
    info.title = upload.file_name;
    info.section = "register";
    info.breadcrumbs = {{presenter.text("Bring your data"), "/register/import"}, {upload.file_name, {}}};
    Response response =
        desk.context.layout.page(request, info, "register/import-upload.tpl", std::move(data), status);
    if (upload.is_under_way()) response.with("Refresh", "2");
    return response;
}

/// The name of a file as it can stand in a page and a report.
std::string shown_name(std::string const& name) {
    std::string shown(whole_letters(name, longest_name));
    std::ranges::replace_if(shown, [](char one) { return static_cast<unsigned char>(one) < ' '; }, ' ');
    return shown.empty() ? "file" : shown;
}

Mapping mapping_called(ImportDesk const& desk, std::string const& name) {
    if (name.empty()) return {};
    return desk.context.store.read([&](store::ReadTransaction& tx) { return mapping_named(tx, name); });
}

/// Nothing but tables, and no workbook under another name or something else under that of one.
void check_kind_of_file(http::FileForm const& form) {
    static constexpr std::array<std::string_view, 3> texts{"csv", "tsv", "txt"};
    std::string const ending = http::to_lower(form.file_name.substr(form.file_name.rfind('.') + 1));
    bool const is_packed = form.file.starts_with("PK\x03\x04");
    bool const is_as_named = is_packed ? ending == "xlsx" : std::ranges::find(texts, ending) != texts.end();
    if (!is_as_named)
        throw Error(ErrorCode::unprocessable,
                    "Choose a table whose name says what it is: .csv, .tsv, .txt or .xlsx.");
}

Response lead_to(Request const& request, Upload const& upload) {
    return http::redirect(localized(request.language, address_of(upload)), see_other);
}

/// Takes what somebody said about the columns.
void choose_columns(Upload& upload, http::Query const& sent) {
    records::RecordType const& noun = *find_noun(upload.kind);
    std::vector<std::string> known = file_columns(noun);
    for (std::string& name : evidence_columns_of(noun))
        known.push_back(std::move(name));
    for (std::size_t i = 0; i < upload.columns.size(); ++i) {
        auto const chosen = sent.find(fmt::format("column-{}", i));
        if (!chosen || chosen->empty()) continue;
        if (*chosen != "-" && std::ranges::find(known, *chosen) == known.end())
            throw Error(ErrorCode::bad_request, "There is no such column.");
        upload.columns[i].field = *chosen;
    }
}

/// Why the columns cannot stay so, or nothing.
std::string problem_with_columns(Presenter const& presenter, Upload const& upload) {
    std::vector<std::string> used;
    for (UploadColumn const& column : upload.columns) {
        if (column.field.empty())
            return views::fill(presenter.text("Say what the column “{name}” is, or leave it out."),
                               {{"name", column.heading}});
        if (column.field == "-") continue;
        if (std::ranges::find(used, column.field) != used.end())
            return views::fill(presenter.text("Two columns are both “{name}”. Leave one of them out."),
                               {{"name", column.field}});
        used.push_back(column.field);
    }
    return {};
}

/// Two who act on one file at once: the first is heard.
[[noreturn]] void somebody_was_faster() {
    throw Error(ErrorCode::conflict,
                "Somebody else did something with this file just now. Load its page again.");
}

Response take_columns(Request const& request, ImportDesk const& desk, Upload upload,
                      http::Query const& sent) {
    State const from = upload.state;
    if (from != State::columns && from != State::checked)
        throw Error(ErrorCode::conflict, "This file is past that. Load its page again.");
    auto const picture = desk.context.pictures.current();
    Presenter const presenter(desk.context, request.language, *picture);
    choose_columns(upload, sent);
    std::string problem = problem_with_columns(presenter, upload);
    std::string const name = typed_text(sent, "mapping");
    if (name.size() > longest_name) problem = presenter.text("This name is too long.");
    if (!problem.empty()) return show_upload(request, desk, upload, problem, unprocessable);
    Upload const as_it_was = upload;
    upload.state = State::checking;
    try {
        desk.context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            if (!move_on(tx, upload, from)) somebody_was_faster();
            save_columns(tx, upload);
            if (!name.empty())
                keep_mapping(tx, name, upload.mapping(), request.viewer.account_id, is_moderator(request));
        });
    } catch (Error const& error) { // of the name: nothing is stored, and the page says so
        if (error.code != ErrorCode::unprocessable) throw;
        return show_upload(request, desk, as_it_was, presenter.text(error.public_message), unprocessable);
    }
    start(desk, accounts::author_of(request.viewer), upload);
    return lead_to(request, upload);
}

Response apply(Request const& request, ImportDesk const& desk, Upload upload) {
    accounts::require(request.viewer, Permission::moderate, {});
    upload.state = State::applying;
    upload.applied_by = accounts::author_of(request.viewer);
    desk.context.store.write(upload.applied_by, [&](store::WriteTransaction& tx) {
        if (!move_on(tx, upload, State::checked)) somebody_was_faster();
    });
    start(desk, upload.applied_by, upload);
    return lead_to(request, upload);
}

Response discard(Request const& request, ImportDesk const& desk, Upload const& upload) {
    if (upload.is_under_way())
        throw Error(ErrorCode::conflict, "This file is being read. Wait until that is done.");
    desk.context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (!discard_upload(tx, upload)) somebody_was_faster();
    });
    remove_files(desk, upload.uuid);
    return http::redirect(localized(request.language, "/register/import"), see_other);
}

} // namespace

void show_upload_form(views::Data& data, ImportDesk const& desk, Presenter const& presenter,
                      Request const& request) {
    if (!accounts::may(request.viewer, Permission::edit_record)) {
        data.show(request.viewer.is_signed_in() ? "MAY_NOT_UPLOAD" : "SIGN_IN_TO_UPLOAD");
        return;
    }
    constexpr std::uint64_t megabyte = 1024UL * 1024;
    views::Data form = data.add("UPLOAD");
    form.set("UPLOAD_URL", localized(presenter.language(), "/register/import"));
    std::string const megabytes =
        presenter.number(static_cast<std::int64_t>((desk.most_bytes + megabyte - 1) / megabyte));
    form.set("SIZE_HINT",
             views::fill(presenter.text("CSV or XLSX, at most {megabytes} MB"), {{"megabytes", megabytes}}));
    std::vector<views::Choice> kinds;
    for (std::string_view const name : template_nouns())
        kinds.push_back({std::string(name), presenter.text(find_noun(name)->label), name == "partnership"});
    for (Adapter const& adapter : adapters())
        kinds.push_back({std::string(adapter.name),
                         views::fill(presenter.text("As published: {title}"), {{"title", adapter.title}})});
    views::add_select(form.add("KIND_FIELD"), {.name = "kind", .label = presenter.text("What is in it")},
                      kinds);
    auto const [names, uploads] = desk.context.store.read([&](store::ReadTransaction& tx) {
        return std::pair(mapping_names(tx),
                         recent_uploads(tx, is_moderator(request)
                                                ? std::nullopt
                                                : std::optional(request.viewer.account_id)));
    });
    if (!names.empty()) {
        std::vector<views::Choice> choices{{"", presenter.text("None: find out by the headings"), true}};
        for (std::string const& name : names)
            choices.push_back({name, name});
        views::add_select(form.add("MAPPING_FIELD"),
                          {.name = "mapping", .label = presenter.text("Columns kept under a name")}, choices);
    }
    views::add_text(
        form.add("SOURCE_FIELD"),
        {.name = "source_title", .label = presenter.text("Title of the source"), .max_length = 300});
    views::add_text(
        form.add("SOURCE_FIELD"),
        {.name = "source_url", .label = presenter.text("Its web address"), .type = "url", .max_length = 500});
    views::add_text(form.add("SOURCE_FIELD"), {.name = "license",
                                               .label = presenter.text("License"),
                                               .hint = presenter.text("Such as CC0-1.0 or CC-BY-4.0"),
                                               .max_length = 100});
    views::add_text(form.add("SOURCE_FIELD"),
                    {.name = "as_of",
                     .label = presenter.text("From when it is"),
                     .hint = presenter.text("As far as known: 2026, 2026-05 or 2026-05-12"),
                     .max_length = 10});
    if (is_moderator(request))
        form.add("TO_QUEUE").set("QUEUE_URL", localized(presenter.language(), "/register/import/queue"));
    if (uploads.empty()) return;
    views::Data list = data.add("UPLOADS");
    for (Upload const& upload : uploads) {
        views::Data line = list.add("UPLOADED");
        line.set("URL", localized(presenter.language(), address_of(upload)));
        line.set("FILE_NAME", upload.file_name);
        line.set("KIND", kind_label(presenter, upload.kind));
        line.set("AUTHOR", upload.author);
        line.set("AT", upload.uploaded_at);
        line.set("ON", views::timestamp(presenter.language(), upload.uploaded_at));
        line.set("STATE", state_label(presenter, upload.state));
    }
}

Response receive_upload(Request const& request, ImportDesk const& desk) {
    http::FileForm const form = http::parse_file_form(request);
    Upload upload;
    upload.kind = form.fields.find("kind").value_or("");
    bool const is_noun = std::ranges::find(template_nouns(), upload.kind) != template_nouns().end();
    if (!is_noun && find_adapter(upload.kind) == nullptr)
        throw Error(ErrorCode::bad_request, "Say what is in the file.");
    if (form.file.empty()) throw Error(ErrorCode::unprocessable, "Choose a file that is not empty.");
    if (form.file.size() > desk.most_bytes)
        throw Error(ErrorCode::too_large, "This file is too large to be brought in here. Divide it.");
    check_kind_of_file(form);
    upload.account_id = request.viewer.account_id;
    upload.author = accounts::author_of(request.viewer).name;
    upload.file_name = shown_name(form.file_name);
    upload.source_title = typed_text(form.fields, "source_title");
    upload.source_url = typed_text(form.fields, "source_url");
    upload.license = typed_text(form.fields, "license");
    upload.as_of = typed_text(form.fields, "as_of");
    if (upload.source_title.empty() && is_noun &&
        !(upload.source_url.empty() && upload.license.empty() && upload.as_of.empty()))
        throw Error(ErrorCode::unprocessable, "Name the source as well: where does the file come from?");
    take_in(desk, upload, form.file);
    if (is_noun) {
        read_columns(desk, upload, mapping_called(desk, typed_text(form.fields, "mapping")));
        if (upload.columns.size() > most_columns) {
            upload.state = State::failed;
            upload.problem = "this table has more than 150 columns; keep those that matter";
        }
        desk.context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            save_form(tx, upload);
            save_columns(tx, upload);
            save_state(tx, upload);
        });
    }
    if (upload.state == State::checking) start(desk, accounts::author_of(request.viewer), upload);
    return lead_to(request, upload);
}

Response upload_page(Request const& request, ImportDesk const& desk) {
    allow_parameters(request, {});
    return show_upload(request, desk, find(desk, request), {}, ok);
}

Response act_on_upload(Request const& request, ImportDesk const& desk) {
    http::Query const sent = http::parse_form(request);
    Upload upload = find(desk, request);
    std::string_view const act = sent.find("act").value_or("");
    if (act == "columns") return take_columns(request, desk, std::move(upload), sent);
    if (act == "apply") return apply(request, desk, std::move(upload));
    if (act == "discard") return discard(request, desk, upload);
    throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
}

Response upload_report(Request const& request, ImportDesk const& desk) {
    allow_parameters(request, {});
    Upload const upload = find(desk, request);
    if (request.format == http::Format::html) return lead_to(request, upload);
    bool const has_report = upload.state == State::checked || upload.state == State::applied;
    if (!has_report) throw Error(ErrorCode::not_found, "There is no report of this file yet.");
    Response response;
    response.body = http::FileBody{desk.report(upload)};
    response.with("Content-Type", "text/csv; charset=utf-8")
        .with("Content-Disposition", "attachment; filename=\"import-report.csv\"")
        .with("Cache-Control", "private, no-store");
    return response;
}

} // namespace legation::registry
