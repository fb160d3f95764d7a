#include "register/register_fixture.hpp"
#include "register/starter.hpp"

#include <fmt/format.h>

namespace legation::registry {
namespace {

/// Loads the real gazetteer, which takes seconds, once for all tests of a database.
class Starter : public test::WithSchema {
  protected:
    void SetUp() override {
        std::string const places = std::string(LEGATION_SOURCE_DIR) + "/build/share/gazetteer/places.tsv";
        if (!std::filesystem::exists(places))
            GTEST_SKIP()
                << "the gazetteer is not built: run bin/build, then build/share/gazetteer/places.tsv exists";
        WithSchema::SetUp();
        if (!IsSkipped()) gazetteer::load_places(store(), places, [](double) {});
    }

    std::int64_t load() {
        return load_starter(store(), std::string(LEGATION_SOURCE_DIR) + "/data", [](double) {});
    }

    std::int64_t actors(std::string_view kind) {
        return number("SELECT COUNT(*) FROM actors WHERE is_hidden = 0 AND kind = :kind", kind);
    }
};
LEGATION_ON_BOTH_DATABASES(Starter);

TEST_P(Starter, IsLoadedWholeAndHoldsWhatThisHubPromises) {
    std::int64_t const created = load();
    EXPECT_GE(actors("network"), 60);
    EXPECT_GE(actors("multilateral"), 25);
    EXPECT_GE(actors("federal_agency"), 40);
    EXPECT_GE(actors("regional_commission"), 7);
    EXPECT_GE(number("SELECT COUNT(*) FROM convenings"), 20);
    EXPECT_GE(number("SELECT COUNT(*) FROM themes"), 17);
    for (std::string const table :
         {"activities", "practices", "people", "memberships", "partnerships", "commitments",
          "international_offices", "editions", "sources", "outcomes"})
        EXPECT_GE(number(fmt::format("SELECT COUNT(*) FROM {}", table)), 1) << table;

    EXPECT_EQ(number("SELECT COUNT(*) FROM revisions"),
              created + number("SELECT COUNT(*) FROM partnership_parties") +
                  number("SELECT COUNT(*) FROM activity_participants") +
                  number("SELECT COUNT(*) FROM identifiers"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM themes WHERE name_es IS NULL OR sdg_goals IS NULL"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM actors WHERE sources IS NULL"), 0)
        << "every row names its sources";
    EXPECT_EQ(
        number("SELECT COUNT(*) FROM actors a JOIN places p ON p.slug = a.slug WHERE a.place_id IS NULL OR "
               "a.place_id <> p.id"),
        0)
        << "a government with a place's slug governs that place";

    EXPECT_EQ(load(), 0) << "later the Register belongs to the people who keep it";
    EXPECT_EQ(number("SELECT record_count FROM starter_loads"), created);
}

class StarterFiles : public RegisterTest {};
LEGATION_ON_BOTH_DATABASES(StarterFiles);

TEST_P(StarterFiles, AreNamedWhenOneIsMissing) {
    try {
        load_starter(store(), folder_.file("missing"), [](double) {});
        FAIL() << "there are no files";
    } catch (Error const& error) {
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_NE(error.public_message.find("missing/sources-seeds.csv cannot be read"), std::string::npos)
            << error.public_message;
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM starter_loads"), 0);
}

TEST_P(StarterFiles, AreLoadedWholeOrNotAtAll) {
    for (auto const& file : std::filesystem::directory_iterator(std::string(LEGATION_SOURCE_DIR) + "/data"))
        if (file.path().extension() == ".csv") std::filesystem::copy(file.path(), folder_.file(""));
    folder_.write("seed-people.csv", "key,name,actor\nada,Ada Lovelace,nobody\n");
    // The sample gazetteer lacks most places, so some file is refused; whichever, nothing of it stays.
    EXPECT_THROW(load_starter(store(), folder_.file(""), [](double) {}), Error);
    for (std::string const table : {"sources", "themes", "actors", "revisions", "starter_loads"})
        EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM {}", table)), 0) << table;
}

} // namespace
} // namespace legation::registry
