#include "register/proposals/accept.hpp"

#include "accounts/account.hpp"
#include "kernel/error.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/editing/cited_source.hpp"
#include "register/export/record_rows.hpp"
#include "register/merge/merge.hpp"
#include "register/nouns.hpp"
#include "register/proposals/proposal_store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::FieldChange;
using records::RecordType;
using store::WriteTransaction;

RecordType const& type_of(Proposal const& proposal) {
    RecordType const* type = find_noun(proposal.record_type);
    if (type == nullptr)
        throw Error(ErrorCode::internal, "Something went wrong on our side.", "a proposal about no noun");
    return *type;
}

/// What the record's history says about the change: the proposer's words, and whose they are.
std::string comment_of(Proposal const& proposal) {
    return proposal.name.empty() ? fmt::format("{} (suggested by a visitor)", proposal.comment)
                                 : fmt::format("{} (suggested by {})", proposal.comment, proposal.name);
}

/// The record that the path of its page names: the last part is a key or a UUID.
std::optional<std::int64_t> id_of_path(store::ReadTransaction& tx, RecordType const& type,
                                       std::string_view path) {
    std::string_view const name = path.substr(path.rfind('/') + 1);
    if (!type.key.empty())
        if (auto const id = records::id_of_key(tx, type, name)) return id;
    return records::id_of_uuid(tx, type, name);
}

void merge_duplicate(WriteTransaction& tx, Proposal const& proposal, RecordType const& type) {
    auto const kept = id_of_path(tx, type, proposal.duplicate_of);
    if (!kept)
        throw Error(ErrorCode::unprocessable, "The other page is not that of a record of the same kind.");
    merge(tx, type, *kept, proposal.record_id, comment_of(proposal));
}

} // namespace

std::vector<MovedField> conflicts_of(store::ReadTransaction& tx, Proposal const& proposal) {
    if (proposal.record_id == 0) return {};
    RecordType const& type = type_of(proposal);
    auto const record = records::load(tx, type, proposal.record_id);
    if (!record) return {};
    return moved_fields(values_of(tx, type, *record), proposal.changes);
}

void accept_proposal(WriteTransaction& tx, Proposal& proposal, std::vector<FieldChange> const& changes,
                     std::string_view note) {
    RecordType const& type = type_of(proposal);
    bool const with_changes =
        !std::ranges::equal(changes, proposal.changes, [](FieldChange const& one, FieldChange const& other) {
            return one.field == other.field && one.after == other.after;
        });
    proposal.accept(tx.author().name, with_changes, note, tx.now());
    if (proposal.kind == ProposalKind::duplicate) {
        merge_duplicate(tx, proposal, type);
        save_proposal(tx, proposal);
        return;
    }
    Edit edit{&type, proposal.record_id, 0, changes, comment_of(proposal)};
    std::string sources;
    if (proposal.record_id != 0) {
        auto const record = records::load(tx, type, proposal.record_id);
        if (!record || record->is_hidden)
            throw Error(ErrorCode::conflict, "This record has been removed meanwhile.");
        if (record->audience != "public")
            throw Error(ErrorCode::conflict,
                        "This record is not public anymore: those who act for it change it themselves.");
        FormValues const now = values_of(tx, type, *record);
        if (!moved_fields(now, changes).empty())
            throw Error(ErrorCode::conflict,
                        "This record says something else by now: look at both versions.");
        edit.version = record->version;
        sources = value_in(now, "sources");
    }
    cite(tx, {proposal.source_title, proposal.source_url, proposal.made_at.substr(0, 10)}, sources, edit);
    // A report that needed no change, such as "out of date" about what was mended meanwhile, is accepted too.
    if (!edit.changes.empty()) proposal.record_id = apply(tx, edit);
    if (proposal.kind == ProposalKind::new_record)
        proposal.path = record_path(type, *records::load(tx, type, proposal.record_id));
    if (!edit.changes.empty() && proposal.account_id != 0) {
        std::vector<std::int64_t> own;
        for (http::ActorRole const& role : accounts::actors_of(tx, proposal.account_id))
            own.push_back(role.actor_id);
        ask_other_sides(tx, proposal.account_id, own, type, proposal.record_id);
    }
    save_proposal(tx, proposal);
}

} // namespace legation::registry
