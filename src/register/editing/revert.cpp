#include "register/editing/revert.hpp"

#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "register/nouns.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

namespace legation::registry {

namespace {

using records::FieldChange;
using records::Record;
using records::RecordType;
using records::Revision;

Revision find_revision(store::WriteTransaction& tx, std::int64_t id) {
    std::array<store::Bound, 1> const bound{store::Bound(id)};
    auto found = records::read_revisions(tx,
                                         "SELECT id, record_type, record_id, version, author, comment, "
                                         "changed_at, changes FROM revisions WHERE "
                                         "id = :id",
                                         bound);
    if (found.empty()) throw Error(ErrorCode::not_found, "There is no such version of a record.");
    return std::move(found.front());
}

std::string text_now(RecordType const& type, Record const& record, std::string_view name) {
    if (name == "is_hidden") return record.is_hidden ? "1" : "0";
    if (name == "audience") return record.audience;
    records::Field const* field = type.find(name);
    return field == nullptr ? std::string() : records::to_text(field->get(record));
}

void set_text(RecordType const& type, Record& record, FieldChange const& change) {
    if (change.field == "is_hidden") {
        record.is_hidden = change.before == "1";
    } else if (change.field == "audience") {
        record.audience = change.before;
    } else if (records::Field const* field = type.find(change.field)) {
        if (auto const wrong = records::parse(*field, change.before, record))
            throw Error(ErrorCode::conflict, "What stood there before would not be accepted any more.");
    }
}

} // namespace

void revert(store::WriteTransaction& tx, std::int64_t revision_id, std::string_view comment) {
    Revision const revision = find_revision(tx, revision_id);
    RecordType const* noun = find_noun(revision.record_type);
    if (noun == nullptr) throw Error(ErrorCode::not_found, "There is no such version of a record.");
    RecordType const& type = *noun;
    auto const record = records::load(tx, type, revision.record_id);
    if (!record) throw Error(ErrorCode::not_found, "There is no such version of a record.");
    for (FieldChange const& change : revision.changes)
        if (text_now(type, *record, change.field) != change.after)
            throw Error(ErrorCode::conflict,
                        "This was changed again since: take the later versions back first.");
    if (revision.version == 1)
        record->is_hidden = true;
    else
        for (FieldChange const& change : revision.changes)
            set_text(type, *record, change);
    records::update(tx, type, *record, comment);
}

void revert_all(store::WriteTransaction& tx, std::span<std::int64_t const> revision_ids,
                std::string_view comment) {
    std::vector<std::int64_t> ids(revision_ids.begin(), revision_ids.end());
    std::ranges::sort(ids, std::greater{});
    for (std::int64_t const id : ids)
        revert(tx, id, comment);
}

} // namespace legation::registry
