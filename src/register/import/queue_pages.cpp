#include "register/import/queue_pages.hpp"

#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/pagination.hpp"
#include "register/editing/typed_text.hpp"
#include "register/import/import_queue.hpp"
#include "register/import/reason_words.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

constexpr int ok = 200, see_other = 303, unprocessable = 422;
constexpr std::size_t candidates_shown = 5;
constexpr std::string_view queue_path = "/register/import/queue";
/// What may be chosen for a row beside a candidate's slug.
constexpr std::string_view other_choice = "other", new_choice = "new", skip_choice = "skip",
                           again_choice = "again";

struct RowState {
    std::string_view code, label;
};
constexpr std::array row_states{
    RowState{"waiting", tr_noop("Waiting")},
    RowState{"skipped", tr_noop("Left out")},
    RowState{"applied", tr_noop("Decided and stored")},
};

RowFilter filter_of(Request const& request) {
    RowFilter filter;
    if (auto const state = request.query.find("state"); state && !state->empty()) filter.state = *state;
    filter.noun = request.query.find("noun").value_or("");
    filter.doubt = request.query.find("doubt").value_or("");
    auto const run = request.query.find("import").value_or("");
    filter.run = whole_number(run).value_or(0);
    bool const is_known =
        std::ranges::any_of(row_states, [&](auto const& one) { return one.code == filter.state; }) &&
        (filter.noun.empty() || find_noun(filter.noun) != nullptr) &&
        (filter.doubt.empty() ||
         std::ranges::any_of(doubts(), [&](auto const& one) { return one.code == filter.doubt; })) &&
        (run.empty() || filter.run != 0);
    if (!is_known) throw Error(ErrorCode::bad_request, "There is no such state, import, kind or question.");
    return filter;
}

std::string address_of(RowFilter const& filter) {
    std::string address = fmt::format("{}?state={}", queue_path, filter.state);
    if (filter.run != 0) address += fmt::format("&import={}", filter.run);
    if (!filter.noun.empty()) address += "&noun=" + filter.noun;
    if (!filter.doubt.empty()) address += "&doubt=" + filter.doubt;
    return address;
}

void show_select(views::Data& data, Presenter const& presenter, std::string_view name, std::string label,
                 std::vector<RowCount> const& counts, std::string const& chosen) {
    std::vector<views::Choice> choices{{"", presenter.text("Any")}};
    for (RowCount const& count : counts)
        choices.push_back({count.value, count.label, count.value == chosen, presenter.number(count.count)});
    views::add_select(data.add("FACET"), {.name = std::string(name), .label = std::move(label)}, choices);
}

void show_filter(views::Data& data, Presenter const& presenter, RowFilter const& filter, RowCounts counts) {
    std::vector<views::Choice> states;
    states.reserve(row_states.size());
    for (RowState const& state : row_states)
        states.push_back({std::string(state.code), presenter.text(state.label), state.code == filter.state});
    views::add_select(data.add("FACET"), {.name = "state", .label = presenter.text("State")}, states);
    for (RowCount& count : counts.nouns)
        if (records::RecordType const* noun = find_noun(count.value))
            count.label = presenter.text(noun->label);
    for (RowCount& count : counts.doubts)
        for (Doubt const& doubt : doubts())
            if (doubt.code == count.value) count.label = presenter.text(doubt.label);
    show_select(data, presenter, "doubt", presenter.text("What is open"), counts.doubts, filter.doubt);
    show_select(data, presenter, "noun", presenter.text("Kind of record"), counts.nouns, filter.noun);
    show_select(data, presenter, "import", presenter.text("Import"), counts.runs,
                filter.run == 0 ? "" : std::to_string(filter.run));
}

/// What a row says, column by column.
void show_cells(views::Data& entry, Presenter const& presenter, QueuedRow const& row) {
    records::RecordType const& noun = *find_noun(row.noun);
    for (std::size_t i = 0; i < row.columns.size(); ++i) {
        if (row.cells[i].empty()) continue;
        views::Data cell = entry.add("CELL");
        auto const field = std::ranges::find_if(noun.fields, [&](records::Field const& one) {
            return records::public_name(one) == row.columns[i];
        });
        cell.set("LABEL", field == noun.fields.end() ? row.columns[i] : presenter.text(field->label));
        cell.set("VALUE", row.cells[i]);
    }
}

void show_choices(views::Data& entry, Presenter const& presenter, QueuedRow const& row) {
    std::size_t const open = open_question(row);
    if (open >= row.questions.size()) return;
    Question const& question = row.questions[open];
    views::Data ask = entry.add("QUESTION");
    ask.set("WRITTEN", question.written);
    ask.set("WHY", in_words(presenter, question.reason));
    for (std::size_t i = 0; i < std::min(question.candidates.size(), candidates_shown); ++i) {
        Candidate const& candidate = question.candidates[i];
        views::Data choice = ask.add("CANDIDATE");
        choice.set("CHOICE_ID", fmt::format("row-{}-{}", row.id, i));
        choice.set("SLUG", candidate.slug);
        choice.set("NAME", candidate.name);
        choice.set("URL", localized(presenter.language(), "/register/" + candidate.slug));
        choice.set("SCORE", presenter.number(std::lround(candidate.score)));
        choice.set("REASONS",
                   candidate.reasons.empty() ? "" : in_words(presenter, candidate.reasons.front()));
    }
    if (may_be_new(row)) ask.show("MAY_BE_NEW");
    if (open + 1 < row.questions.size()) ask.set_shown("NEXT", row.questions[open + 1].written);
}

void show_row(views::Data entry, Presenter const& presenter, DecidedRow const& decided) {
    QueuedRow const& row = decided.row;
    entry.set("ID", row.id);
    entry.set("NOUN", presenter.text(find_noun(row.noun)->label));
    entry.set("FILE", row.file_name.substr(row.file_name.find_last_of('/') + 1));
    entry.set("LINE", views::fill(presenter.text("line {number}"), {{"number", std::to_string(row.line)}}));
    entry.set("ROW", views::fill(presenter.text("row {number}"), {{"number", std::to_string(row.id)}}));
    show_cells(entry, presenter, row);
    if (row.status == "waiting") {
        show_choices(entry, presenter, row);
        return;
    }
    views::Data by = entry.add("DECIDED");
    by.set("BY", decided.decided_by);
    by.set("AT", decided.decided_at);
    by.set("ON", views::timestamp(presenter.language(), decided.decided_at));
    for (std::size_t i = 0; i < row.questions.size(); ++i) {
        if (row.answers[i].empty()) continue;
        views::Data answer = by.add("ANSWER");
        answer.set("WRITTEN", row.questions[i].written);
        bool const is_new = row.answers[i].starts_with(new_actor);
        std::string const slug = row.answers[i].substr(is_new ? new_actor.size() : 0);
        answer.set("SLUG", slug);
        answer.set("URL", localized(presenter.language(), "/register/" + slug));
    }
    if (row.status == "skipped") entry.show("MAY_ASK_AGAIN");
}

Response show_queue(Request const& request, ImportDesk const& desk, std::string const& problem, int status) {
    RowFilter const filter = filter_of(request);
    std::int64_t const number = page_number(request);
    auto const picture = desk.context.pictures.current();
    Presenter const presenter(desk.context, request.language, *picture);
    struct Seen {
        std::int64_t total, last;
        RowCounts counts;
        std::vector<DecidedRow> rows;
    };
    Seen const seen = desk.context.store.read([&](store::ReadTransaction& tx) {
        return Seen{count_rows(tx, filter), last_row(tx), count_choices(tx, filter.state),
                    find_rows(tx, filter, number)};
    });
    if (number > 1) refuse_past_end(request, number, seen.rows.empty());
    views::Data data;
    data.set_shown("PROBLEM", problem);
    data.set("TOTAL",
             views::fill(presenter.text("Rows: {count}"), {{"count", presenter.number(seen.total)}}));
    data.set("QUEUE_URL", localized(request.language, std::string(queue_path)));
    show_filter(data, presenter, filter, seen.counts);
    if (seen.rows.empty()) data.show("EMPTY");
    if (!seen.rows.empty()) {
        views::Data list = data.add("QUEUE");
        list.set("DECIDE_URL", localized(request.language, address_of(filter)));
        for (DecidedRow const& row : seen.rows)
            show_row(list.add("ENTRY"), presenter, row);
        if (filter.state != "applied") list.show("SAVE");
        if (filter.state == "waiting" && filter.is_narrowed()) {
            views::Data all = list.add("ALL");
            all.set("UP_TO", seen.last);
            std::string const count = presenter.number(seen.total);
            std::string const taken = presenter.number(std::min(seen.total, most_taken_at_once));
            all.set("HEADING",
                    views::fill(presenter.text("All {count} that this filter finds"), {{"count", count}}));
            all.set("TAKE_ALL", views::fill(presenter.text("Take the first proposal of the first {count}"),
                                            {{"count", taken}}));
            all.set("SKIP_ALL", views::fill(presenter.text("Leave all {count} out"), {{"count", count}}));
        }
    }
    std::int64_t const pages = (seen.total + rows_a_page - 1) / rows_a_page;
    views::add_pagination(data, request.language, number, pages, [&](std::int64_t n) {
        return localized(request.language, fmt::format("{}&page={}", address_of(filter), n));
    });
    views::PageInfo info;
    info.title = presenter.text("Rows that wait for a decision");
    info.section = "register";
    info.breadcrumbs = {{presenter.text("Bring your data"), "/register/import"}, {info.title, {}}};
    return desk.context.layout.page(request, info, "register/import-queue.tpl", std::move(data), status);
}

/// Decisions of one press: each row by itself, so that one which cannot be stored does not hold up the
/// others.
class Decisions {
  public:
    Decisions(Request const& request, ImportDesk const& desk)
        : desk_(desk), picture_(desk.context.pictures.current()),
          resolver_(queue_resolver(desk.context.store, *picture_->reconciler)),
          author_(accounts::author_of(request.viewer)),
          presenter_(desk.context, request.language, *picture_) {}

    void take(std::int64_t id, std::string const& slug) {
        attempt(id, [&] { accept_queued(desk_.context.store, resolver_, author_, id, slug); });
    }
    void skip(std::int64_t id) {
        attempt(id, [&] { skip_queued(desk_.context.store, author_, id); });
    }
    void make_new(std::int64_t id) {
        attempt(id, [&] { take_as_new(row(id)); });
    }
    void take_first(std::int64_t id) {
        attempt(id, [&] {
            QueuedRow const queued = row(id);
            std::size_t const open = open_question(queued);
            bool const has_candidate =
                open < queued.questions.size() && !queued.questions[open].candidates.empty();
            if (!has_candidate) throw Error(ErrorCode::unprocessable, "nothing is proposed for it");
            accept_queued(desk_.context.store, resolver_, author_, id,
                          queued.questions[open].candidates.front().slug);
        });
    }
    void ask_again(std::int64_t id) {
        desk_.context.store.write(author_,
                                  [&](store::WriteTransaction& tx) { ask_again_about(tx, std::array{id}); });
        ++decided_;
    }
    void skip_all(RowFilter const& filter, std::int64_t up_to) {
        decided_ += desk_.context.store.write(
            author_, [&](store::WriteTransaction& tx) { return skip_rows(tx, filter, up_to); });
    }

    std::int64_t decided() const { return decided_; }
    /// What stood in the way, or that nothing was chosen.
    std::string problem() const {
        if (!problems_.empty() || decided_ > 0) return problems_;
        return presenter_.text("Choose something for a row first.");
    }

  private:
    QueuedRow row(std::int64_t id) {
        auto found = desk_.context.store.read([&](store::ReadTransaction& tx) { return queued_row(tx, id); });
        // Decided meanwhile, perhaps together with another row of its line.
        if (!found || found->status != "waiting")
            throw Error(ErrorCode::conflict, "it does not wait any more");
        return std::move(*found);
    }

    void take_as_new(QueuedRow const& queued) {
        std::size_t const open = open_question(queued);
        if (open >= queued.questions.size()) return;
        accept_queued(desk_.context.store, resolver_, author_, queued.id,
                      std::string(new_actor) + slug_of(queued.questions[open].written));
    }

    void attempt(std::int64_t id, std::function<void()> const& decide) {
        try {
            decide();
            ++decided_;
        } catch (Error const& error) {
            if (http_status(error.code) >= 500) throw;
            constexpr std::size_t longest = 2'000;
            if (problems_.size() < longest)
                problems_ += fmt::format("{}{}: {}", problems_.empty() ? "" : " · ", id,
                                         in_words(presenter_, error.public_message));
        }
    }

    ImportDesk const& desk_;
    std::shared_ptr<Picture const> picture_;
    NameResolver resolver_;
    store::Author author_;
    Presenter presenter_;
    std::int64_t decided_ = 0;
    std::string problems_;
};

/// What was chosen on the page, row by row: `row-12=us-tx-paris`.
void decide_chosen(Decisions& decisions, http::Query const& sent) {
    constexpr std::string_view prefix = "row-";
    for (auto const& [name, choice] : sent.pairs()) {
        if (!name.starts_with(prefix) || choice.empty()) continue;
        auto const id = whole_number(std::string_view(name).substr(prefix.size()));
        if (!id) continue;
        if (choice == skip_choice)
            decisions.skip(*id);
        else if (choice == again_choice)
            decisions.ask_again(*id);
        else if (choice == new_choice)
            decisions.make_new(*id);
        else if (choice == other_choice)
            decisions.take(*id, typed_text(sent, fmt::format("other-{}", *id)));
        else
            decisions.take(*id, choice);
    }
}

} // namespace

Response import_queue_page(Request const& request, ImportDesk const& desk) {
    allow_parameters(request, {"state", "import", "noun", "doubt", "page"});
    return show_queue(request, desk, {}, ok);
}

Response decide_about_rows(Request const& request, ImportDesk const& desk) {
    allow_parameters(request, {"state", "import", "noun", "doubt", "page"});
    http::Query const sent = http::parse_form(request);
    RowFilter const filter = filter_of(request);
    std::string_view const act = sent.find("act").value_or("");
    Decisions decisions(request, desk);
    std::int64_t const up_to = whole_number(sent.find("up_to").value_or("")).value_or(0);
    bool const is_for_all = act == "skip_all" || act == "take_all";
    if (is_for_all && (!filter.is_narrowed() || filter.state != "waiting" || up_to == 0))
        throw Error(ErrorCode::bad_request, "Choose first which rows you mean.");
    if (act == "save") {
        decide_chosen(decisions, sent);
    } else if (act == "skip_all") {
        decisions.skip_all(filter, up_to);
    } else if (act == "take_all") {
        auto const ids = desk.context.store.read(
            [&](store::ReadTransaction& tx) { return waiting_ids(tx, filter, up_to, most_taken_at_once); });
        for (std::int64_t const id : ids)
            decisions.take_first(id);
    } else {
        throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
    }
    desk.context.pictures.refresh();
    std::string const problem = decisions.problem();
    if (!problem.empty()) return show_queue(request, desk, problem, unprocessable);
    return http::redirect(localized(request.language, address_of(filter)), see_other);
}

} // namespace legation::registry
