#include "register/erasing/erase_pages.hpp"

#include "accounts/audit/audit_log.hpp"
#include "accounts/policy.hpp"
#include "accounts/sensitive.hpp"
#include "kernel/error.hpp"
#include "kernel/store/empty_log.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/tr.hpp"
#include "register/editing/subject.hpp"
#include "register/editing/typed_text.hpp"
#include "register/erasing/erase_person.hpp"
#include "register/lens/answer_through_lens.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t longest_reason = 300;
constexpr std::size_t most_listed = 50;

/// What the form holds, and what is wrong with it.
struct EraseForm {
    std::string name, reason;
    std::string name_problem = {}, reason_problem = {};

    bool is_right() const { return name_problem.empty() && reason_problem.empty(); }
};

std::string path_of_record(Request const& request) {
    return request.path.substr(0, request.path.rfind('/'));
}

views::PageInfo page_info(Presenter const& presenter, std::string title) {
    views::PageInfo info;
    info.section = "register";
    info.breadcrumbs = {{presenter.text("Register"), "/register"}, {title, {}}};
    info.title = std::move(title);
    return info;
}

/// Other records that name the person: erasing leaves them, so whoever erases should know.
void show_elsewhere(views::Data& data, store::ReadTransaction& tx, Presenter const& presenter,
                    std::int64_t person, std::string_view name) {
    auto const all = named_elsewhere(tx, person, name);
    if (all.empty()) return;
    views::Data part = data.add("ELSEWHERE");
    part.set("PERSON", name);
    for (std::size_t i = 0; i < std::min(all.size(), most_listed); ++i) {
        Cell const record = presenter.reference(tx, all[i].record_type, all[i].record_id);
        views::Data line = part.add("NAMED_IN");
        line.set("RECORD_NAME",
                 record.text.empty() ? presenter.text(tr_noop("A hidden record")) : record.text);
        if (!record.path.empty()) line.set_shown("RECORD_URL", localized(presenter.language(), record.path));
        line.show(all[i].is_now ? "NOW" : "BEFORE");
    }
    if (all.size() > most_listed)
        part.set_shown("MORE", presenter.number(static_cast<std::int64_t>(all.size() - most_listed)));
}

Response show_form(Request const& request, Context const& context, Presenter const& presenter,
                   EditSubject const& subject, EraseForm const& form) {
    views::Data data;
    views::Data part = data.add("FORM");
    part.set("SUBJECT", subject.title);
    part.set("ERASE_URL", localized(request.language, subject.path + "/erase"));
    part.set("RECORD_URL", localized(request.language, subject.path));
    std::vector<views::FieldView> const fields{
        {.name = "erase_name",
         .label = presenter.text(tr_noop("Type the name of the person")),
         .hint = views::fill(presenter.text(tr_noop("Exactly as it stands here: {name}")),
                             {{"name", subject.title}}),
         .error = form.name_problem,
         .value = form.name,
         .is_required = true,
         .autocomplete = "off",
         .max_length = 300},
        {.name = "erase_reason",
         .label = presenter.text(tr_noop("Why")),
         .hint = presenter.text(tr_noop(
             "For the audit log alone. Do not name the person: “Asked for it in a letter of May 3”.")),
         .error = form.reason_problem,
         .value = form.reason,
         .is_required = true,
         .max_length = longest_reason}};
    for (views::FieldView const& field : fields)
        views::add_text(part.add("FIELD"), field);
    views::add_error_summary(part, fields);
    context.store.read([&](store::ReadTransaction& tx) {
        show_elsewhere(part, tx, presenter, subject.record->id, subject.title);
    });
    constexpr int ok = 200, unprocessable = 422;
    return context.layout.page(request, page_info(presenter, presenter.text(tr_noop("Erase a person"))),
                               "register/erase.tpl", std::move(data), form.is_right() ? ok : unprocessable);
}

EraseForm read_form(Request const& request, Presenter const& presenter, EditSubject const& subject) {
    http::Query const sent = http::parse_form(request);
    EraseForm form{typed_text(sent, "erase_name"), typed_text(sent, "erase_reason")};
    if (form.name != subject.title)
        form.name_problem = presenter.text(tr_noop("This is not the name of this person."));
    if (form.reason.empty() || form.reason.size() > longest_reason)
        form.reason_problem = presenter.text(tr_noop("Say why in at most 300 characters."));
    else if (names_person(form.reason, subject.title))
        form.reason_problem = presenter.text(tr_noop("Leave the name out: the audit log is never erased."));
    return form;
}

Response show_done(Request const& request, Context const& context, Presenter const& presenter,
                   EditSubject const& subject, PersonErased const& erased, bool is_log_empty) {
    views::Data data;
    views::Data part = data.add("DONE");
    part.set("RECORDS", presenter.number(erased.records));
    part.set("SUGGESTIONS", presenter.number(erased.suggestions));
    part.set("WAITING_ROWS", presenter.number(erased.waiting_rows));
    part.set("LETTERS", presenter.number(erased.letters));
    part.set("FILES", presenter.number(static_cast<std::int64_t>(erased.uploads.size())));
    part.set("HISTORY_URL", localized(request.language, subject.path + "/history"));
    if (!is_log_empty) part.show("LOG_WAITS");
    // The name is in this answer alone: to mend what names the person elsewhere, it must be known.
    context.store.read([&](store::ReadTransaction& tx) {
        show_elsewhere(part, tx, presenter, subject.record->id, subject.title);
    });
    return context.layout.page(request, page_info(presenter, presenter.text(tr_noop("Erased"))),
                               "register/erase.tpl", std::move(data));
}

Response erase_page(Request const& request, Context const& context, ErasingDesk const& desk) {
    allow_parameters(request, {});
    if (auto again = accounts::ask_again(request, desk.accounts, request.path)) return *again;
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = subject_of(context, *picture, presenter, path_of_record(request));
    return show_form(request, context, presenter, subject, {});
}

Response erase(Request const& request, Context const& context, ErasingDesk const& desk) {
    if (auto again = accounts::ask_again(request, desk.accounts, request.path)) return *again;
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = subject_of(context, *picture, presenter, path_of_record(request));
    EraseForm const form = read_form(request, presenter, subject);
    if (!form.is_right()) return show_form(request, context, presenter, subject, form);

    auto const erased =
        context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            PersonErased done = erase_person(tx, subject.record->id);
            accounts::audit(tx, {.action = "erase record",
                                 .account_id = request.viewer.account_id,
                                 .client = request.client,
                                 .request_id = request.id,
                                 .subject = fmt::format("person {}", subject.record->id),
                                 .detail = form.reason});
            return done;
        });
    for (std::string const& upload : erased.uploads)
        remove_files(desk.imports, upload);
    desk.imports.context.pictures.refresh();
    bool const is_log_empty = store::empty_log(desk.database);
    return show_done(request, context, presenter, subject, erased, is_log_empty);
}

} // namespace

std::vector<http::Route> erasing_routes(ErasingDesk const& desk, Lenses& lenses) {
    using ErasePage = Response (*)(Request const&, Context const&, ErasingDesk const&);
    std::vector<http::Route> all;
    auto const add = [&](http::Method method, ErasePage page) {
        all.push_back(
            {method, "/register/people/{name:slug}/erase",
             accounts::route_policy(accounts::Permission::erase_record),
             [page, desk, &lenses](Request const& request) {
                 return answer_through_lens(
                     request, desk.imports.context, lenses,
                     [&](Request const& asked, Context const& context) { return page(asked, context, desk); },
                     false);
             }});
    };
    add(http::Method::get, erase_page);
    add(http::Method::post, erase);
    return all;
}

} // namespace legation::registry
