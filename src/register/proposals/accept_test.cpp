#include "register/actor.hpp"
#include "register/partnership.hpp"
#include "register/proposals/accept.hpp"
#include "register/proposals/proposal_store.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

using records::type_of;

class Acceptance : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    Proposal about(std::string_view noun, std::string_view key) {
        Proposal proposal;
        proposal.record_type = noun;
        proposal.record_id = key.empty() ? 0 : id_of(noun, key);
        proposal.state = ProposalState::waiting;
        proposal.comment = "Seen on their site.";
        proposal.name = "Ada";
        proposal.email = "ada@example.org";
        if (key.empty()) proposal.kind = ProposalKind::new_record;
        return proposal;
    }

    void accept(Proposal& proposal) { accept(proposal, proposal.changes); }
    void accept(Proposal& proposal, std::vector<records::FieldChange> const& changes) {
        store().write(store::Author{"Mod"}, [&](store::WriteTransaction& tx) {
            Proposal copy = proposal;
            if (copy.id == 0) store_proposal(tx, copy);
            accept_proposal(tx, copy, changes, "");
            proposal = copy;
        });
    }

    Actor actor(std::string_view slug) {
        return store().read([&](store::ReadTransaction& tx) {
            return records::find_visible<Actor>(tx, "slug = :slug", slug).value_or(Actor{});
        });
    }

    std::vector<records::Revision> revisions(std::string_view noun, std::int64_t id) {
        return store().read([&](store::ReadTransaction& tx) { return records::revisions_of(tx, noun, id); });
    }
};

TEST_P(Acceptance, ChangesTheRecordAndSaysWhoSuggestedIt) {
    Proposal proposal = about("actor", "us-tx-houston");
    proposal.changes = {{"website", "", "https://houston.example"}, {"parent", "", "us-tx"}};
    accept(proposal);
    EXPECT_EQ(proposal.state, ProposalState::accepted);
    EXPECT_EQ(actor("us-tx-houston").website, "https://houston.example");
    EXPECT_EQ(actor("us-tx-houston").parent_id, id_of("actor", "us-tx"));
    auto const history = revisions("actor", proposal.record_id);
    EXPECT_EQ(history.front().author, "Mod");
    EXPECT_EQ(history.front().comment, "Seen on their site. (suggested by Ada)");
}

TEST_P(Acceptance, RecordsTheSourceThatWasNamedAndCitesIt) {
    Proposal proposal = about("actor", "us-tx-houston");
    proposal.kind = ProposalKind::add_source;
    proposal.source_title = "Houston Annual Report";
    proposal.source_url = "https://houston.example/report";
    accept(proposal);
    EXPECT_EQ(actor("us-tx-houston").sources, "report;houston-annual-report");
    // The same address again is the same source.
    Proposal again = about("actor", "fr-paris");
    again.kind = ProposalKind::add_source;
    again.source_title = "A report of Houston";
    again.source_url = "https://houston.example/report";
    accept(again);
    EXPECT_EQ(actor("fr-paris").sources, "houston-annual-report");
}

TEST_P(Acceptance, MakesANewPartnershipWithItsParties) {
    Proposal proposal = about("partnership", "");
    proposal.changes = {
        {"kind", "", "friendship"}, {"status", "", "active"}, {"parties", "", "fr-paris;us-tx-houston"}};
    accept(proposal);
    EXPECT_EQ(proposal.record_id, id_of("partnership", "friendship-fr-paris-us-tx-houston"));
    auto const owners = store().read([&](store::ReadTransaction& tx) {
        auto const& type = type_of<Partnership>();
        return owners_of(tx, type, *records::load(tx, type, proposal.record_id));
    });
    EXPECT_EQ(owners,
              (std::vector<std::int64_t>{id_of("actor", "fr-paris"), id_of("actor", "us-tx-houston")}));
}

TEST_P(Acceptance, GivesAGovernmentTheAddressOfItsPlaceAndOthersOneOfTheirName) {
    Proposal city = about("actor", "");
    city.changes = {{"kind", "", "municipality"}, {"name", "", "Paris"}, {"place", "", "us-tx-paris"}};
    accept(city);
    EXPECT_EQ(city.record_id, id_of("actor", "us-tx-paris"));
    EXPECT_EQ(city.path, "/register/us-tx-paris") << "who suggested it finds it";
    Proposal school = about("actor", "");
    school.changes = {{"kind", "", "university"}, {"name", "", "Rice"}};
    accept(school);
    EXPECT_NE(id_of("actor", "rice-2"), 0);
}

TEST_P(Acceptance, IsRefusedWhenTheRecordMovedOnMeanwhile) {
    Proposal proposal = about("actor", "us-ca-los-angeles");
    proposal.changes = {{"short_name", "LA", "L.A."}};
    import("actor", "slug,kind,name,short_name\nus-ca-los-angeles,municipality,Los Angeles,City of Angels\n");
    auto const moved = store().read([&](store::ReadTransaction& tx) { return conflicts_of(tx, proposal); });
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_EQ(moved[0].now, "City of Angels");
    EXPECT_THROW(accept(proposal), Error);
    EXPECT_EQ(actor("us-ca-los-angeles").short_name, "City of Angels");
    // Who has seen both may still decide.
    accept(proposal, {{"short_name", "City of Angels", "L.A."}});
    EXPECT_EQ(proposal.state, ProposalState::accepted);
    EXPECT_EQ(actor("us-ca-los-angeles").short_name, "L.A.");
}

TEST_P(Acceptance, IsNotDisturbedByChangesOfOtherFields) {
    Proposal proposal = about("actor", "us-ca-los-angeles");
    proposal.changes = {{"short_name", "LA", "L.A."}};
    import("actor", "slug,kind,name,summary\nus-ca-los-angeles,municipality,Los Angeles,Big\n");
    accept(proposal);
    EXPECT_EQ(actor("us-ca-los-angeles").summary, "Big");
    EXPECT_EQ(actor("us-ca-los-angeles").short_name, "L.A.");
}

TEST_P(Acceptance, SaysWhenTheModeratorChangedSomething) {
    Proposal proposal = about("actor", "us-ca-los-angeles");
    proposal.changes = {{"short_name", "LA", "L. A."}};
    accept(proposal, {{"short_name", "LA", "L.A."}});
    EXPECT_EQ(proposal.state, ProposalState::accepted_with_changes);
}

TEST_P(Acceptance, MergesADuplicateIntoTheOtherRecord) {
    import("actor", "slug,kind,name\nrice-university,university,Rice Univ.\n");
    Proposal proposal = about("actor", "rice-university");
    proposal.kind = ProposalKind::duplicate;
    proposal.duplicate_of = "/register/rice";
    accept(proposal);
    EXPECT_EQ(actor("rice-university").name, "");
    EXPECT_EQ(actor("rice").name, "Rice University");
}

TEST_P(Acceptance, RefusesADuplicateOfAnotherKindOfRecord) {
    Proposal proposal = about("actor", "rice");
    proposal.kind = ProposalKind::duplicate;
    proposal.duplicate_of = "/register/convenings/forum";
    EXPECT_THROW(accept(proposal), Error);
    EXPECT_EQ(actor("rice").name, "Rice University");
}

TEST_P(Acceptance, ChangesThePartiesAndRefusesALostRaceForThem) {
    Proposal proposal = about("partnership", "health-pact");
    proposal.changes = {{"parties", "us-tx-houston;fr-paris;jp-nagoya", "us-tx-houston;fr-paris"}};
    accept(proposal);
    EXPECT_EQ(store().read([&](store::ReadTransaction& tx) {
        auto const& type = type_of<Partnership>();
        return value_in(values_of(tx, type, *records::load(tx, type, proposal.record_id)), "parties");
    }),
              "us-tx-houston;fr-paris");
    Proposal late = about("partnership", "health-pact");
    late.changes = {{"parties", "us-tx-houston;fr-paris;jp-nagoya", "fr-paris;jp-nagoya"}};
    EXPECT_THROW(accept(late), Error);
}

class ProposalStoreTest : public Acceptance {};

TEST_P(ProposalStoreTest, KeepsAProposalWithItsSteps) {
    Proposal proposal = about("actor", "fr-paris");
    proposal.state = ProposalState::unconfirmed;
    proposal.changes = {{"name", "Paris", "Ville de “Paris”"}};
    std::string const secret =
        write([&](store::WriteTransaction& tx) { return store_proposal(tx, proposal); });
    auto found = store().read([&](store::ReadTransaction& tx) { return find_proposal(tx, proposal.uuid); });
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->confirm(secret, clock_.now()));
    write([&](store::WriteTransaction& tx) { save_proposal(tx, *found); });
    auto const again =
        store().read([&](store::ReadTransaction& tx) { return find_proposal(tx, proposal.uuid); });
    EXPECT_EQ(again->state, ProposalState::waiting);
    EXPECT_EQ(again->changes.front().after, "Ville de “Paris”");
    ASSERT_EQ(again->steps.size(), 2U);
    EXPECT_EQ(again->steps[1].what, "confirmed");
    EXPECT_NE(again->confirm_hash, secret);
}

TEST_P(ProposalStoreTest, LetsTheFirstOfTwoDecisionsWin) {
    Proposal proposal = about("actor", "fr-paris");
    write([&](store::WriteTransaction& tx) { store_proposal(tx, proposal); });
    Proposal second = proposal;
    write([&](store::WriteTransaction& tx) {
        proposal.decline("One", "No source.", tx.now());
        save_proposal(tx, proposal);
    });
    EXPECT_THROW(write([&](store::WriteTransaction& tx) {
                     second.decline("Other", "Spam.", tx.now());
                     save_proposal(tx, second);
                 }),
                 Error);
}

TEST_P(ProposalStoreTest, RefusesTheSixthUnconfirmedProposalOfAnAddressADay) {
    auto const send = [&] {
        write([&](store::WriteTransaction& tx) {
            Proposal proposal = about("actor", "fr-paris");
            proposal.state = ProposalState::unconfirmed;
            store_proposal(tx, proposal);
        });
    };
    for (int i = 0; i < 5; ++i)
        send();
    EXPECT_THROW(send(), Error);
    clock_.advance(std::chrono::hours{25});
    EXPECT_NO_THROW(send());
}

TEST_P(ProposalStoreTest, ForgetsWhatNobodyConfirmed) {
    Proposal old = about("actor", "fr-paris");
    old.state = ProposalState::unconfirmed;
    write([&](store::WriteTransaction& tx) { store_proposal(tx, old); });
    clock_.advance(std::chrono::hours{8 * 24});
    Proposal next = about("actor", "fr-paris");
    write([&](store::WriteTransaction& tx) { store_proposal(tx, next); });
    EXPECT_FALSE(store().read([&](store::ReadTransaction& tx) { return find_proposal(tx, old.uuid); }));
    EXPECT_TRUE(store().read([&](store::ReadTransaction& tx) { return find_proposal(tx, next.uuid); }));
}

TEST_P(ProposalStoreTest, ForgetsTheAddressOfAStrangerAMonthAfterTheDecision) {
    Proposal decided = about("actor", "fr-paris"), waiting = about("actor", "fr-paris");
    Proposal of_an_account = about("actor", "fr-paris");
    of_an_account.account_id = 7;
    write([&](store::WriteTransaction& tx) {
        for (Proposal* one : {&decided, &waiting, &of_an_account})
            store_proposal(tx, *one);
        for (Proposal* one : {&decided, &of_an_account}) {
            one->decline("Mod", "It is not so.", tx.now());
            save_proposal(tx, *one);
        }
    });
    auto const address = [&](Proposal const& one) {
        write([](store::WriteTransaction& tx) { forget_strangers(tx); });
        return text("SELECT email FROM proposals WHERE id = :id", one.id);
    };
    clock_.advance(std::chrono::days(29));
    EXPECT_EQ(address(decided), "ada@example.org");
    clock_.advance(std::chrono::days(1));
    EXPECT_EQ(address(decided), "");
    EXPECT_EQ(address(waiting), "ada@example.org");
    EXPECT_EQ(address(of_an_account), "ada@example.org");
}

TEST_P(ProposalStoreTest, ShowsTheQueueByKindAndPlaceTheOldestFirst) {
    auto const send = [&](std::string const& country, std::string const& area, ProposalKind kind) {
        write([&](store::WriteTransaction& tx) {
            Proposal proposal = about("actor", "fr-paris");
            proposal.country = country;
            proposal.area = area;
            proposal.kind = kind;
            proposal.title = country + area;
            store_proposal(tx, proposal);
        });
        clock_.advance(std::chrono::minutes{1});
    };
    send("US", "us-ca", ProposalKind::change);
    send("FR", "", ProposalKind::duplicate);
    send("US", "us-tx", ProposalKind::change);
    store().read([&](store::ReadTransaction& tx) {
        QueuePage const american = read_queue(tx, {.country = "US"}, 1);
        EXPECT_EQ(american.total, 2);
        ASSERT_EQ(american.proposals.size(), 2U);
        EXPECT_EQ(american.proposals[0].title, "USus-ca");
        EXPECT_EQ(read_queue(tx, {.kind = "duplicate"}, 1).total, 1);
        EXPECT_EQ(read_queue(tx, {.kind = "change", .area = "us-tx"}, 1).total, 1);
        EXPECT_TRUE(read_queue(tx, {}, 2).proposals.empty());
        EXPECT_EQ(count_queue(tx, "waiting").countries.size(), 2U);
    });
}

LEGATION_ON_BOTH_DATABASES(Acceptance);
LEGATION_ON_BOTH_DATABASES(ProposalStoreTest);

} // namespace
} // namespace legation::registry
