#include "gazetteer/atlas.hpp"
#include "gazetteer/loader.hpp"
#include "gazetteer/sample_places.hpp"
#include "tests/temporary_store.hpp"

namespace legation::gazetteer {
namespace {

class AtlasOfPlaces : public test::WithSchema {
  protected:
    void SetUp() override {
        WithSchema::SetUp();
        if (IsSkipped()) return;
        load(sample_places());
    }

    void load(std::vector<SamplePlace> const& places) {
        load_places(store(), folder_.write("places.tsv", places_file(places)), [](double) {});
        atlas_ = Atlas::read(store());
    }

    std::int64_t id(std::string_view slug) const { return atlas_->find(slug).value_or(0); }

    std::vector<std::string> slugs(std::vector<std::int64_t> const& ids) const {
        std::vector<std::string> result;
        for (std::int64_t const place : ids)
            result.emplace_back(atlas_->entry(place).slug);
        return result;
    }

    test::TemporaryFolder folder_;
    std::shared_ptr<Atlas const> atlas_;
};
LEGATION_ON_BOTH_DATABASES(AtlasOfPlaces);

using Slugs = std::vector<std::string>;

TEST_P(AtlasOfPlaces, FindsPlacesBySlugAndCountriesByCode) {
    EXPECT_EQ(atlas_->size(), 15U);
    for (SamplePlace const& place : sample_places()) {
        ASSERT_TRUE(atlas_->find(place.slug)) << place.slug;
        EXPECT_EQ(atlas_->entry(id(place.slug)).name, place.name);
    }
    EXPECT_EQ(atlas_->find("us-tx-dallas"), std::nullopt);
    EXPECT_EQ(atlas_->find(""), std::nullopt);
    EXPECT_EQ(atlas_->country("JP"), id("jp"));
    EXPECT_EQ(atlas_->country("XX"), std::nullopt);
    EXPECT_EQ(slugs(atlas_->countries()), (Slugs{"fr", "jp", "us"}));
    EXPECT_TRUE(atlas_->has(1));
    EXPECT_FALSE(atlas_->has(0));
    EXPECT_FALSE(atlas_->has(16));
}

TEST_P(AtlasOfPlaces, KnowsTheChainOfAreas) {
    EXPECT_EQ(slugs(atlas_->ancestors(id("us-ca-pasadena"))),
              (Slugs{"us-ca-los-angeles-county", "us-ca", "us"}));
    EXPECT_TRUE(atlas_->ancestors(id("us")).empty());
    EXPECT_EQ(atlas_->state_of(id("us-ca-pasadena")), id("us-ca"));
    EXPECT_EQ(atlas_->state_of(id("us-ca")), id("us-ca"));
    EXPECT_EQ(atlas_->state_of(id("fr-paris")), id("fr-ile-de-france"));
    EXPECT_EQ(atlas_->state_of(id("us")), 0);
}

TEST_P(AtlasOfPlaces, TellsPlacesOfTheSameNameApart) {
    EXPECT_EQ(atlas_->full_name(id("us-tx-paris"), false), "Paris, Texas, United States");
    EXPECT_EQ(atlas_->full_name(id("fr-paris"), false), "Paris, Île-de-France, France");
    EXPECT_EQ(atlas_->full_name(id("us-ca-pasadena"), false), "Pasadena, California, United States")
        << "nobody names the county";
    EXPECT_EQ(atlas_->full_name(id("us"), false), "United States");
    EXPECT_EQ(atlas_->context(id("us-tx-paris"), true), "Texas, Estados Unidos");
    EXPECT_EQ(atlas_->name(id("jp"), true), "Japón");
    EXPECT_EQ(atlas_->name(id("jp-nagoya"), true), "Nagoya") << "only countries have Spanish names";
}

TEST_P(AtlasOfPlaces, CountsThePeopleWithinEachArea) {
    EXPECT_EQ(atlas_->entry(id("us-ca-los-angeles-county")).people_within, 3'971'883 + 142'250 + 93'220);
    EXPECT_EQ(atlas_->entry(id("us-tx")).people_within, 24'782 + 2'296'224);
    EXPECT_EQ(atlas_->entry(id("us")).people_within, 3'971'883 + 142'250 + 93'220 + 24'782 + 2'296'224);
    EXPECT_EQ(atlas_->entry(id("us-tx-paris")).people_within, 0);
}

TEST_P(AtlasOfPlaces, LeavesGapsInTheNumbersEmpty) {
    write([](store::WriteTransaction& tx) { tx.execute("DELETE FROM places WHERE slug = 'us-tx-houston'"); });
    auto const atlas = Atlas::read(store());
    EXPECT_EQ(atlas->size(), 15U);
    EXPECT_EQ(atlas->find("us-tx-houston"), std::nullopt);
    EXPECT_EQ(atlas->find(""), std::nullopt);
    EXPECT_TRUE(atlas->find("jp-nagoya"));
}

TEST(Distance, IsMeasuredAlongTheSphere) {
    EXPECT_NEAR(kilometers_between(0, 0, 90, 0), 10'008, 1) << "from the equator to a pole";
    EXPECT_NEAR(kilometers_between(0, 179.5F, 0, -179.5F), 111.2, 0.5) << "across the date line";
    EXPECT_EQ(kilometers_between(34, -118, 34, -118), 0);
    EXPECT_NEAR(kilometers_between(0, 0, 0, 180), 20'015, 1) << "half around";
}

TEST(PlaceKind, HasACodeAndAWord) {
    for (std::string_view const code : {"country", "subdivision", "state", "territory", "county", "place"})
        EXPECT_EQ(code_of(place_kind(code)), code);
    EXPECT_EQ(label_of(PlaceKind::place), "City or town");
}

} // namespace
} // namespace legation::gazetteer
