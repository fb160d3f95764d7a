#include "register/erasing/erase_pages.hpp"

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
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/record_views.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t longest_reason = 300;
constexpr std::size_t most_listed = 500;

/// What the form holds, and what is wrong with it.
struct EraseForm {
    std::string name, reason;
    std::set<std::string> elsewhere = {}; ///< other records that are to lose the name, by `value_of`
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

/// How the form names another record: `activity-12`.
std::string value_of(NamedElsewhere const& record) {
    return fmt::format("{}-{}", record.record_type, record.record_id);
}

/// What the record is called, and its page; says nothing of what the reader may not see.
Cell named_record(store::ReadTransaction& tx, Presenter const& presenter, NamedElsewhere const& named) {
    if (named.record_type == "actor") return presenter.reference(tx, named.record_type, named.record_id);
    for (RecordPage const& page : record_pages()) {
        records::RecordType const& type = *find_noun(page.table);
        if (type.name != named.record_type) continue;
        auto const name = tx.value<std::string>(
            fmt::format("SELECT {} FROM {} WHERE id = :id", type.key == "slug" ? "slug" : "uuid", type.table),
            named.record_id);
        auto const view = page.gather(tx, presenter, name.value_or(""));
        if (view) return Cell{view->title, view->path};
    }
    return {};
}

/// Other records that name the person, also those that whoever erases may not read: they may choose them.
std::vector<NamedElsewhere> find_elsewhere(ErasingDesk const& desk, PersonToErase const& person) {
    return desk.imports.context.store.read(
        [&](store::ReadTransaction& tx) { return named_elsewhere(tx, person.traces, person.records); });
}

void show_elsewhere(views::Data& data, Context const& context, Presenter const& presenter,
                    std::vector<NamedElsewhere> const& all, std::set<std::string> const* chosen) {
    if (all.empty()) return;
    views::Data part = data.add("ELSEWHERE");
    part.show(chosen == nullptr ? "AFTERWARDS" : "BEFOREHAND");
    context.store.read([&](store::ReadTransaction& tx) {
        for (std::size_t i = 0; i < std::min(all.size(), most_listed); ++i) {
            Cell const record = named_record(tx, presenter, all[i]);
            views::Data line = part.add("NAMED_IN");
            std::string const name = record.text.empty()
                                         ? presenter.text(tr_noop("A record without a page for you"))
                                         : record.text;
            line.set("RECORD_NAME", name);
            line.set("NOUN", presenter.text(find_noun(all[i].record_type)->label));
            if (!record.path.empty())
                line.set_shown("RECORD_URL", localized(presenter.language(), record.path));
            line.show(all[i].is_now ? "NOW" : "BEFORE");
            if (all[i].is_namesake) line.show("BY_ITSELF");
            if (chosen == nullptr || all[i].is_namesake) continue;
            views::Data choice = line.add("CHOICE");
            choice.set("VALUE", value_of(all[i]));
            choice.set("CHOICE_NAME", name);
            if (chosen->contains(value_of(all[i]))) choice.show("CHOSEN");
        }
    });
    if (all.size() > most_listed)
        part.set_shown("MORE", presenter.number(static_cast<std::int64_t>(all.size() - most_listed)));
}

Response show_form(Request const& request, Context const& context, Presenter const& presenter,
                   EditSubject const& subject, EraseForm const& form,
                   std::vector<NamedElsewhere> const& elsewhere) {
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
    show_elsewhere(part, context, presenter, elsewhere, &form.elsewhere);
    constexpr int ok = 200, unprocessable = 422;
    return context.layout.page(request, page_info(presenter, presenter.text(tr_noop("Erase a person"))),
                               "register/erase.tpl", std::move(data), form.is_right() ? ok : unprocessable);
}

EraseForm read_form(Request const& request, Presenter const& presenter, EditSubject const& subject) {
    http::Query const sent = http::parse_form(request);
    EraseForm form{typed_text(sent, "erase_name"), typed_text(sent, "erase_reason")};
    for (auto const& [name, value] : sent.pairs())
        if (name == "erase_elsewhere") form.elsewhere.insert(value);
    if (form.name != subject.title)
        form.name_problem = presenter.text(tr_noop("This is not the name of this person."));
    if (form.reason.empty() || form.reason.size() > longest_reason)
        form.reason_problem = presenter.text(tr_noop("Say why in at most 300 characters."));
    else if (names_person(form.reason, subject.title))
        form.reason_problem = presenter.text(tr_noop("Leave the name out: the audit log is never erased."));
    return form;
}

Response show_done(Request const& request, Context const& context, Presenter const& presenter,
                   EditSubject const& subject, PersonErased const& erased,
                   std::vector<NamedElsewhere> const& elsewhere, bool is_log_empty) {
    views::Data data;
    views::Data part = data.add("DONE");
    part.set("RECORDS", presenter.number(erased.records));
    part.set("SUGGESTIONS", presenter.number(erased.suggestions));
    part.set("WAITING_ROWS", presenter.number(erased.waiting_rows));
    part.set("LETTERS", presenter.number(erased.letters));
    part.set("FILES", presenter.number(static_cast<std::int64_t>(erased.uploads.size())));
    part.set("OTHER_RECORDS", presenter.number(erased.elsewhere));
    part.set("HISTORY_URL", localized(request.language, subject.path + "/history"));
    if (!is_log_empty) part.show("LOG_WAITS");
    show_elsewhere(part, context, presenter, elsewhere, nullptr);
    return context.layout.page(request, page_info(presenter, presenter.text(tr_noop("Erased"))),
                               "register/erase.tpl", std::move(data));
}

PersonToErase find_person(ErasingDesk const& desk, EditSubject const& subject) {
    return desk.imports.context.store.read(
        [&](store::ReadTransaction& tx) { return person_to_erase(tx, subject.record->id); });
}

Response erase_page(Request const& request, Context const& context, ErasingDesk const& desk) {
    allow_parameters(request, {});
    if (auto again = accounts::ask_again(request, desk.accounts, request.path)) return *again;
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = subject_of(context, *picture, presenter, path_of_record(request));
    return show_form(request, context, presenter, subject, {},
                     find_elsewhere(desk, find_person(desk, subject)));
}

Response erase(Request const& request, Context const& context, ErasingDesk const& desk) {
    if (auto again = accounts::ask_again(request, desk.accounts, request.path)) return *again;
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = subject_of(context, *picture, presenter, path_of_record(request));
    PersonToErase const person = find_person(desk, subject);
    std::vector<NamedElsewhere> chosen = find_elsewhere(desk, person);
    EraseForm const form = read_form(request, presenter, subject);
    if (!form.is_right()) return show_form(request, context, presenter, subject, form, chosen);

    std::erase_if(chosen, [&](NamedElsewhere const& record) {
        return record.is_namesake || !form.elsewhere.contains(value_of(record));
    });
    accounts::Event const event{.action = {},
                                .account_id = request.viewer.account_id,
                                .client = request.client,
                                .request_id = request.id,
                                .detail = form.reason};
    auto const erased =
        context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            PersonErased done = erase_person(tx, subject.record->id, chosen);
            audit_erasing(tx, event, subject.record->id, chosen);
            return done;
        });
    for (std::string const& upload : erased.uploads)
        remove_files(desk.imports, upload);
    desk.imports.context.pictures.refresh();
    bool const is_log_empty = store::empty_log(desk.database);
    return show_done(request, context, presenter, subject, erased, find_elsewhere(desk, person),
                     is_log_empty);
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
