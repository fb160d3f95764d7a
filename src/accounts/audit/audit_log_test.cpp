#include "accounts/audit/audit_log.hpp"
#include "accounts/audit/audit_seal.hpp"
#include "kernel/error.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "tests/temporary_store.hpp"

#include <gmock/gmock.h>

namespace legation::accounts {
namespace {

using namespace std::chrono_literals;
using store::ReadTransaction;
using store::WriteTransaction;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class AuditLog : public test::WithSchema {
  protected:
    void add(std::string const& action, std::int64_t account = 7) {
        write([&](WriteTransaction& tx) {
            audit(tx, {.action = action, .account_id = account, .client = "192.0.2.1", .subject = "actor 3"});
        });
    }

    /// Two batches of two events, and one event that waits for its seal.
    void fill_log() {
        for (char const* action : {"one", "two"})
            add(action);
        seal();
        for (char const* action : {"three", "four"})
            add(action);
        seal();
        add("five");
    }

    std::optional<Seal> seal() {
        return write([](WriteTransaction& tx) { return seal_events(tx); });
    }

    AuditVerdict verify(std::string const& known_seal = {}) {
        return store().read([&](ReadTransaction& tx) { return verify_audit_log(tx, known_seal); });
    }

    std::vector<LoggedEvent> list(AuditFilter const& filter = {}) {
        std::vector<LoggedEvent> events;
        store().read([&](ReadTransaction& tx) {
            each_event(tx, filter, [&](LoggedEvent const& event) { events.push_back(event); });
        });
        return events;
    }

    /// What somebody who owns the database can do.
    void tamper(std::string const& script) {
        if (GetParam() == test::Database::sqlite)
            run_script(
                "DROP TRIGGER IF EXISTS audit_events_not_changed; DROP TRIGGER IF EXISTS "
                "audit_events_not_removed; DROP TRIGGER IF EXISTS audit_seals_not_changed; DROP TRIGGER IF "
                "EXISTS audit_seals_not_removed;");
        else
            run_script(
                "ALTER TABLE audit_events DISABLE TRIGGER ALL; ALTER TABLE audit_seals DISABLE TRIGGER ALL");
        run_script(script);
    }
};

LEGATION_ON_BOTH_DATABASES(AuditLog);

TEST_P(AuditLog, KeepsWhoDidWhatWhenAndFromWhere) {
    write([](WriteTransaction& tx) {
        audit(tx, {.action = "sign in by link",
                   .outcome = Outcome::failed,
                   .account_id = 7,
                   .client = "192.0.2.1",
                   .request_id = "0197",
                   .subject = "account 7",
                   .detail = "the link was used before"});
    });
    auto const events = list();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].id, 1);
    EXPECT_EQ(events[0].happened_at, "2026-11-21T12:00:00.000Z");
    EXPECT_EQ(events[0].action, "sign in by link");
    EXPECT_EQ(events[0].outcome, "failed");
    EXPECT_EQ(events[0].account_id, 7);
    EXPECT_EQ(events[0].client, "192.0.2.1");
    EXPECT_EQ(events[0].request_id, "0197");
    EXPECT_EQ(events[0].subject, "account 7");
    EXPECT_EQ(events[0].detail, "the link was used before");
}

TEST_P(AuditLog, HasNoEventOfATransactionThatWasNotStored) {
    EXPECT_THROW(write([](WriteTransaction& tx) {
                     audit(tx, {.action = "appoint"});
                     throw Error(ErrorCode::conflict, "Somebody else changed the record first.");
                 }),
                 Error);
    EXPECT_THAT(list(), IsEmpty());
}

TEST_P(AuditLog, CannotBeMadeToShowAnEventThatDidNotHappen) {
    write([](WriteTransaction& tx) {
        audit(tx, {.action = "sign in\n2026-11-21 appoint",
                   .client = "192.0.2.1\r\n\x1b[2J\x7f",
                   .subject = std::string("a\0b", 3),
                   .detail = "\xff\xfe" + std::string(1'000, 'x')});
        audit(tx, {.action = "", .detail = std::string(499, 'x') + "ñ"});
    });
    auto const events = list();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].action, "sign in 2026-11-21 appoint");
    EXPECT_EQ(events[0].client, "192.0.2.1   [2J ");
    EXPECT_EQ(events[0].subject, "a b");
    EXPECT_EQ(events[0].detail, "??" + std::string(498, 'x'));
    EXPECT_EQ(events[1].detail, std::string(499, 'x')) << "a letter is kept whole or not at all";
}

TEST_P(AuditLog, ListsTheNewestThatMatchInTheirOrder) {
    add("appoint", 1);
    clock_.advance(24h);
    add("sign in", 2);
    add("appoint", 2);
    auto const actions = [&](AuditFilter const& filter) {
        std::vector<std::string> found;
        for (LoggedEvent const& event : list(filter))
            found.push_back(std::to_string(event.id) + " " + event.action);
        return found;
    };
    EXPECT_THAT(actions({}), ElementsAre("1 appoint", "2 sign in", "3 appoint"));
    EXPECT_THAT(actions({.since = "2026-11-22"}), ElementsAre("2 sign in", "3 appoint"));
    EXPECT_THAT(actions({.account_id = 2}), ElementsAre("2 sign in", "3 appoint"));
    EXPECT_THAT(actions({.action = "appoint"}), ElementsAre("1 appoint", "3 appoint"));
    EXPECT_THAT(actions({.most = 1}), ElementsAre("3 appoint"));
}

TEST_P(AuditLog, RefusesEveryChangeAndRemovalOfWhatItHas) {
    fill_log();
    for (char const* statement :
         {"UPDATE audit_events SET detail = 'x'", "DELETE FROM audit_events WHERE id = 5",
          "UPDATE audit_seals SET seal = 'x'", "DELETE FROM audit_seals", "DELETE FROM audit_events"})
        EXPECT_THROW(run_script(statement), Error) << statement;
    if (GetParam() == test::Database::postgresql) {
        EXPECT_THROW(run_script("TRUNCATE audit_events"), Error);
    }
    EXPECT_EQ(list().size(), 5U);
    EXPECT_THAT(verify().problems, IsEmpty());
}

TEST_P(AuditLog, IsSealedInBatchesThatFollowEachOther) {
    EXPECT_FALSE(seal()) << "nothing to seal";
    fill_log();
    AuditVerdict const verdict = verify();
    EXPECT_THAT(verdict.problems, IsEmpty());
    EXPECT_EQ(verdict.sealed_events, 4);
    EXPECT_EQ(verdict.unsealed_events, 1);
    auto const last = seal();
    ASSERT_TRUE(last);
    EXPECT_EQ(last->first_event, 5);
    EXPECT_EQ(last->last_event, 5);
    EXPECT_EQ(last->previous_seal, verdict.newest_seal);
    EXPECT_EQ(verify().newest_seal, last->seal);
    EXPECT_FALSE(seal());
}

// So that anybody can check the log with other tools: computed with coreutils as docs/security/audit-log.md
// says.
TEST_P(AuditLog, IsSealedInTheFormThatIsDocumented) {
    add("one");
    EXPECT_EQ(seal()->seal, "b32ce1e64ea2902a526e55a0ecce58563fc26399b7b2ea5ced698a74ad043622");
}

TEST_P(AuditLog, ShowsAnEventThatWasEdited) {
    fill_log();
    tamper("UPDATE audit_events SET account_id = 8 WHERE id = 2");
    EXPECT_THAT(verify().problems,
                ElementsAre(HasSubstr("batch 1 (events 1 to 2, sealed 2026-11-21T12:00:00.000Z): "
                                      "an event was edited")));
}

TEST_P(AuditLog, ShowsAnEventThatWasRemoved) {
    fill_log();
    tamper("DELETE FROM audit_events WHERE id = 3");
    EXPECT_THAT(verify().problems,
                ElementsAre(HasSubstr("batch 2 (events 3 to 4, sealed 2026-11-21T12:00:00.000Z): "
                                      "1 of its 2 events were removed")));
}

TEST_P(AuditLog, ShowsAnEventThatWaitsForItsSealAndWasRemoved) {
    fill_log();
    add("six");
    tamper("DELETE FROM audit_events WHERE id = 5");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("1 of the events after event 4")));
}

TEST_P(AuditLog, ShowsAnEventThatWasInserted) {
    fill_log();
    tamper("INSERT INTO audit_events SELECT 0, happened_at, action, outcome, account_id, client, request_id, "
           "subject, detail FROM audit_events WHERE id = 1");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("1 events stand in no batch")));
}

TEST_P(AuditLog, ShowsAnEventThatWasInsertedByMovingTheOthers) {
    fill_log();
    tamper(
        "UPDATE audit_events SET id = id + 100 WHERE id > 1; UPDATE audit_events SET id = id - 99 WHERE id > "
        "100; INSERT INTO audit_events SELECT 2, happened_at, action, outcome, account_id, client, "
        "request_id, "
        "subject, detail FROM audit_events WHERE id = 1");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("batch 1"), HasSubstr("batch 2")));
}

TEST_P(AuditLog, ShowsASealThatWasRemovedOrMadeAgain) {
    fill_log();
    seal();
    tamper("DELETE FROM audit_seals WHERE id = 2");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("batch 2 before it is missing"),
                                               HasSubstr("does not follow the seal before it"),
                                               HasSubstr("begins behind event 4, not 2"),
                                               HasSubstr("2 events stand in no batch")));
}

TEST_P(AuditLog, ShowsALogWrittenAnewToWhoNotedASeal) {
    fill_log();
    std::string const noted = verify().newest_seal;
    EXPECT_THAT(verify(noted).problems, IsEmpty());
    tamper("DELETE FROM audit_seals; DELETE FROM audit_events WHERE id = 4; UPDATE audit_events SET id = 4 "
           "WHERE id = 5");
    seal();
    EXPECT_THAT(verify().problems, IsEmpty()) << "the chain is whole again";
    EXPECT_THAT(verify(noted).problems, ElementsAre(HasSubstr("the seal that you named is not in the log")));
}

TEST_P(AuditLog, IsSealedByAJobWithinTenMinutes) {
    add("one");
    add("two");
    jobs::JobWorker worker(store(), {{seal_kind, seal_handler(store())}},
                           [](std::string const& problem) { ADD_FAILURE() << problem; });
    EXPECT_EQ(worker.run_due(), clock_.now() + 10min);
    clock_.advance(10min);
    EXPECT_EQ(worker.run_due(), std::nullopt);
    EXPECT_EQ(verify().sealed_events, 2);
    clock_.advance(9min + 59s);
    add("three");
    EXPECT_EQ(worker.run_due(), clock_.now() + 1s);
}

} // namespace
} // namespace legation::accounts
