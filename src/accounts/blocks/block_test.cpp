#include "accounts/account.hpp"
#include "accounts/blocks/address_range.hpp"
#include "accounts/blocks/block.hpp"
#include "tests/temporary_store.hpp"

#include <gtest/gtest.h>

namespace legation::accounts {
namespace {

using store::ReadTransaction;
using store::WriteTransaction;

std::string written(std::string_view text) {
    auto const range = AddressRange::parse(text);
    return range ? range->text() : "none";
}

bool is_in(std::string_view address, std::string_view range) {
    return AddressRange::parse(range).value().contains(AddressRange::parse(address).value());
}

TEST(AddressRange, IsWrittenByItsFirstAddress) {
    EXPECT_EQ(written("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(written("203.0.113.7/24"), "203.0.113.0/24");
    EXPECT_EQ(written("203.0.113.7/32"), "203.0.113.7");
    EXPECT_EQ(written("0.0.0.0/0"), "0.0.0.0/0");
    EXPECT_EQ(written("2001:DB8:0:1::9/48"), "2001:db8::/48");
    EXPECT_EQ(written("::ffff:203.0.113.7"), "203.0.113.7");
}

TEST(AddressRange, HoldsItsAddressesAndNoOthers) {
    EXPECT_TRUE(is_in("203.0.113.255", "203.0.113.0/24"));
    EXPECT_FALSE(is_in("203.0.114.0", "203.0.113.0/24"));
    EXPECT_TRUE(is_in("203.0.113.129", "203.0.113.128/25"));
    EXPECT_FALSE(is_in("203.0.113.127", "203.0.113.128/25"));
    EXPECT_TRUE(is_in("::ffff:203.0.113.7", "203.0.113.0/24")) << "however it arrived";
    EXPECT_TRUE(is_in("2001:db8:0:1::9", "2001:db8::/48"));
    EXPECT_FALSE(is_in("2001:db9::", "2001:db8::/32"));
    EXPECT_FALSE(is_in("2001:db8::1", "0.0.0.0/0")) << "IPv6 is not all of IPv4";
    EXPECT_FALSE(is_in("203.0.113.0/24", "203.0.113.7")) << "a range is not in one of its addresses";
}

TEST(AddressRange, IsNothingElse) {
    for (std::string_view const text :
         {"", "/", "/24", "203.0.113", "203.0.113.7/", "203.0.113.7/33", "203.0.113.7/-1",
          "203.0.113.7/24/24", "203.0.113.07777", "1.2.3.4 ", "2001:db8::/129", "::ffff:203.0.113.7/12x",
          "localhost", "12", "%00",
          "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"})
        EXPECT_EQ(written(text), "none") << text;
    EXPECT_EQ(written(std::string_view("1.2.3.4\0", 8)), "none");
}

class Blocks : public test::WithSchema {
  protected:
    http::Viewer somebody(std::string_view email, http::Role role = http::Role::member) {
        http::Viewer viewer;
        viewer.account_id = write([&](WriteTransaction& tx) { return add_account(tx, email, "", role).id; });
        viewer.role = role;
        return viewer;
    }
    std::int64_t block(Block block, std::optional<std::chrono::hours> for_hours = std::chrono::hours(24)) {
        write([&](WriteTransaction& tx) {
            if (for_hours) block.ends_at = to_text(tx.now() + *for_hours);
            add_block(tx, block);
        });
        return block.id;
    }
    std::string reason_for(http::Viewer const& viewer, std::string_view client,
                           std::chrono::hours later = {}) {
        auto const found = store().read(
            [&](ReadTransaction& tx) { return find_block(tx, viewer, client, store().now() + later); });
        return found ? found->reason : "goes on";
    }
    void add_changes(http::Viewer const& viewer, int count) {
        write([&](WriteTransaction& tx) {
            for (int number = 0; number < count; ++number)
                tx.execute("INSERT INTO revisions (id, record_type, record_id, version, author, comment, "
                           "changed_at, changes, account_id) VALUES (:id, 'actor', :record, 1, 'x', '', '', "
                           "'[]', :account)",
                           tx.next_id("revisions"), std::int64_t{number} + 1, viewer.account_id);
        });
    }
    bool is_new(http::Viewer const& viewer, std::chrono::hours later = {}) {
        return store().read(
            [&](ReadTransaction& tx) { return is_newcomer(tx, viewer, store().now() + later); });
    }
};

LEGATION_ON_BOTH_DATABASES(Blocks);

TEST_P(Blocks, StopAnAccountUntilTheyEndOrAreLifted) {
    http::Viewer const ann = somebody("ann@people.example"), ben = somebody("ben@people.example");
    std::int64_t const id = block({.account_id = ann.account_id, .reason = "Advertising"});
    EXPECT_EQ(reason_for(ann, "203.0.113.7"), "Advertising");
    EXPECT_EQ(reason_for(ben, "203.0.113.7"), "goes on");
    EXPECT_EQ(reason_for(ann, "203.0.113.7", std::chrono::hours(25)), "goes on");
    EXPECT_TRUE(write([&](WriteTransaction& tx) { return lift_block(tx, id); }));
    EXPECT_FALSE(write([&](WriteTransaction& tx) { return lift_block(tx, id); })) << "it was lifted";
    EXPECT_EQ(reason_for(ann, "203.0.113.7"), "goes on");
}

TEST_P(Blocks, WithoutAnEndRunUntilLifted) {
    http::Viewer const ann = somebody("ann@people.example");
    block({.account_id = ann.account_id, .reason = "Threats"}, std::nullopt);
    EXPECT_EQ(reason_for(ann, "", std::chrono::hours(24 * 3000)), "Threats");
}

TEST_P(Blocks, OfARangeStopVisitorsAndNewcomersOnly) {
    block({.range = "203.0.113.0/24", .reason = "A wave of nonsense"});
    http::Viewer const visitor, newcomer = somebody("new@people.example"),
                                moderator = somebody("m@people.example", http::Role::moderator);
    EXPECT_EQ(reason_for(visitor, "203.0.113.200"), "A wave of nonsense");
    EXPECT_EQ(reason_for(visitor, "::ffff:203.0.113.200"), "A wave of nonsense");
    EXPECT_EQ(reason_for(visitor, "203.0.114.1"), "goes on");
    EXPECT_EQ(reason_for(visitor, "made up"), "goes on");
    EXPECT_EQ(reason_for(newcomer, "203.0.113.7"), "A wave of nonsense");
    EXPECT_EQ(reason_for(moderator, "203.0.113.7"), "goes on");
    http::Viewer trusted = newcomer;
    trusted.is_trusted = true;
    EXPECT_EQ(reason_for(trusted, "203.0.113.7"), "goes on");
}

TEST_P(Blocks, TellANewcomerByDaysAndByChanges) {
    http::Viewer const ann = somebody("ann@people.example");
    constexpr std::chrono::hours five_days{5 * 24};
    EXPECT_TRUE(is_new(ann));
    EXPECT_TRUE(is_new(ann, five_days)) << "it has changed nothing yet";
    add_changes(ann, 10);
    EXPECT_TRUE(is_new(ann)) << "ten changes on the first day are no habit";
    EXPECT_FALSE(is_new(ann, five_days));
    EXPECT_FALSE(is_new({})) << "a visitor's suggestions wait for a moderator";
    EXPECT_FALSE(is_new(somebody("m@people.example", http::Role::moderator)));
}

TEST_P(Blocks, AndProtectionOfARecordEndWhenTheyAreTakenOff) {
    std::string const uuid = "0190a000-0000-7000-8000-000000000001";
    auto const reason = [&] {
        return store().read([&](ReadTransaction& tx) { return protection_of(tx, uuid); });
    };
    EXPECT_EQ(reason(), std::nullopt);
    write([&](WriteTransaction& tx) { protect(tx, uuid, "Edit war"); });
    write([&](WriteTransaction& tx) { protect(tx, uuid, "Still"); });
    EXPECT_EQ(reason(), "Still");
    EXPECT_TRUE(write([&](WriteTransaction& tx) { return unprotect(tx, uuid); }));
    EXPECT_EQ(reason(), std::nullopt);
}

} // namespace
} // namespace legation::accounts
