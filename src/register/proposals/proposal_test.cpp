#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "register/proposals/proposal.hpp"

#include <gtest/gtest.h>

namespace legation::registry {
namespace {

Timestamp const noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{12}};

Proposal waiting() {
    Proposal proposal;
    proposal.state = ProposalState::waiting;
    proposal.made_at = to_text(noon);
    proposal.comment = "The mayor's office says so.";
    proposal.email = "ada@example.org";
    proposal.changes = {{"name", "Los Angelos", "Los Angeles"}};
    return proposal;
}

template <class Act>
ErrorCode refusal_of(Act act) {
    try {
        act();
    } catch (Error const& error) {
        return error.code;
    }
    ADD_FAILURE() << "not refused";
    return ErrorCode::internal;
}

std::vector<std::string> fields_of(std::vector<records::FieldError> const& problems) {
    std::vector<std::string> fields;
    for (auto const& problem : problems)
        fields.push_back(problem.field);
    return fields;
}

TEST(Proposal, IsConfirmedByTheMailedSecretOnce) {
    Proposal proposal = waiting();
    proposal.state = ProposalState::unconfirmed;
    proposal.confirm_hash = sha256_hex("secret");
    EXPECT_EQ(refusal_of([&] { proposal.confirm("guess", noon); }), ErrorCode::not_found);
    EXPECT_FALSE(proposal.is_open());
    EXPECT_TRUE(proposal.confirm("secret", noon));
    EXPECT_TRUE(proposal.is_open());
    EXPECT_FALSE(proposal.confirm("secret", noon));
}

TEST(Proposal, CannotBeConfirmedAfterThreeDays) {
    Proposal proposal = waiting();
    proposal.state = ProposalState::unconfirmed;
    proposal.confirm_hash = sha256_hex("secret");
    EXPECT_EQ(refusal_of([&] { proposal.confirm("secret", noon + std::chrono::hours{73}); }),
              ErrorCode::conflict);
}

TEST(Proposal, IsDecidedOnce) {
    Proposal proposal = waiting();
    proposal.accept("Mod", false, "", noon);
    EXPECT_EQ(proposal.state, ProposalState::accepted);
    EXPECT_EQ(refusal_of([&] { proposal.decline("Mod", "no", noon); }), ErrorCode::conflict);
    EXPECT_EQ(refusal_of([&] { proposal.withdraw(noon); }), ErrorCode::conflict);
    ASSERT_EQ(proposal.steps.size(), 1U);
    EXPECT_EQ(proposal.steps[0].who, "Mod");
    EXPECT_EQ(proposal.steps[0].what, "accepted");
}

TEST(Proposal, IsNotDecidedBeforeItsAddressIsConfirmed) {
    Proposal proposal = waiting();
    proposal.state = ProposalState::unconfirmed;
    EXPECT_EQ(refusal_of([&] { proposal.accept("Mod", false, "", noon); }), ErrorCode::conflict);
    EXPECT_EQ(refusal_of([&] { proposal.decline("Mod", "no", noon); }), ErrorCode::conflict);
    EXPECT_EQ(refusal_of([&] { proposal.ask("Mod", "why?", noon); }), ErrorCode::conflict);
    proposal.withdraw(noon);
    EXPECT_EQ(proposal.state, ProposalState::withdrawn);
}

TEST(Proposal, IsDeclinedWithAReasonOnly) {
    Proposal proposal = waiting();
    EXPECT_EQ(refusal_of([&] { proposal.decline("Mod", "", noon); }), ErrorCode::unprocessable);
    EXPECT_FALSE(proposal.is_decided());
}

TEST(Proposal, WaitsAgainWhenAQuestionIsAnswered) {
    Proposal proposal = waiting();
    EXPECT_EQ(refusal_of([&] { proposal.answer("Because.", noon); }), ErrorCode::conflict);
    proposal.ask("Mod", "Which year?", noon);
    EXPECT_EQ(proposal.state, ProposalState::asked);
    proposal.answer("2016", noon);
    EXPECT_EQ(proposal.state, ProposalState::waiting);
    ASSERT_EQ(proposal.steps.size(), 2U);
    EXPECT_EQ(proposal.steps[1].who, "");
}

TEST(Proposal, NeedsAReasonAnAddressAndSomethingThatChanges) {
    EXPECT_TRUE(problems_of(waiting()).empty());
    Proposal empty = waiting();
    empty.comment.clear();
    empty.email = "nobody";
    EXPECT_EQ(fields_of(problems_of(empty)),
              (std::vector<std::string>{"proposal_comment", "proposal_email"}));
    Proposal unchanged = waiting();
    unchanged.changes.clear();
    EXPECT_EQ(fields_of(problems_of(unchanged)), std::vector<std::string>{"proposal_comment"});
}

TEST(Proposal, TakesNoAdvertisementsAndNoFloods) {
    Proposal links = waiting();
    links.comment = "See https://a.example https://b.example https://c.example";
    EXPECT_EQ(fields_of(problems_of(links)), std::vector<std::string>{"proposal_comment"});
    Proposal flood = waiting();
    flood.changes.assign(5, {"summary", "", std::string(5'000, 'x')});
    EXPECT_EQ(fields_of(problems_of(flood)), std::vector<std::string>{"proposal_comment"});
}

TEST(Proposal, OfASourceNamesIt) {
    Proposal proposal = waiting();
    proposal.kind = ProposalKind::add_source;
    proposal.source_url = "javascript:alert(1)";
    EXPECT_EQ(fields_of(problems_of(proposal)),
              (std::vector<std::string>{"proposal_source_url", "proposal_source_title"}));
}

TEST(Proposal, IsNoDuplicateOfItself) {
    Proposal proposal = waiting();
    proposal.kind = ProposalKind::duplicate;
    proposal.path = proposal.duplicate_of = "/register/us-ca-los-angeles";
    EXPECT_EQ(fields_of(problems_of(proposal)), std::vector<std::string>{"proposal_duplicate"});
}

TEST(ProposalCodes, AreReadBack) {
    for (auto const& choice : proposal_kinds())
        EXPECT_EQ(code_of(proposal_kind(choice.code)), choice.code);
    for (auto const& choice : proposal_states())
        EXPECT_EQ(code_of(proposal_state(choice.code)), choice.code);
    EXPECT_THROW(proposal_kind("castle"), Error);
}

} // namespace
} // namespace legation::registry
