#include "register/erasing/erase_person.hpp"

#include "kernel/records/erase.hpp"
#include "register/erasing/person_traces.hpp"
#include "register/import/upload.hpp"
#include "register/merge/merge.hpp"
#include "register/nouns.hpp"
#include "register/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace legation::registry {

namespace {

using records::RecordType;
using store::ReadTransaction;
using store::WriteTransaction;

RecordType const& person_type() {
    return records::type_of<Person>();
}

/// The person, and all records of it that became one.
std::vector<std::int64_t> records_of_person(ReadTransaction& tx, std::int64_t id) {
    std::vector<std::int64_t> all{merged_into(tx, person_type(), id).value_or(id)};
    for (std::size_t next = 0; next < all.size(); ++next)
        for (std::int64_t const merged :
             tx.values<std::int64_t>("SELECT merged_id FROM merges WHERE record_type = :type AND kept_id = "
                                     ":kept AND undone_at IS NULL ORDER BY id",
                                     person_type().name, all[next]))
            all.push_back(merged);
    return all;
}

/// What hangs on the record by its number.
void forget_ties(WriteTransaction& tx, std::int64_t id) {
    std::string_view const type = person_type().name;
    tx.execute("DELETE FROM patrol WHERE revision_id IN (SELECT id FROM revisions WHERE record_type = :type "
               "AND record_id = :id)",
               type, id);
    tx.execute("DELETE FROM merge_changes WHERE record_type = :type AND record_id = :id", type, id);
    tx.execute("DELETE FROM merge_changes WHERE merge_id IN (SELECT id FROM merges WHERE record_type = :type "
               "AND (kept_id = :kept OR merged_id = :merged))",
               type, id, id);
    tx.execute("DELETE FROM merges WHERE record_type = :type AND (kept_id = :kept OR merged_id = :merged)",
               type, id, id);
    tx.execute("DELETE FROM suspected_duplicates WHERE record_type = :type AND (one_id = :one OR other_id = "
               ":other)",
               type, id, id);
    for (std::string_view const table : {"follows", "confirmations", "confirmation_requests"})
        tx.execute(fmt::format("DELETE FROM {} WHERE record_type = :type AND record_id = :id", table), type,
                   id);
    tx.execute("DELETE FROM protections WHERE record_uuid = (SELECT uuid FROM people WHERE id = :id)", id);
}

/// The numbers of the rows whose text names the person. The statement selects a number and a text.
std::set<std::int64_t> rows_that_name(ReadTransaction& tx, PersonTraces const& traces, std::string_view sql) {
    std::set<std::int64_t> found;
    tx.each<std::int64_t, std::string>(sql, [&](std::int64_t id, std::string const& text) {
        if (traces.are_in(text)) found.insert(id);
    });
    return found;
}

/// Suggestions about the person, and any that name them.
std::int64_t forget_suggestions(WriteTransaction& tx, PersonTraces const& traces,
                                std::span<std::int64_t const> ids) {
    auto found = rows_that_name(tx, traces,
                                "SELECT id, title || ' ' || changes || ' ' || duplicate_of || ' ' || "
                                "source_title || ' ' || source_url || ' ' || comment FROM proposals");
    found.merge(rows_that_name(tx, traces, "SELECT proposal_id, words FROM proposal_steps"));
    for (std::int64_t const id : ids)
        for (std::int64_t const proposal :
             tx.values<std::int64_t>("SELECT id FROM proposals WHERE record_type = :type AND record_id = :id",
                                     person_type().name, id))
            found.insert(proposal);
    for (std::int64_t const proposal : found) {
        tx.execute("DELETE FROM proposal_steps WHERE proposal_id = :id", proposal);
        tx.execute("DELETE FROM proposals WHERE id = :id", proposal);
    }
    return static_cast<std::int64_t>(found.size());
}

/// Rows of people go; of other rows that wait, only the cells do that name the person.
std::int64_t forget_waiting_rows(WriteTransaction& tx, PersonTraces const& traces) {
    auto const named = rows_that_name(tx, traces, "SELECT queue_id, cell FROM import_queue_cells");
    for (std::int64_t const row : named) {
        bool const is_person = tx.value<std::string>("SELECT noun FROM import_queue WHERE id = :id", row) ==
                               std::string(person_type().name);
        for (auto const& [position, cell] : tx.rows<std::int64_t, std::string>(
                 "SELECT position, cell FROM import_queue_cells WHERE queue_id = :id", row))
            if (traces.are_in(cell))
                tx.execute("UPDATE import_queue_cells SET cell = '' WHERE queue_id = :id AND position = :at",
                           row, position);
        for (auto const& [position, written] : tx.rows<std::int64_t, std::string>(
                 "SELECT position, written FROM import_questions WHERE queue_id = :id", row))
            if (traces.are_in(written))
                tx.execute("UPDATE import_questions SET written = '' WHERE queue_id = :id AND position = :at",
                           row, position);
        if (!is_person) continue;
        for (std::string_view const table : {"import_candidates", "import_questions", "import_queue_cells"})
            tx.execute(fmt::format("DELETE FROM {} WHERE queue_id = :id", table), row);
        tx.execute("DELETE FROM import_queue WHERE id = :id", row);
    }
    return static_cast<std::int64_t>(named.size());
}

/// Files of people that somebody brought in this week, and others that are known to name the person.
std::vector<std::string> forget_uploads(WriteTransaction& tx, PersonTraces const& traces) {
    auto found = rows_that_name(tx, traces, "SELECT upload_id, sample FROM import_upload_columns");
    for (std::string_view const column : {"record", "cell", "reason"})
        found.merge(
            rows_that_name(tx, traces, fmt::format("SELECT upload_id, {} FROM import_upload_rows", column)));
    found.merge(rows_that_name(tx, traces, "SELECT upload_id, written FROM import_upload_names"));
    std::vector<std::string> uuids;
    for (auto& [id, uuid, kind] :
         tx.rows<std::int64_t, std::string, std::string>("SELECT id, uuid, kind FROM import_uploads"))
        if (found.contains(id) || kind == person_type().name) {
            forget_upload(tx, id);
            uuids.push_back(std::move(uuid));
        }
    return uuids;
}

/// Letters that wait or went out, and whatever else the jobs keep that names the person.
std::int64_t forget_letters(WriteTransaction& tx, PersonTraces const& traces) {
    auto found = rows_that_name(tx, traces, "SELECT id, payload FROM jobs");
    found.merge(rows_that_name(tx, traces, "SELECT id, COALESCE(last_error, '') FROM jobs"));
    for (std::int64_t const job : found)
        tx.execute("DELETE FROM jobs WHERE id = :id", job);
    return static_cast<std::int64_t>(found.size());
}

/// Searches that people follow.
void forget_followed_searches(WriteTransaction& tx, PersonTraces const& traces) {
    for (std::int64_t const follow : rows_that_name(tx, traces, "SELECT id, path FROM follows"))
        tx.execute("DELETE FROM follows WHERE id = :id", follow);
}

} // namespace

PersonToErase person_to_erase(ReadTransaction& tx, std::int64_t id) {
    PersonToErase person;
    person.records = records_of_person(tx, id);
    person.traces = traces_of(tx, person.records);
    return person;
}

PersonErased erase_person(WriteTransaction& tx, std::int64_t id, std::span<NamedElsewhere const> elsewhere) {
    PersonErased done;
    auto const [ids, traces] = person_to_erase(tx, id);
    done.suggestions = forget_suggestions(tx, traces, ids);
    done.waiting_rows = forget_waiting_rows(tx, traces);
    done.uploads = forget_uploads(tx, traces);
    done.letters = forget_letters(tx, traces);
    forget_followed_searches(tx, traces);
    for (std::int64_t const record : ids)
        forget_ties(tx, record);
    done.elsewhere = take_name_out(tx, traces, elsewhere);
    for (std::int64_t const record : ids)
        records::erase(tx, person_type(), record);
    done.records = static_cast<std::int64_t>(ids.size());
    return done;
}

void audit_erasing(WriteTransaction& tx, accounts::Event event, std::int64_t id,
                   std::span<NamedElsewhere const> elsewhere) {
    event.action = "erase record";
    event.subject = fmt::format("{} {}", person_type().name, id);
    accounts::audit(tx, event);
    for (NamedElsewhere const& record : elsewhere) {
        event.action = "erase name";
        event.subject = fmt::format("{} {}", record.record_type, record.record_id);
        accounts::audit(tx, event);
    }
}

bool names_person(std::string_view text, std::string_view name) {
    return traces_of_name(name).are_named_in(text);
}

} // namespace legation::registry
