#include "register/editing/revert.hpp"

#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "register/nouns.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace legation::registry {

using records::Field;

void revert(store::WriteTransaction& tx, std::int64_t revision_id, std::string_view comment) {
    auto const revision = records::find_revision(tx, revision_id);
    records::RecordType const* const type = revision ? find_noun(revision->record_type) : nullptr;
    auto const record = type == nullptr ? nullptr : records::load(tx, *type, revision->record_id);
    if (!record) throw Error(ErrorCode::not_found, "There is no such version of a record.");
    auto const after = records::load_version(tx, *type, record->id, revision->version);
    // Before the first version there was nothing to be seen: a hidden record.
    auto const before =
        records::load_version(tx, *type, record->id, std::max(revision->version - 1, std::int64_t{1}));
    if (revision->version == 1) before->is_hidden = true;

    auto const refuse_if = [](bool was_changed_since) {
        if (was_changed_since)
            throw Error(ErrorCode::conflict,
                        "This was changed again since: take the later versions back first.");
    };
    for (Field const& field : type->fields) {
        std::string const then = records::to_text(field.get(*after));
        bool const is_of_it =
            revision->version == 1 ? !then.empty() : then != records::to_text(field.get(*before));
        if (!is_of_it) continue;
        refuse_if(then != records::to_text(field.get(*record)));
        field.set(*record, field.get(*before));
    }
    if (before->is_hidden != after->is_hidden) {
        refuse_if(record->is_hidden != after->is_hidden);
        record->is_hidden = before->is_hidden;
    }
    if (before->audience != after->audience) {
        refuse_if(record->audience != after->audience);
        record->audience = before->audience;
    }
    records::update(tx, *type, *record, comment);
}

void revert_all(store::WriteTransaction& tx, std::span<std::int64_t const> revision_ids,
                std::string_view comment) {
    std::vector<std::int64_t> ids(revision_ids.begin(), revision_ids.end());
    std::ranges::sort(ids, std::greater{});
    for (std::int64_t const id : ids)
        revert(tx, id, comment);
}

} // namespace legation::registry
