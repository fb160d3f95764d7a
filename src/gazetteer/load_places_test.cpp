#include "gazetteer/loader.hpp"
#include "gazetteer/place_store.hpp"
#include "gazetteer/sample_places.hpp"
#include "kernel/error.hpp"
#include "tests/temporary_store.hpp"

#include <algorithm>

namespace legation::gazetteer {
namespace {

class LoadPlaces : public test::WithSchema {
  protected:
    LoadReport load(std::vector<SamplePlace> const& places) {
        return load_places(store(), folder_.write("places.tsv", places_file(places)), [](double) {});
    }

    std::string refusal(std::vector<SamplePlace> const& places) {
        try {
            load(places);
        } catch (Error const& error) {
            return error.public_message;
        }
        return "(not refused)";
    }

    Place place(std::string_view slug) {
        auto found = store().read([&](store::ReadTransaction& tx) { return find_place(tx, slug); });
        if (!found) ADD_FAILURE() << "there is no place " << slug;
        return found.value_or(Place{});
    }

    /// The slugs of a place and of everything that contains it.
    std::vector<std::string> chain(std::string slug) {
        std::vector<std::string> slugs;
        while (slugs.size() < 9) {
            slugs.push_back(slug);
            auto const parent = place(slug).parent_id;
            if (!parent) return slugs;
            slug = text("SELECT slug FROM places WHERE id = :id", *parent);
        }
        return slugs;
    }

    test::TemporaryFolder folder_;
};
LEGATION_ON_BOTH_DATABASES(LoadPlaces);

TEST_P(LoadPlaces, RefuseAPlaceThatStandsTwiceAndSayWhere) {
    auto places = sample_places();
    places.push_back(places.back());
    EXPECT_NE(refusal(places).find("stands here a second time"), std::string::npos) << refusal(places);
    EXPECT_EQ(number("SELECT COUNT(*) FROM places"), 0);
}

TEST_P(LoadPlaces, PutsEveryPlaceIntoTheDatabase) {
    LoadReport const report = load(sample_places());
    EXPECT_FALSE(report.was_current);
    EXPECT_EQ(report.added, 15);
    EXPECT_EQ(report.updated, 0);
    Place const paris = place("fr-paris");
    EXPECT_EQ(paris.name, "Paris");
    EXPECT_EQ(paris.kind, "place");
    EXPECT_EQ(paris.uuid, uuid_v5("geonames:2988507"));
    EXPECT_EQ(paris.population, 2'138'551);
    EXPECT_EQ(paris.latitude, 48.85341);
    EXPECT_EQ(paris.geonames_id, 2'988'507);
    EXPECT_EQ(paris.other_names, "Paname");
    Place const france = place("fr");
    EXPECT_EQ(france.name_es, "Francia");
    EXPECT_EQ(france.iso_3166_1, "FR");
    EXPECT_EQ(france.population, std::nullopt) << "not known is not zero";
    EXPECT_EQ(number("SELECT COUNT(*) FROM places WHERE other_names IS NULL"), 9)
        << "not known is null, never ''";
}

TEST_P(LoadPlaces, KeepsTheChainOfParents) {
    load(sample_places());
    EXPECT_EQ(chain("us-ca-pasadena"),
              (std::vector<std::string>{"us-ca-pasadena", "us-ca-los-angeles-county", "us-ca", "us"}));
    EXPECT_EQ(chain("fr-paris"), (std::vector<std::string>{"fr-paris", "fr-ile-de-france", "fr"}));
}

TEST_P(LoadPlaces, DoesNothingForTheSameFile) {
    load(sample_places());
    LoadReport const again = load(sample_places());
    EXPECT_TRUE(again.was_current);
    EXPECT_EQ(again.added + again.updated, 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM places"), 15);
    EXPECT_EQ(number("SELECT place_count FROM gazetteer_loads"), 15);
}

TEST_P(LoadPlaces, OfANewerFileKeepsIdsAndSlugs) {
    load(sample_places());
    Place const before = place("us-tx-houston");
    auto newer = sample_places();
    newer[10].slug = "houston-renamed";
    newer[10].population = "2400000";
    std::swap(newer[8], newer[14]); // another order
    newer.push_back({"geonames:9", "place", "iso:US-TX", "us-tx-austin", "Austin", "US", "", "961855"});
    LoadReport const report = load(newer);
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.updated, 15);
    Place const after = place("us-tx-houston");
    EXPECT_EQ(after.id, before.id);
    EXPECT_EQ(after.population, 2'400'000);
    EXPECT_EQ(number("SELECT COUNT(*) FROM places WHERE slug = 'houston-renamed'"), 0);
    EXPECT_EQ(place("us-tx-austin").id, 16);
    EXPECT_EQ(chain("us-tx-austin"), (std::vector<std::string>{"us-tx-austin", "us-tx", "us"}));
}

TEST_P(LoadPlaces, GivesANewPlaceASlugOfItsOwn) {
    load(sample_places());
    auto newer = sample_places();
    newer.push_back({"geonames:77", "place", "iso:US-TX", "us-tx-paris", "Paris", "US"});
    newer.back().geonames_id = "77";
    load(newer);
    EXPECT_EQ(place("us-tx-paris").geonames_id, 4'717'560);
    EXPECT_EQ(place("us-tx-paris-77").geonames_id, 77);
}

TEST_P(LoadPlaces, KeepsPlacesThatANewerFileNoLongerHas) {
    load(sample_places());
    auto newer = sample_places();
    newer.pop_back();
    load(newer);
    EXPECT_EQ(place("jp-nagoya").population, 2'191'279) << "records may refer to it";
}

TEST_P(LoadPlaces, RefusesAParentThatDoesNotStandAbove) {
    auto places = sample_places();
    places[4].parent = "iso:XX";
    std::string const message = refusal(places);
    EXPECT_NE(message.find("places.tsv:7: the parent iso:XX does not stand above"), std::string::npos)
        << message;
    EXPECT_EQ(number("SELECT COUNT(*) FROM places"), 0) << "nothing of a refused file is kept";
    EXPECT_EQ(number("SELECT COUNT(*) FROM gazetteer_loads"), 0);
}

TEST_P(LoadPlaces, KeepsWhatThereWasWhenANewerFileIsRefused) {
    load(sample_places());
    auto newer = sample_places();
    newer[10].population = "1";
    newer[14].parent = "iso:XX";
    EXPECT_NE(refusal(newer), "(not refused)");
    EXPECT_EQ(place("us-tx-houston").population, 2'296'224);
    EXPECT_TRUE(load(sample_places()).was_current);
}

TEST_P(LoadPlaces, RefusesAMissingFileByName) {
    try {
        load_places(store(), folder_.file("missing.tsv"), [](double) {});
        FAIL() << "there is no file";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_NE(error.public_message.find("missing.tsv cannot be read; run bin/build"), std::string::npos);
    }
}

TEST_P(LoadPlaces, TellsHowFarItIsAndEndsAtOne) {
    std::vector<double> shares;
    load_places(store(), folder_.write("places.tsv", places_file(sample_places())),
                [&](double share) { shares.push_back(share); });
    ASSERT_FALSE(shares.empty());
    EXPECT_TRUE(std::ranges::is_sorted(shares));
    EXPECT_GE(shares.front(), 0);
    EXPECT_EQ(shares.back(), 1);
}

} // namespace
} // namespace legation::gazetteer
