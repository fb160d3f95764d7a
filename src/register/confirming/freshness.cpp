#include "register/confirming/freshness.hpp"

#include "accounts/audit/audit_log.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/jobs/maintenance.hpp"
#include "kernel/mail/letter.hpp"
#include "kernel/mail/outbox.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/editing/edit.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/nouns.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;
using records::RecordType;
using Kind = mail::Block::Kind;

store::Author const author{"yearly letters"};

/// UTC: in the morning of the Americas.
constexpr std::chrono::hours time_of_day{13};
constexpr std::chrono::days a_year{365};

/// A form has at most 200 fields (kernel/http/request.cpp).
constexpr std::size_t most_on_a_form = 150;

/// What holds of an actor, and where one says that it is over.
struct Holding {
    std::string_view type, end_field, condition;
};
constexpr std::array holdings{
    Holding{"actor", "", "id = :actor"},
    Holding{"international_office", "", "actor_id = :actor"},
    Holding{
        "partnership", "status",
        "id IN (SELECT partnership_id FROM partnership_parties WHERE actor_id = :actor AND is_hidden = 0) "
        "AND status NOT IN ('expired', 'terminated')"},
    Holding{"membership", "until", "member_id = :actor AND until IS NULL"},
    Holding{"presence", "until", "actor_id = :actor AND until IS NULL"},
    Holding{"commitment", "", "actor_id = :actor"},
    Holding{"person", "until", "actor_id = :actor AND until IS NULL"},
};

/// `membership 12 2026-11-22T…`: which record is ticked, and what it said when it was looked at.
std::string ticket_of(Statement const& statement) {
    return fmt::format("{} {} {}", statement.type->name, statement.record_id, statement.last_change);
}

/// What stands on the page already: who acts for several sides of a record finds it once.
using Listed = std::set<std::pair<std::string_view, std::int64_t>>;

void show_asked(views::Data& data, store::ReadTransaction& tx, Presenter const& presenter,
                std::vector<std::int64_t> const& own, Listed& listed) {
    for (ConfirmationRequest const& asked : open_requests_to(tx, own)) {
        RecordType const* type = find_noun(asked.record_type);
        if (type == nullptr) continue;
        Cell const page = page_of_record(tx, presenter, *type, asked.record_id);
        if (page.path.empty() || !listed.emplace(type->name, asked.record_id).second) continue;
        views::Data line = data.add("ASKED");
        line.set("TEXT", page.text);
        line.set("URL", localized(presenter.language(), page.path + "/confirm"));
        line.set("WHO_ASKS", presenter.actor(asked.for_actor_id).text);
        line.set("ASKED_ON", presenter.date(asked.asked_at.substr(0, 10)));
    }
    if (listed.empty()) data.show("NOTHING_ASKED");
}

void show_statement(views::Data line, Presenter const& presenter, Statement const& statement,
                    std::string const& element_id) {
    http::Language const language = presenter.language();
    line.set("TICKET", ticket_of(statement));
    line.set("ELEMENT_ID", element_id);
    line.set("TEXT", statement.page.text);
    line.set("NOUN", presenter.text(statement.type->label));
    line.set("URL", localized(language, statement.page.path));
    line.set("CHANGE_URL", localized(language, statement.page.path + "/edit"));
    if (!statement.end_field.empty())
        line.add("CAN_END").set("END_URL",
                                localized(language, statement.page.path + "/edit#" + statement.end_field));
    if (statement.confirmed_at.empty())
        line.show("NEVER");
    else
        line.add(statement.confirmed_at < statement.last_change ? "BEFORE_CHANGE" : "SINCE_CHANGE")
            .set("CONFIRMED_ON", presenter.date(statement.confirmed_at.substr(0, 10)));
    line.set_shown("QUIET", statement.page.note);
}

/// The governments with members, and when they were asked last: at first, when their first member joined.
std::vector<std::int64_t> due_governments(store::ReadTransaction& tx, Roster const& roster, Timestamp now) {
    auto due = tx.values<std::int64_t>(
        "SELECT m.actor_id FROM actor_members m LEFT JOIN yearly_letters y ON y.actor_id = m.actor_id GROUP "
        "BY "
        "m.actor_id HAVING COALESCE(MAX(y.sent_at), MIN(m.since)) <= :due ORDER BY m.actor_id",
        to_text(now - a_year));
    std::erase_if(due, [&](std::int64_t actor) {
        RosterEntry const* entry = roster.by_id(actor);
        return entry == nullptr || !entry->is_government;
    });
    return due;
}

mail::Letter yearly_letter(views::Layout const& layout, Presenter const& presenter, std::int64_t actor,
                           std::size_t statements) {
    auto const say = [&](std::string_view english) {
        return views::fill(presenter.text(english),
                           {{"name", presenter.actor(actor).text},
                            {"site", layout.site().name},
                            {"n", presenter.number(static_cast<std::int64_t>(statements))}});
    };
    mail::Letter letter;
    letter.language = presenter.language();
    letter.subject = say(tr_noop("Is this still true of {name}?"));
    letter.blocks = {
        {Kind::paragraph,
         say(tr_noop(
             "Once a year we ask whether what {site} says of {name} is still true: {n} records, all on "
             "one page. Untick what is not, and press one button.")),
         {}},
        {Kind::button, say(tr_noop("Look at everything")),
         layout.site().public_url + views::path(presenter.language(), "/account/confirmations")}};
    letter.reason = say(tr_noop("You get this once a year because you keep the records of {name}."));
    return letter;
}

} // namespace

std::vector<Statement> statements_of(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::int64_t actor) {
    std::vector<Statement> statements;
    for (Holding const& holding : holdings) {
        RecordType const& type = *find_noun(holding.type);
        for (std::int64_t const id :
             tx.values<std::int64_t>(fmt::format("SELECT id FROM {} WHERE {} AND {} ORDER BY id LIMIT 500",
                                                 type.table, records::visible_condition, holding.condition),
                                     actor)) {
            Statement statement{&type, id, page_of_record(tx, presenter, type, id),
                                {},    {}, std::string(holding.end_field)};
            if (statement.page.path.empty()) continue;
            statement.last_change = last_change_of(tx, type, *records::load(tx, type, id));
            for (Confirmation const& one : confirmations_of(tx, type, id))
                if (one.actor_id == actor) statement.confirmed_at = one.confirmed_at;
            if (type.name == "partnership")
                statement.page.note =
                    presenter.status_of(static_cast<Partnership const&>(*records::load(tx, type, id))).note;
            statements.push_back(std::move(statement));
        }
    }
    std::ranges::stable_sort(statements, std::ranges::less(), &Statement::confirmed_at);
    return statements;
}

Response confirmations_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {"done"});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const own = accounts::actors_of(request.viewer);
    views::Data data;
    if (auto const done = request.query.find("done"))
        data.add("DONE").set("DONE_WORDS", presenter.texts().plural(request.language, "{n} record confirmed.",
                                                                    "{n} records confirmed.",
                                                                    whole_number(*done).value_or(0)));
    data.set("CONFIRM_URL", localized(request.language, "/account/confirmations"));
    context.store.read([&](store::ReadTransaction& tx) {
        Listed listed;
        show_asked(data, tx, presenter, own, listed);
        bool has_statement = false;
        std::size_t shown = 0, rest = 0;
        views::Data form;
        for (std::int64_t const actor : own) {
            auto statements = statements_of(tx, presenter, actor);
            std::erase_if(statements, [&listed](Statement const& statement) {
                return !listed.emplace(statement.type->name, statement.record_id).second;
            });
            if (statements.empty()) continue;
            if (!has_statement) form = data.add("STATEMENTS");
            has_statement = true;
            views::Data part = form.add("OWNER");
            part.set("OWNER_NAME", presenter.actor(actor).text);
            for (std::size_t i = 0; i < statements.size(); ++i) {
                if (++shown > most_on_a_form) {
                    rest += statements.size() - i;
                    break;
                }
                show_statement(part.add("STATEMENT"), presenter, statements[i],
                               fmt::format("still-{}-{}", actor, i));
            }
        }
        // What is confirmed comes last, so that the next page begins where this one ended.
        if (rest > 0) form.add("REST").set("REST_COUNT", presenter.number(static_cast<std::int64_t>(rest)));
    });
    views::PageInfo info;
    info.title = presenter.text("To confirm");
    return context.layout.page(request, info, "register/confirmations.tpl", std::move(data));
}

Response confirm_ticked(Request const& request, Context const& context) {
    auto const form = http::parse_form(request);
    auto const own = accounts::actors_of(request.viewer);
    std::int64_t const done =
        context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            std::int64_t count = 0;
            for (auto const& [name, ticket] : form.pairs()) {
                if (name != "still") continue;
                std::size_t const first = ticket.find(' '), last = ticket.rfind(' ');
                if (first == last) throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
                RecordType const* type = find_noun(ticket.substr(0, first));
                auto const id = whole_number(ticket.substr(first + 1, last - first - 1));
                auto const record = type == nullptr || !id ? nullptr : records::load(tx, *type, *id);
                // What was changed or removed since the page was opened is not what they looked at.
                if (!record || record->is_hidden ||
                    last_change_of(tx, *type, *record) != ticket.substr(last + 1))
                    continue;
                bool is_own = false;
                for (std::int64_t const owner : owners_of(tx, *type, *record)) {
                    if (std::ranges::find(own, owner) == own.end()) continue;
                    confirm(tx, *type, *record,
                            {owner, request.viewer.account_id, request.viewer.name, {}, {}});
                    is_own = true;
                }
                count += is_own ? 1 : 0;
            }
            if (count > 0)
                accounts::audit(tx, {.action = "confirm records",
                                     .account_id = request.viewer.account_id,
                                     .client = request.client,
                                     .request_id = request.id,
                                     .detail = fmt::format("{} records", count)});
            return count;
        });
    constexpr int see_other = 303;
    return http::redirect(localized(request.language, fmt::format("/account/confirmations?done={}", done)),
                          see_other);
}

void schedule_yearly_letters(store::WriteTransaction& tx) {
    jobs::schedule_daily(tx, yearly_letter_kind, time_of_day);
}

std::int64_t write_yearly_letters(Context const& context) {
    context.pictures.refresh();
    auto const picture = context.pictures.current();
    Timestamp const now = context.store.now();
    auto const due = context.store.read(
        [&](store::ReadTransaction& tx) { return due_governments(tx, *picture->roster, now); });
    for (std::int64_t const actor : due)
        context.store.write(author, [&](store::WriteTransaction& tx) {
            for (Mailbox const& mailbox : mailboxes_of(tx, actor)) {
                Presenter const presenter(context, mailbox.language, *picture);
                mail::Letter letter = yearly_letter(context.layout, presenter, actor,
                                                    statements_of(tx, presenter, actor).size());
                letter.to = mailbox.address;
                mail::enqueue(tx, mail::compose(context.layout, letter));
            }
            // With the letters, so that nobody is asked twice in a year.
            tx.execute("DELETE FROM yearly_letters WHERE actor_id = :actor", actor);
            tx.execute("INSERT INTO yearly_letters (actor_id, sent_at) VALUES (:actor, :now)", actor,
                       to_text(tx.now()));
        });
    return static_cast<std::int64_t>(due.size());
}

jobs::JobHandler yearly_letter_handler(Context const& context) {
    return [&context](jobs::Job const&) {
        context.store.write(author, [](store::WriteTransaction& tx) { schedule_yearly_letters(tx); });
        write_yearly_letters(context);
    };
}

} // namespace legation::registry
