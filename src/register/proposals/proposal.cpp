#include "register/proposals/proposal.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

using records::Choice;

std::span<Choice const> proposal_kinds() {
    static constexpr std::array choices{
        Choice{"change", tr_noop("Change")},
        Choice{"new_record", tr_noop("New record")},
        Choice{"add_source", tr_noop("Source to add")},
        Choice{"out_of_date", tr_noop("Out of date")},
        Choice{"duplicate", tr_noop("Duplicate")},
    };
    return choices;
}

std::span<Choice const> proposal_states() {
    static constexpr std::array choices{
        Choice{"unconfirmed", tr_noop("Waiting for you to confirm your address")},
        Choice{"waiting", tr_noop("Waiting for a moderator")},
        Choice{"asked", tr_noop("A moderator asked a question")},
        Choice{"accepted", tr_noop("Accepted")},
        Choice{"accepted_with_changes", tr_noop("Accepted with changes")},
        Choice{"declined", tr_noop("Declined")},
        Choice{"withdrawn", tr_noop("Withdrawn")},
    };
    return choices;
}

namespace {

std::size_t position_of(std::span<Choice const> choices, std::string_view code) {
    auto const found = std::ranges::find(choices, code, &Choice::code);
    if (found == choices.end())
        throw Error(ErrorCode::internal, "Something went wrong on our side.",
                    fmt::format("a proposal with the unknown code “{}”", code));
    return static_cast<std::size_t>(found - choices.begin());
}

std::string_view words(std::string_view text, std::string_view problem) {
    if (text.empty()) throw Error(ErrorCode::unprocessable, std::string(problem));
    if (text.size() > ProposalLimits::comment_bytes)
        throw Error(ErrorCode::unprocessable, "This text is too long: at most 2,000 characters fit.");
    return text;
}

std::size_t links_in(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3))
        ++count;
    return count;
}

} // namespace

// The codes stand in the order of the enumerations.
std::string_view code_of(ProposalKind kind) {
    return proposal_kinds()[static_cast<std::size_t>(kind)].code;
}
std::string_view code_of(ProposalState state) {
    return proposal_states()[static_cast<std::size_t>(state)].code;
}
ProposalKind proposal_kind(std::string_view code) {
    return static_cast<ProposalKind>(position_of(proposal_kinds(), code));
}
ProposalState proposal_state(std::string_view code) {
    return static_cast<ProposalState>(position_of(proposal_states(), code));
}

bool Proposal::is_decided() const {
    return state >= ProposalState::accepted;
}

bool Proposal::is_open() const {
    return state == ProposalState::waiting || state == ProposalState::asked;
}

void Proposal::step(std::string_view who, std::string_view what, std::string_view text, Timestamp now) {
    changed_at = to_text(now);
    steps.push_back({changed_at, std::string(who), std::string(what), std::string(text)});
}

void Proposal::decide(ProposalState decision, std::string_view who, std::string_view text, Timestamp now) {
    if (is_decided()) throw Error(ErrorCode::conflict, "This suggestion has been decided already.");
    state = decision;
    step(who, code_of(decision), text, now);
}

bool Proposal::confirm(std::string_view secret, Timestamp now) {
    if (confirm_hash.empty() || sha256_hex(secret) != confirm_hash)
        throw Error(ErrorCode::not_found, "This link is not valid. Use the one in the latest mail.");
    if (state != ProposalState::unconfirmed) return false;
    if (to_text(now - ProposalLimits::confirm_within) > made_at)
        throw Error(ErrorCode::conflict, "This link has expired. Please send the suggestion again.");
    state = ProposalState::waiting;
    step("", "confirmed", "", now);
    return true;
}

void Proposal::ask(std::string_view moderator, std::string_view question, Timestamp now) {
    words(question, "Write what you would like to know.");
    if (!is_open()) throw Error(ErrorCode::conflict, "This suggestion is not waiting for a decision.");
    state = ProposalState::asked;
    step(moderator, "asked", question, now);
}

void Proposal::answer(std::string_view text, Timestamp now) {
    words(text, "Write an answer.");
    if (state != ProposalState::asked)
        throw Error(ErrorCode::conflict, "Nothing was asked about this suggestion.");
    state = ProposalState::waiting;
    step("", "answered", text, now);
}

void Proposal::accept(std::string_view moderator, bool with_changes, std::string_view note, Timestamp now) {
    if (state == ProposalState::unconfirmed)
        throw Error(ErrorCode::conflict, "The address of whoever made this suggestion is not confirmed.");
    decide(with_changes ? ProposalState::accepted_with_changes : ProposalState::accepted, moderator, note,
           now);
}

void Proposal::decline(std::string_view moderator, std::string_view reason, Timestamp now) {
    words(reason, "Write why: whoever made the suggestion will read it.");
    if (state == ProposalState::unconfirmed)
        throw Error(ErrorCode::conflict, "The address of whoever made this suggestion is not confirmed.");
    decide(ProposalState::declined, moderator, reason, now);
}

void Proposal::withdraw(Timestamp now) {
    decide(ProposalState::withdrawn, "", "", now);
}

std::vector<records::FieldError> problems_of(Proposal const& proposal) {
    std::vector<records::FieldError> problems;
    auto const wrong = [&](std::string_view field, std::string_view message) {
        problems.push_back({std::string(field), std::string(message)});
    };
    constexpr std::size_t name_bytes = 100, title_bytes = 300, url_bytes = 1'000;
    std::size_t size = proposal.comment.size();
    for (auto const& change : proposal.changes)
        size += change.after.size();

    if (proposal.comment.empty())
        wrong("proposal_comment", tr_noop("Say why, in a sentence: whoever decides will read it."));
    else if (proposal.comment.size() > ProposalLimits::comment_bytes || size > ProposalLimits::all_bytes)
        wrong("proposal_comment",
              tr_noop("This is too much for one suggestion: shorten it, or make several."));
    else if (links_in(proposal.comment) > ProposalLimits::links)
        wrong("proposal_comment", tr_noop("Use at most two links here."));
    if (proposal.account_id == 0 && !mail::address_of(proposal.email))
        wrong("proposal_email", tr_noop("Write an e-mail address such as ada@example.org."));
    if (proposal.name.size() > name_bytes || links_in(proposal.name) > 0)
        wrong("proposal_name", tr_noop("Write a name of at most 100 characters."));

    bool const has_address =
        proposal.source_url.starts_with("https://") || proposal.source_url.starts_with("http://");
    if (!proposal.source_url.empty() && (!has_address || proposal.source_url.size() > url_bytes))
        wrong("proposal_source_url", tr_noop("Write a web address that begins with https:// or http://."));
    bool const needs_source = proposal.kind == ProposalKind::add_source;
    if ((needs_source || !proposal.source_url.empty()) && proposal.source_title.empty())
        wrong("proposal_source_title", tr_noop("Write what the source is called."));
    else if (proposal.source_title.size() > title_bytes)
        wrong("proposal_source_title", tr_noop("Shorten the title of the source."));
    if (proposal.kind == ProposalKind::duplicate && proposal.duplicate_of.empty())
        wrong("proposal_duplicate", tr_noop("Write the address of the other page."));
    else if (proposal.kind == ProposalKind::duplicate && proposal.duplicate_of == proposal.path)
        wrong("proposal_duplicate", tr_noop("This is the address of the same page: write the other one."));
    if (proposal.kind == ProposalKind::change && proposal.changes.empty() && problems.empty())
        wrong("proposal_comment", tr_noop("Nothing is changed yet: change a field above first."));
    return problems;
}

} // namespace legation::registry
