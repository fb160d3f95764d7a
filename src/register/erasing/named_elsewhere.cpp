#include "register/erasing/named_elsewhere.hpp"

#include "kernel/records/erase.hpp"
#include "register/nouns.hpp"
#include "register/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace legation::registry {

namespace {

/// All text of a row. The word between two fields is part of no name, so that none is made of the end of a
/// field and the beginning of the next.
std::string words_of(records::RecordType const& type) {
    std::string words = "''";
    for (records::Field const& field : type.fields)
        if (records::has_words(field))
            words += fmt::format(" || COALESCE({}, '') || ' 0field0 '", field.name);
    return words;
}

/// The list of changes that wait for somebody to look at them has what the record was called.
void take_out_of_patrol(store::WriteTransaction& tx, PersonTraces const& traces,
                        NamedElsewhere const& record) {
    for (auto const& [revision, title] : tx.rows<std::int64_t, std::string>(
             "SELECT revision_id, title FROM patrol WHERE revision_id IN (SELECT id FROM revisions WHERE "
             "record_type = :type AND record_id = :id)",
             record.record_type, record.record_id))
        if (traces.are_named_in(title))
            tx.execute("UPDATE patrol SET title = :title WHERE revision_id = :revision",
                       traces.taken_out_of(title), revision);
}

} // namespace

std::vector<NamedElsewhere> named_elsewhere(store::ReadTransaction& tx, PersonTraces const& traces,
                                            std::span<std::int64_t const> own_records) {
    std::map<std::pair<std::string, std::int64_t>, NamedElsewhere> found;
    auto const look = [&](std::string_view type, std::int64_t id,
                          std::string const& text) -> NamedElsewhere* {
        if (!traces.are_named_in(text)) return nullptr;
        bool const is_own = type == records::type_of<Person>().name &&
                            std::ranges::find(own_records, id) != own_records.end();
        if (is_own) return nullptr;
        return &found.try_emplace({std::string(type), id}, NamedElsewhere{std::string(type), id})
                    .first->second;
    };
    for (records::RecordType const* type : nouns()) {
        bool const is_person = type->name == records::type_of<Person>().name;
        tx.each<std::int64_t, std::int64_t, std::string, std::string>(
            fmt::format("SELECT id, CASE WHEN valid_to IS NULL THEN 1 ELSE 0 END, {}, {} FROM {}_history",
                        is_person ? "name" : "''", words_of(*type), type->table),
            [&](std::int64_t id, std::int64_t is_now, std::string const& name, std::string const& words) {
                NamedElsewhere* const named = look(type->name, id, words);
                if (named == nullptr) return;
                named->is_now |= is_now != 0;
                named->is_namesake |= traces.are_named_in(name);
            });
    }
    tx.each<std::string, std::int64_t, std::string>(
        "SELECT record_type, record_id, comment FROM revisions WHERE NOT comment = ''",
        [&](std::string const& type, std::int64_t id, std::string const& comment) {
            look(type, id, comment);
        });
    std::vector<NamedElsewhere> all;
    all.reserve(found.size());
    for (auto const& [record, named] : found)
        all.push_back(named);
    return all;
}

std::int64_t take_name_out(store::WriteTransaction& tx, PersonTraces const& traces,
                           std::span<NamedElsewhere const> records) {
    auto const without_name = [&](std::string_view text) -> std::optional<std::string> {
        if (!traces.are_named_in(text)) return std::nullopt;
        return traces.taken_out_of(text);
    };
    std::int64_t changed = 0;
    for (NamedElsewhere const& record : records) {
        if (record.is_namesake) continue;
        take_out_of_patrol(tx, traces, record);
        if (records::erase_words(tx, *find_noun(record.record_type), record.record_id, without_name))
            ++changed;
    }
    return changed;
}

} // namespace legation::registry
