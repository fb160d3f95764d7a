#include "kernel/error.hpp"
#include "register/actor.hpp"
#include "register/identifier.hpp"
#include "register/membership.hpp"
#include "register/merge/merge.hpp"
#include "register/partnership.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class Merges : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        import("actor",
               "slug,kind,name,short_name,country,place,website,themes,sources,identifiers\n"
               "c40,network,C40 Cities Climate Leadership Group,,FR,,https://c40.example,trade;health,"
               "report@p. 9,wikidata:Q1\n");
        import("membership", "member,network,role,since\nus-tx-houston,c40,,\nus-tx,c40,observer,2020\n");
        import("person", "key,name,role,actor\ngrace,Grace Hopper,Director,c40\n");
        import("convening", "slug,name,organizers\nsummit,Summit of Mayors,c40;rice\n");
    }

    std::int64_t merge_actors(std::string_view kept, std::string_view merged) {
        std::int64_t const kept_id = id_of("actor", kept);
        std::int64_t const merged_id = id_of("actor", merged);
        return write([&](store::WriteTransaction& tx) {
            return merge(tx, records::type_of<Actor>(), kept_id, merged_id, "the same network");
        });
    }

    std::string refusal_of(std::string_view kept, std::string_view merged) {
        try {
            merge_actors(kept, merged);
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::unprocessable);
            return error.public_message;
        }
        return "(not refused)";
    }

    void undo(std::int64_t merge_id) {
        write([&](store::WriteTransaction& tx) { undo_merge(tx, merge_id, "they differ"); });
    }

    Actor actor(std::string_view slug) {
        std::int64_t const id = id_of("actor", slug);
        return store().read([&](store::ReadTransaction& tx) {
            return static_cast<Actor const&>(*records::load(tx, records::type_of<Actor>(), id));
        });
    }

    /// Every row of every noun that can be seen, but for versions and times.
    std::string visible_record() {
        return store().read([&](store::ReadTransaction& tx) {
            std::string all;
            for (records::RecordType const* type : nouns()) {
                auto const ids = tx.values<std::int64_t>(
                    fmt::format("SELECT id FROM {} WHERE is_hidden = 0 ORDER BY id", type->table));
                for (std::int64_t const id : ids) {
                    auto const record = records::load(tx, *type, id);
                    all += fmt::format("{} {}:", type->name, id);
                    for (records::Field const& field : type->fields)
                        all += fmt::format(" {}", records::to_text(field.get(*record)));
                    all += '\n';
                }
            }
            return all;
        });
    }

    std::int64_t memberships_of(std::string_view network) {
        return number("SELECT COUNT(*) FROM memberships WHERE is_hidden = 0 AND network_id = :id",
                      id_of("actor", network));
    }
};
LEGATION_ON_BOTH_DATABASES(Merges);

TEST_P(Merges, MoveTiesPeopleAndIdentifiersToTheKeptRecord) {
    merge_actors("c40-cities", "c40");
    std::int64_t const kept = id_of("actor", "c40-cities");
    EXPECT_EQ(number("SELECT actor_id FROM people WHERE key = 'grace'"), kept);
    EXPECT_EQ(number("SELECT actor_id FROM identifiers WHERE value = 'Q1'"), kept);
    EXPECT_EQ(text("SELECT organizers FROM convenings WHERE slug = 'summit'"), "c40-cities;rice");
    EXPECT_EQ(memberships_of("c40"), 0);
}

TEST_P(Merges, SayNothingTwice) {
    // Houston is a member of both, since an unknown year; Texas of the other alone.
    merge_actors("c40-cities", "c40");
    EXPECT_EQ(memberships_of("c40-cities"), 4);
}

TEST_P(Merges, UniteListsAndFillWhatIsEmpty) {
    merge_actors("c40-cities", "c40");
    Actor const kept = actor("c40-cities");
    EXPECT_EQ(kept.name, "C40 Cities");
    EXPECT_EQ(kept.website, "https://c40.example");
    EXPECT_EQ(kept.themes, "health;trade");
    EXPECT_EQ(kept.sources, "report;report@p. 9");
    EXPECT_EQ(kept.other_names, "C40 Cities Climate Leadership Group");
    EXPECT_TRUE(actor("c40").is_hidden);
}

TEST_P(Merges, AreUndoneWithoutATrace) {
    std::string const before = visible_record();
    std::int64_t const merge_id = merge_actors("c40-cities", "c40");
    EXPECT_NE(visible_record(), before);
    undo(merge_id);
    EXPECT_EQ(visible_record(), before);
}

TEST_P(Merges, LeaveWhatWasChangedSinceWhenTheyAreUndone) {
    std::int64_t const merge_id = merge_actors("c40-cities", "c40");
    write([&](store::WriteTransaction& tx) {
        auto kept = *records::find_visible<Actor>(tx, "slug = 'c40-cities'");
        kept.website = "https://c40.example/new";
        records::update(tx, kept, "it moved");
    });
    undo(merge_id);
    EXPECT_EQ(actor("c40-cities").website, "https://c40.example/new");
    EXPECT_EQ(actor("c40-cities").themes, "health");
    EXPECT_FALSE(actor("c40").is_hidden);
}

TEST_P(Merges, AreUndoneOnce) {
    std::int64_t const merge_id = merge_actors("c40-cities", "c40");
    undo(merge_id);
    EXPECT_THROW(undo(merge_id), Error);
    EXPECT_THROW(undo(999), Error);
}

TEST_P(Merges, LeadFromTheOldRecordToTheOneThatStands) {
    import("actor", "slug,kind,name,country\nc40-group,network,C40 Group,FR\n");
    std::int64_t const first = merge_actors("c40-group", "c40");
    merge_actors("c40-cities", "c40-group");
    auto const target = [&](std::string_view slug) {
        std::int64_t const id = id_of("actor", slug);
        return store().read([&](store::ReadTransaction& tx) {
            return merged_into(tx, records::type_of<Actor>(), id).value_or(0);
        });
    };
    EXPECT_EQ(target("c40"), id_of("actor", "c40-cities"));
    EXPECT_EQ(target("c40-cities"), 0);
    undo(first);
    EXPECT_EQ(target("c40"), 0);
}

TEST_P(Merges, AreRefusedWhereTheTwoCannotBeOne) {
    EXPECT_EQ(refusal_of("c40", "c40"), "A record cannot be merged with itself.");
    EXPECT_EQ(refusal_of("us-tx", "c40"), "A government and an organization cannot be one record.");
    EXPECT_EQ(refusal_of("us-tx", "us-tx-houston"), "They are the governments of two places.");
    EXPECT_EQ(refusal_of("c40", "usg-bureau"),
              "Their countries differ: mend that first if they are the same.");
    EXPECT_EQ(refusal_of("usg-state", "usg-bureau"),
              "“Department of State” and “Bureau of Maps” are tied to each other: they are not the same.");
    EXPECT_FALSE(actor("usg-bureau").is_hidden) << "a refused merge leaves nothing behind";
}

TEST_P(Merges, KeepTheGovernmentWhoseAddressIsItsPlace) {
    import("actor",
           "slug,kind,name,country,place\nhouston-office,municipality,City of Houston,US,us-tx-houston\n");
    EXPECT_EQ(refusal_of("houston-office", "us-tx-houston"),
              "Keep “Houston”: its address is that of the place it governs.");
    merge_actors("us-tx-houston", "houston-office");
    EXPECT_EQ(actor("us-tx-houston").other_names, "City of Houston");
}

TEST_P(Merges, RefuseThePartiesOfOnePartnership) {
    import("actor", "slug,kind,name,country\nnagoya-city,foreign_subnational,Nagoya City,JP\n");
    import("partnership", "key,kind,status,parties\npair,friendship,active,jp-nagoya;nagoya-city\n");
    EXPECT_NE(refusal_of("jp-nagoya", "nagoya-city").find("tied to each other"), std::string::npos);
}

TEST_P(Merges, OfPartnershipsKeepEachPartyOnce) {
    import("partnership", "key,kind,status,parties\nagain,sister_city,signed,jp-nagoya;us-ca-los-angeles\n");
    std::int64_t const kept = id_of("partnership", "la-nagoya");
    std::int64_t const merged = id_of("partnership", "again");
    write([&](store::WriteTransaction& tx) {
        merge(tx, records::type_of<Partnership>(), kept, merged, "one agreement");
    });
    EXPECT_EQ(
        number("SELECT COUNT(*) FROM partnership_parties WHERE is_hidden = 0 AND partnership_id = :id", kept),
        2);
    EXPECT_EQ(text("SELECT status FROM partnerships WHERE id = :id", kept), "active");
}

} // namespace
} // namespace legation::registry
