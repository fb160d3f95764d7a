#pragma once

#include "kernel/clock.hpp"
#include "kernel/records/record_store.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What a proposal wants.
enum class ProposalKind {
    change,      ///< fields of a record say something else
    new_record,  ///< something is missing
    add_source,  ///< where the record's statements can be checked
    out_of_date, ///< the record was right once
    duplicate,   ///< the record is the same as another one
};

enum class ProposalState {
    unconfirmed, ///< until the e-mail address is confirmed; nobody sees it
    waiting,     ///< for a moderator
    asked,       ///< for the proposer, whom a moderator asked something
    accepted,
    accepted_with_changes,
    declined,
    withdrawn,
};

std::span<records::Choice const> proposal_kinds();
std::span<records::Choice const> proposal_states();
std::string_view code_of(ProposalKind kind);
std::string_view code_of(ProposalState state);
/// Throws Error(internal) for a code that is none.
ProposalKind proposal_kind(std::string_view code);
ProposalState proposal_state(std::string_view code);

/// One step in a proposal's life, as its page tells it.
struct ProposalStep {
    std::string at;   ///< UTC
    std::string who;  ///< empty: the proposer
    std::string what; ///< code: `made`, `confirmed`, `asked`, `answered` or that of the state it led to
    std::string text; ///< the question, the answer or the reason
};

/// What somebody suggests about the record, and what became of it.
struct Proposal {
    std::int64_t id = 0;
    std::string uuid;
    std::int64_t version = 0;
    ProposalKind kind = ProposalKind::change;
    ProposalState state = ProposalState::unconfirmed;

    std::string record_type;
    std::int64_t record_id = 0;      ///< 0: a record that does not exist yet
    std::int64_t record_version = 0; ///< the one that the proposer looked at
    std::string title, path;         ///< of the record, for lists and mails
    std::string country, area;       ///< ISO 3166-1 code, and slug of the state: where moderators look
    std::vector<records::FieldChange> changes; ///< in form values: keys, not ids
    std::string duplicate_of;                  ///< path of the other record
    std::string source_title, source_url;
    std::string comment;

    std::string name, email;     ///< of the proposer; the address is never shown to anybody else
    std::int64_t account_id = 0; ///< 0: none
    std::string language = "en"; ///< of the mails
    std::string view_key;        ///< opens the proposal's page
    std::string confirm_hash;    ///< SHA-256 of what only the mail to the proposer says
    std::string made_at, changed_at;

    std::vector<ProposalStep> steps;

    bool is_decided() const;
    /// Whether somebody may decide about it: its address is confirmed, and it is not decided.
    bool is_open() const;

    // The verbs. Each throws Error(conflict) where it does not fit the state, and Error(unprocessable)
    // without the words that it needs.

    /// Answers false when the address was confirmed before.
    bool confirm(std::string_view secret, Timestamp now);
    void ask(std::string_view moderator, std::string_view question, Timestamp now);
    void answer(std::string_view text, Timestamp now);
    void accept(std::string_view moderator, bool with_changes, std::string_view note, Timestamp now);
    void decline(std::string_view moderator, std::string_view reason, Timestamp now);
    void withdraw(Timestamp now);

  private:
    void step(std::string_view who, std::string_view what, std::string_view text, Timestamp now);
    void decide(ProposalState decision, std::string_view who, std::string_view text, Timestamp now);
};

/// How much a proposal may hold.
struct ProposalLimits {
    static constexpr std::size_t comment_bytes = 2'000;
    static constexpr std::size_t all_bytes = 20'000;
    static constexpr std::size_t links = 2; ///< in the comment: advertisements have many
    static constexpr std::chrono::hours confirm_within{72};
};

/// Everything that is wrong with a proposal before it may be stored, by the name of the form's field.
/// Messages are English and marked.
std::vector<records::FieldError> problems_of(Proposal const& proposal);

} // namespace legation::registry
