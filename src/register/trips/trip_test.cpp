#include "register/activity.hpp"
#include "register/register_fixture.hpp"
#include "register/trips/trip.hpp"

namespace legation::registry {
namespace {

TEST(Trip, IsForEverybodyTheDayAfterItsLast) {
    EXPECT_EQ(day_after_return("delegation_out", "2027-05-03", "2027-05-08", "2026-11-22"), "2027-05-09");
    EXPECT_EQ(day_after_return("trade_mission", "2027-12-31", "", "2026-11-22"), "2028-01-01");
}

TEST(Trip, OfWhichOnlyTheMonthOrTheYearIsKnownWaitsForItsEnd) {
    EXPECT_EQ(day_after_return("exchange", "2028-02", "", "2026-11-22"), "2028-03-01");
    EXPECT_EQ(day_after_return("delegation_in", "2027", "", "2026-11-22"), "2028-01-01");
}

TEST(Trip, ThatIsOverIsForEverybodyAtOnce) {
    EXPECT_EQ(day_after_return("delegation_out", "2026-11-20", "2026-11-21", "2026-11-22"), "");
    EXPECT_EQ(day_after_return("delegation_out", "2026-11-20", "2026-11-22", "2026-11-22"), "2026-11-23");
    EXPECT_EQ(day_after_return("delegation_out", "", "", "2026-11-22"), "");
}

TEST(Trip, IsNothingThatNobodyTravelsFor) {
    EXPECT_EQ(day_after_return("statement", "2027-05-03", "", "2026-11-22"), "");
}

class Publishing : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        trip_ = id_of("activity", "la-visit");
        write([&](store::WriteTransaction& tx) {
            auto const trip = records::load(tx, type(), trip_);
            trip->audience = "own";
            records::update(tx, type(), *trip, "not yet");
            publish_on(tx, type(), trip_, to_text(tx.now() + std::chrono::days(3)).substr(0, 10));
        });
    }

    static records::RecordType const& type() { return records::type_of<Activity>(); }

    std::string audience() {
        return store().read(
            [&](store::ReadTransaction& tx) { return records::load(tx, type(), trip_)->audience; });
    }
    std::string day() {
        return store().read([&](store::ReadTransaction& tx) { return publishing_day(tx, type(), trip_); });
    }

    std::int64_t trip_ = 0;
};

LEGATION_ON_BOTH_DATABASES(Publishing);

TEST_P(Publishing, WaitsForItsDayAndLeavesAVersionThatSaysSo) {
    clock_.advance(std::chrono::days(2));
    EXPECT_EQ(publish_due(store()), 0);
    EXPECT_EQ(audience(), "own");
    clock_.advance(std::chrono::days(1));
    EXPECT_EQ(publish_due(store()), 1);
    EXPECT_EQ(audience(), "public");
    EXPECT_EQ(day(), "");
    EXPECT_EQ(number("SELECT COUNT(*) FROM revisions WHERE comment = 'shown to everybody after the return'"),
              1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM patrol"), 1) << "nobody but its keepers has seen it";
    EXPECT_EQ(publish_due(store()), 0);
}

TEST_P(Publishing, LeavesAloneWhatWasRemoved) {
    write([&](store::WriteTransaction& tx) {
        records::hide(tx, type(), *records::load(tx, type(), trip_), "called off");
    });
    clock_.advance(std::chrono::days(4));
    EXPECT_EQ(publish_due(store()), 0);
    EXPECT_EQ(audience(), "own");
    EXPECT_EQ(day(), "");
}

TEST_P(Publishing, IsTakenBackByAnotherChoice) {
    write([&](store::WriteTransaction& tx) { publish_on(tx, type(), trip_, ""); });
    clock_.advance(std::chrono::days(4));
    EXPECT_EQ(publish_due(store()), 0);
    EXPECT_EQ(audience(), "own");
}

} // namespace
} // namespace legation::registry
