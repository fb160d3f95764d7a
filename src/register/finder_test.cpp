#include "register/actor.hpp"
#include "register/finder.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

class FinderOfNames : public RegisterTest {
  protected:
    FoundPage find(std::string_view text, bool as_you_type = false, bool spanish = false) {
        return picture()->finder->search(text, 10, 0, as_you_type, spanish);
    }

    std::vector<std::string> slugs(std::string_view text) {
        std::vector<std::string> result;
        for (Found const& found : find(text).items)
            result.push_back(found.slug);
        return result;
    }

    Found first(std::string_view text, bool spanish = false) {
        auto const page = find(text, false, spanish);
        if (page.items.empty()) ADD_FAILURE() << "nothing is found for " << text;
        return page.items.empty() ? Found{} : page.items.front();
    }
};
LEGATION_ON_BOTH_DATABASES(FinderOfNames);

using Slugs = std::vector<std::string>;

TEST_P(FinderOfNames, FindsTheLargerOfTwoPlacesFirst) {
    EXPECT_EQ(slugs("paris"), (Slugs{"fr-paris", "us-tx-paris"}));
    Found const paris = first("paris");
    EXPECT_EQ(paris.title, "Paris");
    EXPECT_EQ(paris.context, "Île-de-France, France");
    EXPECT_EQ(paris.path, "/register/fr-paris");
    EXPECT_EQ(paris.kind, FoundKind::place);
    EXPECT_EQ(paris.country, "FR");
    EXPECT_FALSE(paris.is_recorded);
}

TEST_P(FinderOfNames, FindsASmallPlaceByTheAreaThatItIsIn) {
    EXPECT_EQ(first("paris texas").slug, "us-tx-paris");
    EXPECT_EQ(first("paris, tx").slug, "us-tx-paris");
    EXPECT_EQ(first("paris france").slug, "fr-paris");
}

TEST_P(FinderOfNames, FindsTheRecordedBeforeTheUnrecordedOfTheSameName) {
    write([](store::WriteTransaction& tx) {
        tx.execute("UPDATE places SET population = 24782 WHERE slug = 'fr-paris'");
    });
    import("actor", "slug,kind,name,country,place\nus-tx-paris,municipality,Paris,US,us-tx-paris\n");
    EXPECT_EQ(slugs("paris"), (Slugs{"us-tx-paris", "fr-paris"}));
    EXPECT_TRUE(first("paris").is_recorded);
    EXPECT_EQ(first("paris").kind, FoundKind::government);
    EXPECT_EQ(first("paris").label, "Municipality");
}

TEST_P(FinderOfNames, FindsARecordedPlaceOnceOnly) {
    import_sample();
    EXPECT_EQ(slugs("nagoya"), (Slugs{"jp-nagoya", store().read([](store::ReadTransaction& tx) {
                                          return *tx.value<std::string>("SELECT uuid FROM activities");
                                      })}))
        << "the government, and the visit to it; the place is not found a second time";
}

TEST_P(FinderOfNames, FindsDespiteTyposAccentsAndOtherScripts) {
    import_sample();
    EXPECT_EQ(first("los angelos").slug, "us-ca-los-angeles");
    EXPECT_EQ(first("Ile de France").slug, "fr-ile-de-france");
    EXPECT_EQ(first("名古屋").slug, "jp-nagoya");
    EXPECT_EQ(first("paname").slug, "fr-paris") << "other names of the place";
    EXPECT_EQ(first("LA").slug, "us-ca-los-angeles") << "its short name";
}

TEST_P(FinderOfNames, FindsEveryKindOfRecord) {
    import_sample();
    EXPECT_EQ(first("c40").kind, FoundKind::organization);
    EXPECT_EQ(first("health pact").kind, FoundKind::partnership);
    EXPECT_EQ(first("los angeles visits nagoya").kind, FoundKind::activity);
    EXPECT_EQ(first("forum of cities").path, "/register/convenings/forum");
    EXPECT_EQ(first("ada lovelace").kind, FoundKind::person);
    EXPECT_EQ(first("ada lovelace").context, "Los Angeles");
    EXPECT_EQ(first("deportes").path, "/register/themes/sports") << "by its Spanish name";
}

TEST_P(FinderOfNames, FindsNothingHidden) {
    import_sample();
    write([](store::WriteTransaction& tx) {
        auto network = records::find_visible<Actor>(tx, "slug = 'c40-cities'");
        records::hide(tx, records::type_of<Actor>(), *network, "not one");
    });
    for (std::string const& slug : slugs("c40 cities"))
        EXPECT_NE(slug, "c40-cities");
}

TEST_P(FinderOfNames, NamesPlacesInTheReadersLanguage) {
    EXPECT_EQ(first("japan", true).title, "Japón");
    EXPECT_EQ(first("japón").title, "Japan");
    EXPECT_EQ(first("paris texas", true).context, "Texas, Estados Unidos");
}

TEST_P(FinderOfNames, CompletesWhatIsTyped) {
    auto const page = find("hous", true);
    ASSERT_FALSE(page.items.empty());
    EXPECT_EQ(page.items.front().slug, "us-tx-houston");
}

TEST_P(FinderOfNames, TellsHowMuchThereIsBeyondAPage) {
    auto const finder = picture()->finder;
    FoundPage const one = finder->search("paris", 1, 0, false, false);
    EXPECT_EQ(one.items.size(), 1U);
    EXPECT_EQ(one.total, 2U);
    FoundPage const next = finder->search("paris", 1, 1, false, false);
    ASSERT_EQ(next.items.size(), 1U);
    EXPECT_EQ(next.items.front().slug, "us-tx-paris");
    EXPECT_TRUE(finder->search("", 10, 0, false, false).items.empty());
    EXPECT_TRUE(finder->search("xqzv", 10, 0, false, false).items.empty());
}

} // namespace
} // namespace legation::registry
