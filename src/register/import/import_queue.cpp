#include "register/import/import_queue.hpp"

#include "kernel/clock.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::registry {

namespace {

using store::Bound;
using store::ReadTransaction;
using store::WriteTransaction;

constexpr std::array known_doubts{
    Doubt{"several", tr_noop("The name may mean several")},
    Doubt{"unknown", tr_noop("Nothing has this name")},
    Doubt{"government", tr_noop("A place; has it a government?")},
    Doubt{"elsewhere", tr_noop("Of another kind, or elsewhere")},
    Doubt{"similar", tr_noop("The name is only similar")},
    Doubt{"area", tr_noop("The country or area is not known")},
    Doubt{"small", tr_noop("Nothing says where it is")},
    Doubt{"people", tr_noop("The population differs")},
    Doubt{"township", tr_noop("A township, or the place in it")},
    Doubt{"other", tr_noop("Something else")},
};

/// What a filter asks of `import_queue q`, with a value for each `:name` in it.
struct Condition {
    std::string sql = "q.status = :state";
    std::vector<Bound> values;
};

Condition condition_of(RowFilter const& filter) {
    Condition condition;
    condition.values.emplace_back(filter.state);
    if (filter.run != 0) {
        condition.sql += " AND q.run_id = :run";
        condition.values.emplace_back(filter.run);
    }
    if (!filter.noun.empty()) {
        condition.sql += " AND q.noun = :noun";
        condition.values.emplace_back(filter.noun);
    }
    if (!filter.doubt.empty()) {
        condition.sql +=
            " AND EXISTS (SELECT 1 FROM import_questions u WHERE u.queue_id = q.id AND u.doubt = :doubt)";
        condition.values.emplace_back(filter.doubt);
    }
    return condition;
}

std::vector<std::int64_t> ids(ReadTransaction& tx, std::string_view sql, std::span<Bound const> values) {
    static constexpr std::array types{store::ColumnType::integer};
    std::vector<std::int64_t> found;
    tx.query(sql, values, types, [&](store::Row const& row) { found.push_back(row.integer(0)); });
    return found;
}

} // namespace

std::span<Doubt const> doubts() {
    return known_doubts;
}

std::string_view doubt_in(std::string_view reason) {
    auto const is = [&](std::string_view words) { return reason == words; };
    auto const begins = [&](std::string_view words) { return reason.starts_with(words); };
    if (begins("it may also be ")) return "several";
    if (begins("nothing is called ")) return "unknown";
    if (reason.find("has a government of its own") != std::string_view::npos) return "government";
    if (begins("what bears the name is ")) return "elsewhere";
    if (begins("the name is only similar") || is("its name only begins so")) return "similar";
    if (is("the area named is not known") || is("the country named is not known") ||
        is("it seems to name several places"))
        return "area";
    if (begins("a small place")) return "small";
    if (is("the populations differ too much")) return "people";
    if (reason.ends_with("need not be the township")) return "township";
    return "other";
}

std::int64_t count_rows(ReadTransaction& tx, RowFilter const& filter) {
    Condition const condition = condition_of(filter);
    return ids(tx, fmt::format("SELECT COUNT(*) FROM import_queue q WHERE {}", condition.sql),
               condition.values)
        .front();
}

RowCounts count_choices(ReadTransaction& tx, std::string_view state) {
    RowCounts counts;
    for (auto& [run, file, started, count] : tx.rows<std::int64_t, std::string, std::string, std::int64_t>(
             "SELECT r.id, r.file_name, r.started_at, n.number FROM import_runs r JOIN (SELECT run_id, "
             "COUNT(*) "
             "AS number FROM import_queue WHERE status = :state GROUP BY run_id) n ON n.run_id = r.id ORDER "
             "BY "
             "r.id DESC LIMIT 100",
             state)) {
        constexpr std::size_t day = 10;
        std::string const name = file.substr(file.find_last_of('/') + 1);
        counts.runs.push_back(
            {std::to_string(run), fmt::format("{}, {}", name, started.substr(0, day)), count});
    }
    for (auto& [noun, count] : tx.rows<std::string, std::int64_t>(
             "SELECT noun, COUNT(*) FROM import_queue WHERE status = :state GROUP BY noun ORDER BY noun",
             state))
        counts.nouns.push_back({std::move(noun), {}, count});
    for (auto& [doubt, count] : tx.rows<std::string, std::int64_t>(
             "SELECT u.doubt, COUNT(DISTINCT u.queue_id) FROM import_questions u JOIN import_queue q ON q.id "
             "= "
             "u.queue_id WHERE q.status = :state GROUP BY u.doubt ORDER BY 2 DESC, 1",
             state))
        counts.doubts.push_back({std::move(doubt), {}, count});
    return counts;
}

std::vector<DecidedRow> find_rows(ReadTransaction& tx, RowFilter const& filter, std::int64_t page) {
    Condition condition = condition_of(filter);
    std::int64_t const before = (page - 1) * rows_a_page;
    condition.values.emplace_back(rows_a_page);
    condition.values.emplace_back(before);
    std::string_view const order = filter.state == "waiting" ? "q.id" : "q.decided_at DESC, q.id DESC";
    std::vector<DecidedRow> found;
    for (std::int64_t const id :
         ids(tx,
             fmt::format("SELECT q.id FROM import_queue q WHERE {} ORDER BY {} LIMIT :most OFFSET :before",
                         condition.sql, order),
             condition.values)) {
        auto const decided = tx.row<std::string, std::string>(
            "SELECT decided_by, decided_at FROM import_queue WHERE id = :id", id);
        found.push_back({*queued_row(tx, id), std::get<0>(*decided), std::get<1>(*decided)});
    }
    return found;
}

std::int64_t last_row(ReadTransaction& tx) {
    return tx.value<std::int64_t>("SELECT MAX(id) FROM import_queue").value_or(0);
}

std::vector<std::int64_t> waiting_ids(ReadTransaction& tx, RowFilter const& filter, std::int64_t up_to,
                                      std::int64_t most) {
    Condition condition = condition_of(filter);
    condition.values.emplace_back(up_to);
    condition.values.emplace_back(most);
    return ids(
        tx,
        fmt::format("SELECT q.id FROM import_queue q WHERE {} AND q.id <= :up_to ORDER BY q.id LIMIT :most",
                    condition.sql),
        condition.values);
}

std::int64_t skip_rows(WriteTransaction& tx, RowFilter const& filter, std::int64_t up_to) {
    std::string const now = to_text(tx.now());
    std::vector<Bound> values{tx.author().name, now};
    Condition condition = condition_of(filter);
    values.insert(values.end(), condition.values.begin(), condition.values.end());
    values.emplace_back(up_to);
    return tx.run(
        fmt::format("UPDATE import_queue SET status = 'skipped', decided_by = :author, decided_at = "
                    ":now WHERE id IN (SELECT q.id FROM import_queue q WHERE {} AND q.id <= :up_to)",
                    condition.sql),
        values);
}

void ask_again_about(WriteTransaction& tx, std::span<std::int64_t const> ids) {
    for (std::int64_t const id : ids)
        tx.execute(
            "UPDATE import_queue SET status = 'waiting', decided_by = NULL, decided_at = NULL WHERE id = "
            ":id AND status = 'skipped'",
            id);
}

} // namespace legation::registry
