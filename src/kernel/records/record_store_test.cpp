#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/records/sample_record.hpp"
#include "tests/temporary_store.hpp"

#include <fmt/format.h>

namespace legation::records {
namespace {

using namespace std::chrono_literals;

class Records : public test::WithSchema {
  protected:
    void SetUp() override {
        WithSchema::SetUp();
        if (!IsSkipped()) run_script(std::string(town_schema));
    }

    Town create_nantes() {
        Town town;
        town.slug = "nantes";
        town.name = "Nantes";
        town.themes = "health;sports";
        town.sources = "report@Section 1";
        town.phone = "+33";
        write([&](store::WriteTransaction& tx) { create(tx, town, "seen in the report"); });
        return town;
    }

    bool change(Town& town, std::string_view comment = "mended") {
        return write([&](store::WriteTransaction& tx) { return update(tx, town, comment); });
    }

    void hide_it(Town& town) {
        write([&](store::WriteTransaction& tx) { hide(tx, type_of<Town>(), town, "not a town"); });
    }

    std::optional<Town> stored() {
        return store().read(
            [](store::ReadTransaction& tx) { return find_visible<Town>(tx, "slug = :slug", "nantes"); });
    }

    std::vector<Revision> revisions(Town const& town) {
        return store().read([&](store::ReadTransaction& tx) { return revisions_of(tx, "town", town.id); });
    }

    struct Version {
        std::int64_t version, revision;
        std::string name, valid_from, valid_to;
        bool operator==(Version const&) const = default;
    };
    std::vector<Version> history() {
        return store().read([](store::ReadTransaction& tx) {
            std::vector<Version> versions;
            tx.each<std::int64_t, std::int64_t, std::string, std::string, std::string>(
                "SELECT version, revision, name, valid_from, valid_to FROM towns_history ORDER BY version",
                [&](std::int64_t version, std::int64_t revision, std::string name, std::string from,
                    std::string to) {
                    versions.push_back({version, revision, std::move(name), std::move(from), std::move(to)});
                });
            return versions;
        });
    }

    std::vector<std::string> mentions() {
        return store().read([](store::ReadTransaction& tx) {
            std::vector<std::string> keys;
            tx.each<std::string, std::string>(
                "SELECT target_type, target_key FROM mentions WHERE record_type = 'town' AND audience = "
                "'public' "
                "ORDER BY target_type, target_key",
                [&](std::string const& type, std::string const& key) { keys.push_back(type + ":" + key); });
            return keys;
        });
    }
};
LEGATION_ON_BOTH_DATABASES(Records);

TEST_P(Records, AreReadBackAsTheyWereCreated) {
    Town const town = create_nantes();
    EXPECT_EQ(town.id, 1);
    EXPECT_EQ(town.version, 1);
    EXPECT_EQ(town.changed_at, "2026-11-21T12:00:00.000Z");
    EXPECT_EQ(town.uuid, uuid_v5("town:nantes")) << "the same on every hub";
    auto const read = stored();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->uuid, town.uuid);
    EXPECT_EQ(read->phone, "+33");
    EXPECT_EQ(read->area, std::nullopt);
    EXPECT_EQ(read->audience, "public");
}

TEST_P(Records, WriteTheirFirstHistoryAndRevisionWhenCreated) {
    Town const town = create_nantes();
    EXPECT_EQ(history(), (std::vector<Version>{{1, 1, "Nantes", "2026-11-21T12:00:00.000Z", ""}}));
    auto const all = revisions(town);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].author, "Ada");
    EXPECT_EQ(all[0].comment, "seen in the report");
    EXPECT_EQ(all[0].at, "2026-11-21T12:00:00.000Z");
    EXPECT_EQ(all[0].version, 1);
    ASSERT_FALSE(all[0].changes.empty());
    EXPECT_EQ(all[0].changes[1].field, "name");
    EXPECT_EQ(all[0].changes[1].before, "");
    EXPECT_EQ(all[0].changes[1].after, "Nantes");
}

TEST_P(Records, KeepEveryVersionWithTheTimeInWhichItWasTrue) {
    Town town = create_nantes();
    clock_.advance(1h);
    town.name = "Naoned";
    EXPECT_TRUE(change(town));
    EXPECT_EQ(town.version, 2);
    clock_.advance(1h);
    town.name = "Nantes";
    EXPECT_TRUE(change(town));
    EXPECT_EQ(history(),
              (std::vector<Version>{{1, 1, "Nantes", "2026-11-21T12:00:00.000Z", "2026-11-21T13:00:00.000Z"},
                                    {2, 2, "Naoned", "2026-11-21T13:00:00.000Z", "2026-11-21T14:00:00.000Z"},
                                    {3, 3, "Nantes", "2026-11-21T14:00:00.000Z", ""}}));
    auto const all = revisions(town);
    ASSERT_EQ(all.size(), 3U) << "the newest first";
    EXPECT_EQ(all[0].version, 3);
    ASSERT_EQ(all[1].changes.size(), 1U);
    EXPECT_EQ(all[1].changes[0].before, "Nantes");
    EXPECT_EQ(all[1].changes[0].after, "Naoned");
    EXPECT_EQ(stored()->changed_at, "2026-11-21T14:00:00.000Z");
}

TEST_P(Records, AreLoadedAsAnyVersionOfThemStood) {
    Town town = create_nantes();
    town.name = "Naoned";
    change(town);
    hide_it(town);

    auto const version = [&](std::int64_t number) {
        return store().read(
            [&](store::ReadTransaction& tx) { return load_version(tx, type_of<Town>(), town.id, number); });
    };
    EXPECT_EQ(static_cast<Town const&>(*version(1)).name, "Nantes");
    EXPECT_EQ(static_cast<Town const&>(*version(2)).name, "Naoned");
    EXPECT_FALSE(version(2)->is_hidden);
    EXPECT_TRUE(version(3)->is_hidden);
    EXPECT_EQ(version(4), nullptr);
}

TEST_P(Records, WriteNothingWhenNothingChanged) {
    Town town = create_nantes();
    clock_.advance(1h);
    EXPECT_FALSE(change(town));
    EXPECT_EQ(town.version, 1);
    EXPECT_EQ(history().size(), 1U);
    EXPECT_EQ(revisions(town).size(), 1U);
    EXPECT_EQ(stored()->changed_at, "2026-11-21T12:00:00.000Z");
}

TEST_P(Records, RefuseAChangeOfAnOlderVersion) {
    Town mine = create_nantes();
    Town theirs = mine;
    theirs.name = "Naoned";
    change(theirs);
    mine.name = "Nantes, France";
    try {
        change(mine);
        FAIL() << "somebody else was first";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::conflict);
    }
    EXPECT_EQ(stored()->name, "Naoned");
    EXPECT_EQ(history().size(), 2U);
}

TEST_P(Records, ThatDoNotExistCannotBeChanged) {
    Town town;
    town.id = 99;
    town.slug = "nantes";
    town.name = "Nantes";
    try {
        change(town);
        FAIL() << "there is no such town";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::not_found);
    }
}

TEST_P(Records, ThatAreNotValidAreNotStored) {
    Town town;
    town.slug = "nantes";
    town.website = "javascript:alert(1)";
    try {
        write([&](store::WriteTransaction& tx) { create(tx, town, ""); });
        FAIL() << "it has no name";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unprocessable);
        EXPECT_NE(error.public_message.find("name is missing"), std::string::npos);
        EXPECT_NE(error.public_message.find("website must be a web address"), std::string::npos);
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM towns"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM revisions"), 0);
}

TEST_P(Records, LeaveNoTraceWhenTheirTransactionFails) {
    EXPECT_THROW(write([](store::WriteTransaction& tx) {
                     Town town;
                     town.slug = "nantes";
                     town.name = "Nantes";
                     create(tx, town, "");
                     throw Error(ErrorCode::conflict, "changed my mind");
                 }),
                 Error);
    for (std::string const table : {"towns", "towns_history", "revisions", "mentions"})
        EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM {}", table)), 0) << table;
}

TEST_P(Records, AreHiddenNotErased) {
    Town town = create_nantes();
    clock_.advance(1h);
    hide_it(town);
    EXPECT_EQ(stored(), std::nullopt) << "no public page shows it";
    EXPECT_EQ(number("SELECT is_hidden FROM towns"), 1);
    EXPECT_EQ(history().size(), 2U);
    auto const all = revisions(town);
    ASSERT_EQ(all[0].changes.size(), 1U);
    EXPECT_EQ(all[0].changes[0].field, "is_hidden");
    EXPECT_EQ(all[0].comment, "not a town");
    EXPECT_EQ(
        store().read([](store::ReadTransaction& tx) { return id_of_key(tx, type_of<Town>(), "nantes"); }), 1)
        << "its key stays taken";
}

TEST_P(Records, ForAClosedAudienceAreNotVisible) {
    Town town = create_nantes();
    town.audience = "members";
    EXPECT_TRUE(change(town));
    EXPECT_EQ(stored(), std::nullopt);
    EXPECT_TRUE(mentions().empty());
}

TEST_P(Records, AreFoundByWhatTheyMention) {
    Town town = create_nantes();
    EXPECT_EQ(mentions(), (std::vector<std::string>{"source:report", "theme:health", "theme:sports"}));
    town.themes = "health;trade";
    change(town);
    EXPECT_EQ(mentions(), (std::vector<std::string>{"source:report", "theme:health", "theme:trade"}));
    hide_it(town);
    EXPECT_TRUE(mentions().empty());
}

TEST_P(Records, GrowTheChangeNumberWithEveryChange) {
    auto const change_number_now = [&] {
        return store().read([](store::ReadTransaction& tx) { return change_number(tx); });
    };
    EXPECT_EQ(change_number_now(), 0);
    Town town = create_nantes();
    EXPECT_EQ(change_number_now(), 1);
    change(town);
    EXPECT_EQ(change_number_now(), 1) << "nothing changed";
    town.name = "Naoned";
    change(town);
    EXPECT_EQ(change_number_now(), 2);
}

TEST_P(Records, TellTheLatestRevisionsOfAll) {
    Town town = create_nantes();
    town.name = "Naoned";
    change(town, "its Breton name");
    auto const latest = store().read([](store::ReadTransaction& tx) { return latest_revisions(tx, 1); });
    ASSERT_EQ(latest.size(), 1U);
    EXPECT_EQ(latest[0].comment, "its Breton name");
    EXPECT_EQ(latest[0].record_type, "town");
    EXPECT_EQ(latest[0].record_id, town.id);
}

TEST_P(Records, WithoutAKeyGetARandomUuidOfTheirTime) {
    RecordType keyless = type_of<Town>();
    keyless.key = {};
    write([&](store::WriteTransaction& tx) {
        Town town;
        town.slug = "a";
        town.name = "A";
        create(tx, keyless, town, "");
        EXPECT_TRUE(is_uuid(town.uuid));
        EXPECT_EQ(town.uuid[14], '7');
        Town other = town;
        other.slug = "b";
        other.uuid.clear();
        create(tx, keyless, other, "");
        EXPECT_NE(town.uuid, other.uuid);
        EXPECT_EQ(town.uuid.substr(0, 13), other.uuid.substr(0, 13)) << "the same millisecond";
    });
}

} // namespace
} // namespace legation::records
