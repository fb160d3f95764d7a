#include "kernel/records/mentions.hpp"
#include "kernel/records/sample_record.hpp"
#include "tests/temporary_store.hpp"

#include <array>

namespace legation::records {
namespace {

using namespace std::chrono_literals;

/// A town whose themes change on three days, the last time when it is hidden.
class MentionsHistory : public test::WithSchema {
  protected:
    void SetUp() override {
        WithSchema::SetUp();
        if (IsSkipped()) return;
        run_script(std::string(town_schema));
        town_.slug = "nantes";
        town_.name = "Nantes";
        town_.themes = "health;sports";
        write([&](store::WriteTransaction& tx) { create(tx, town_, "new"); });
        clock_.advance(24h);
        town_.themes = "health;trade";
        write([&](store::WriteTransaction& tx) { update(tx, town_, "changed"); });
        clock_.advance(24h);
        write([&](store::WriteTransaction& tx) { hide(tx, type_of<Town>(), town_, "hidden"); });
    }

    /// `theme from until` of each mention of a theme that ever was.
    std::vector<std::string> history() {
        return store().read([](store::ReadTransaction& tx) {
            return tx.values<std::string>(
                "SELECT target_key || ' ' || audience || ' ' || SUBSTR(valid_from, 1, 10) || ' ' || "
                "COALESCE(SUBSTR(valid_to, 1, 10), 'on') FROM mentions_history ORDER BY valid_from, "
                "target_key");
        });
    }

    Town town_;
};
LEGATION_ON_BOTH_DATABASES(MentionsHistory);

std::vector<std::string> const expected{
    "health public 2026-11-21 2026-11-22", "sports public 2026-11-21 2026-11-22",
    "health public 2026-11-22 2026-11-23", "trade public 2026-11-22 2026-11-23"};

TEST_P(MentionsHistory, SaysWhichThemeARecordHadWhen) {
    EXPECT_EQ(history(), expected);
}

TEST_P(MentionsHistory, IsDerivedOnceWhereAHubIsOlderThanIt) {
    Town other; // without a mention nothing would seem to be missing
    other.slug = "dakar";
    other.name = "Dakar";
    other.themes = "culture";
    write([&](store::WriteTransaction& tx) { create(tx, other, "new"); });
    run_script("DELETE FROM mentions_history");
    std::array<RecordType const*, 1> const types{&type_of<Town>()};
    EXPECT_EQ(derive_mentions_history(store(), types), 5);
    auto with_dakar = expected;
    with_dakar.emplace_back("culture public 2026-11-23 on");
    EXPECT_EQ(history(), with_dakar);
    EXPECT_EQ(derive_mentions_history(store(), types), 0) << "once is enough";
}

} // namespace
} // namespace legation::records
