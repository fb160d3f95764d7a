#include "register/actor.hpp"
#include "register/feeds/changes.hpp"
#include "register/feeds/country_changes.hpp"
#include "register/person.hpp"
#include "register/register_fixture.hpp"

#include <algorithm>
#include <set>

namespace legation::registry {
namespace {

class FeedChanges : public RegisterTest {
  protected:
    /// The types of the records whose changes somebody hears of who follows an actor.
    std::multiset<std::string> types_around(std::string_view slug) {
        return store().read([&](store::ReadTransaction& tx) {
            auto const id = records::id_of_key(tx, records::type_of<Actor>(), slug);
            std::multiset<std::string> types;
            for (records::Revision const& change :
                 changes_around(tx, records::type_of<Actor>(), id.value_or(0), 1))
                types.insert(change.record_type);
            return types;
        });
    }

    template <class T>
    void hide(std::string_view key) {
        write([&](store::WriteTransaction& tx) {
            auto const id = records::id_of_key(tx, records::type_of<T>(), key);
            auto found = records::visible<T>(tx, "id = :id", id.value_or(0));
            records::hide(tx, records::type_of<T>(), found.at(0), "hidden by a test");
            return 0;
        });
    }
};

TEST_P(FeedChanges, OfAnActorAreThoseOfWhatIsTiedToItToo) {
    import_sample();
    EXPECT_EQ(types_around("us-ca-los-angeles"),
              (std::multiset<std::string>{"activity", "actor", "international_office", "membership",
                                          "partnership", "person"}));
    EXPECT_EQ(types_around("c40-cities"),
              (std::multiset<std::string>{"actor", "membership", "membership", "membership"}));
}

TEST_P(FeedChanges, OfACountryAreThoseOfWhatIsThereOrWithIt) {
    import_sample();
    std::multiset<std::string> types;
    store().read([&](store::ReadTransaction& tx) {
        for (records::Revision const& change : changes_in_country(tx, "JP", 1))
            types.insert(change.record_type);
        EXPECT_TRUE(changes_in_country(tx, "JP", 2).empty());
        EXPECT_TRUE(changes_in_country(tx, "AD", 1).empty());
    });
    EXPECT_EQ(types,
              (std::multiset<std::string>{"activity", "actor", "partnership", "partnership", "presence"}));
}

TEST_P(FeedChanges, OfCountriesNameEachOnceTheLatestFirst) {
    import_sample();
    import("actor", "slug,kind,name\njp-nagoya,foreign_subnational,City of Nagoya\n");
    auto const countries = store().read(changed_countries);
    ASSERT_EQ(countries.size(), 3U);
    std::set<std::string> codes;
    for (ChangedCountry const& country : countries)
        codes.insert(country.code);
    EXPECT_EQ(codes, (std::set<std::string>{"FR", "JP", "US"}));
    EXPECT_GE(countries.front().changed_at, countries.back().changed_at);
}

TEST_P(FeedChanges, OfWhatIsHiddenAreNotTold) {
    import_sample();
    hide<Person>("ada");
    EXPECT_FALSE(types_around("us-ca-los-angeles").contains("person"));
}

TEST_P(FeedChanges, AreToldTheNewestFirst) {
    import_sample();
    clock_.advance(std::chrono::hours(1));
    import("actor", "slug,kind,name,country\nus-tx-houston,municipality,City of Houston,US\n");
    store().read([&](store::ReadTransaction& tx) {
        auto const id = records::id_of_key(tx, records::type_of<Actor>(), "us-tx-houston");
        auto const changes = changes_around(tx, records::type_of<Actor>(), id.value_or(0), 1);
        ASSERT_FALSE(changes.empty());
        EXPECT_EQ(changes.front().record_type, "actor");
        EXPECT_EQ(changes.front().version, 2);
        EXPECT_TRUE(std::ranges::is_sorted(changes, std::ranges::greater{}, &records::Revision::id));
        auto const listed = changed_records(tx, records::type_of<Actor>(), 1);
        ASSERT_FALSE(listed.empty());
        EXPECT_EQ(listed.front().name, "us-tx-houston");
    });
}

TEST_P(FeedChanges, AHiddenRecordIsInNoList) {
    import_sample();
    auto const people = [&] {
        return store().read([](store::ReadTransaction& tx) {
            return changed_records(tx, records::type_of<Person>(), 1).size();
        });
    };
    EXPECT_EQ(people(), 1U);
    hide<Person>("ada");
    EXPECT_EQ(people(), 0U);
}

LEGATION_ON_BOTH_DATABASES(FeedChanges);

} // namespace
} // namespace legation::registry
