#include "register/proposals/own_record.hpp"

#include "accounts/blocks/block.hpp"
#include "accounts/policy.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/editing/cited_source.hpp"
#include "register/editing/edit_limits.hpp"
#include "register/editing/patrol.hpp"
#include "register/export/record_rows.hpp"
#include "register/trips/trip.hpp"

namespace legation::registry {

namespace {

/// Undoes what was written: to whom a record belongs is known when it is there.
struct BelongsToOthers {};

/// A newcomer's record of many links or very much text waits for a moderator, as such a change would.
bool is_looked_at_first(http::Request const& request, Context const& context, Proposal const& proposal) {
    return wants_second_look(proposal.changes) && context.store.read([&](store::ReadTransaction& tx) {
        return accounts::is_newcomer(tx, request.viewer, context.store.now());
    });
}

} // namespace

std::optional<std::string> add_own_record(http::Request const& request, Context const& context,
                                          Presenter const& presenter, Suggestion const& form) {
    using accounts::Permission;
    if (!accounts::may(request.viewer, Permission::edit_record)) return std::nullopt;
    Proposal const& proposal = form.proposal;
    records::RecordType const& type = *form.subject.type;
    std::string const today = to_text(context.store.now()).substr(0, 10);
    auto const [audience, day] = chosen_audience(form.audience, form.values, today);
    bool const is_public = audience == "public";
    if (is_public && is_looked_at_first(request, context, proposal)) return std::nullopt;
    std::string path;
    try {
        context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            Edit edit{&type, 0, 0, proposal.changes, proposal.comment, audience};
            cite(tx, {proposal.source_title, proposal.source_url, today}, {}, edit);
            std::int64_t const before = records::change_number(tx);
            std::int64_t const id = apply(tx, edit);
            auto const record = records::load(tx, type, id);
            EditSubject subject;
            subject.owners = owners_of(tx, type, *record);
            if (!accounts::may(request.viewer, Permission::edit_record,
                               {.actors = subject.owners, .audience = audience}))
                throw BelongsToOthers{};
            path = record_path(type, *record);
            publish_on(tx, type, id, day);
            bool const needs_patrol = count_edit(tx, request.viewer, subject);
            ask_other_sides(tx, request.viewer.account_id, accounts::actors_of(request.viewer), type, id);
            if (needs_patrol && is_public)
                put_on_patrol(tx, before, type, title_of_new(presenter, form), path);
        });
    } catch (BelongsToOthers const&) {
        return std::nullopt;
    }
    context.pictures.refresh(); // who made it sees it at once
    return path;
}

} // namespace legation::registry
