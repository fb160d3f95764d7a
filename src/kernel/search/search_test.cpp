#include "kernel/search/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>

namespace legation::search {
namespace {

enum Kind : std::uint32_t { country = 0, state = 1, city = 2, network = 3, activity = 4 };

enum Id : std::uint32_t {
    nobody,
    france,
    united_states,
    japan,
    texas,
    illinois,
    oregon,
    california,
    missouri,
    maine,
    new_york_state,
    oklahoma,
    montana,
    mexico,
    georgia_state,
    georgia_country,
    paris_france,
    paris_texas,
    paris_maine,
    springfield_illinois,
    springfield_missouri,
    nagoya,
    los_angeles,
    portland_oregon,
    portland_maine,
    new_york,
    kansas_city,
    mexico_city,
    oklahoma_city,
    saint_louis,
    stockholm,
    billings,
    sao_paulo,
    munich,
    parys,
    york,
    lincoln,
    covenant,
    c40,
    mayors_migration,
    climate_program,
    water_exchange,
};

NameIndex gazetteer() {
    NameIndexBuilder builder;
    auto const add = [&](Id id, Kind kind, std::string_view name, double population,
                         std::vector<std::uint32_t> areas, std::vector<std::string_view> other_names = {}) {
        builder.add({id, name, std::move(other_names), population, false, kind, std::move(areas), {}});
    };
    add(france, country, "France", 68e6, {}, {"FR", "FRA", "Francia"});
    add(united_states, country, "United States", 335e6, {}, {"US", "USA", "United States of America"});
    add(japan, country, "Japan", 125e6, {}, {"JP", "日本"});
    add(mexico, country, "Mexico", 126e6, {}, {"MX"});
    add(georgia_country, country, "Georgia", 3.7e6, {}, {"GE"});
    add(texas, state, "Texas", 29e6, {united_states}, {"TX", "US-TX"});
    add(illinois, state, "Illinois", 12.8e6, {united_states}, {"IL"});
    add(oregon, state, "Oregon", 4.2e6, {united_states}, {"OR"});
    add(california, state, "California", 39e6, {united_states}, {"CA"});
    add(missouri, state, "Missouri", 6.1e6, {united_states}, {"MO"});
    add(maine, state, "Maine", 1.3e6, {united_states}, {"ME"});
    add(new_york_state, state, "New York", 3e6, {united_states}, {"NY"});
    add(oklahoma, state, "Oklahoma", 3.9e6, {united_states}, {"OK"});
    add(montana, state, "Montana", 1.1e6, {united_states}, {"MT"});
    add(georgia_state, state, "Georgia", 10.7e6, {united_states}, {"GA"});
    add(paris_france, city, "Paris", 2138551, {france});
    add(paris_texas, city, "Paris", 24782, {texas, united_states});
    add(paris_maine, city, "Paris", 5073, {maine, united_states});
    add(parys, city, "Parys", 48000, {});
    add(springfield_illinois, city, "Springfield", 116565, {illinois, united_states});
    add(springfield_missouri, city, "Springfield", 166810, {missouri, united_states});
    add(nagoya, city, "Nagoya", 2191279, {japan}, {"名古屋"});
    add(los_angeles, city, "Los Angeles", 3971883, {california, united_states}, {"LA"});
    add(portland_oregon, city, "Portland", 632309, {oregon, united_states});
    add(portland_maine, city, "Portland", 66881, {maine, united_states});
    add(new_york, city, "New York", 8175133, {new_york_state, united_states}, {"NYC", "New York City"});
    add(kansas_city, city, "Kansas City", 475378, {missouri, united_states});
    add(mexico_city, city, "Mexico City", 12294193, {mexico}, {"Ciudad de México", "CDMX"});
    add(oklahoma_city, city, "Oklahoma City", 631346, {oklahoma, united_states});
    add(saint_louis, city, "St. Louis", 315685, {missouri, united_states});
    add(stockholm, city, "Stockholm", 1515017, {});
    add(billings, city, "Billings", 110263, {montana, united_states});
    add(sao_paulo, city, "São Paulo", 10021295, {});
    add(munich, city, "München", 1260391, {}, {"Munich"});
    add(york, city, "York", 144202, {});
    return std::move(builder).build();
}

NameIndex records() {
    NameIndexBuilder builder;
    builder.add(
        {covenant, "Global Covenant of Mayors for Climate & Energy", {"GCoM"}, 10000, true, network, {}, {}});
    builder.add({c40, "C40 Cities", {"C40"}, 10000, true, network, {}, {}});
    builder.add({mayors_migration, "Mayors Migration Council", {"MMC"}, 10000, true, network, {}, {}});
    builder.add({climate_program,
                 "Cool Streets",
                 {},
                 0,
                 true,
                 activity,
                 {japan},
                 "Nagoya and Los Angeles plant shade trees along schools to lower the heat."});
    builder.add(
        {water_exchange, "Water exchange", {}, 0, true, activity, {}, "Engineers compare leak detection."});
    return std::move(builder).build();
}

class Finding : public ::testing::Test {
  protected:
    Matches find(std::string_view text, bool as_you_type = false) const {
        std::array<NameIndex const*, 2> const both{&gazetteer_, &records_};
        Query query;
        query.text = text;
        query.as_you_type = as_you_type;
        return search(both, query);
    }

    std::vector<std::uint32_t> ids(std::string_view text, bool as_you_type = false) const {
        std::vector<std::uint32_t> found;
        for (Match const& match : find(text, as_you_type).best)
            found.push_back(match.id);
        return found;
    }

    std::uint32_t first(std::string_view text, bool as_you_type = false) const {
        auto const found = ids(text, as_you_type);
        return found.empty() ? nobody : found.front();
    }

    static NameIndex const gazetteer_;
    static NameIndex const records_;
};

NameIndex const Finding::gazetteer_ = gazetteer();
NameIndex const Finding::records_ = records();

using NameSearch = Finding;
using Suggestions = Finding;
using AreaSearch = Finding;
using WordSearch = Finding;

TEST_F(NameSearch, PutsTheWellKnownFirstAndItsNamesakesBelow) {
    auto const found = ids("paris");
    ASSERT_GE(found.size(), 3U);
    EXPECT_EQ(found[0], paris_france);
    EXPECT_EQ(found[1], paris_texas);
    EXPECT_EQ(found[2], paris_maine);
}

TEST_F(NameSearch, IgnoresCaseAndAccents) {
    EXPECT_EQ(first("SAO PAULO"), sao_paulo);
    EXPECT_EQ(first("Münchén"), munich);
}

TEST_F(NameSearch, FindsOtherNamesAndScripts) {
    EXPECT_EQ(first("munich"), munich);
    EXPECT_EQ(first("名古屋"), nagoya);
    EXPECT_EQ(first("ciudad de mexico"), mexico_city);
    EXPECT_TRUE(find("nyc").best.front().by_other_name);
    EXPECT_FALSE(find("nagoya").best.front().by_other_name);
}

TEST_F(NameSearch, TakesSaintAndItsAbbreviationAsOne) {
    for (char const* text : {"st louis", "St. Louis", "saint louis", "Saint-Louis"}) {
        EXPECT_EQ(first(text), saint_louis) << text;
    }
}

TEST_F(NameSearch, ForgivesOneTypoFromThreeLettersAndTwoFromFive) {
    EXPECT_EQ(first("prais"), paris_france);
    EXPECT_EQ(first("nagoia"), nagoya);
    EXPECT_EQ(first("stokholmm"), stockholm);
    EXPECT_EQ(first("losangeles"), los_angeles);
    EXPECT_EQ(find("stokholmm").best.front().edits, 2);
    EXPECT_EQ(find("stockholm").best.front().edits, 0);
    EXPECT_TRUE(ids("xyzzy").empty());
}

TEST_F(NameSearch, PutsTheExactNameBeforeTheBetterKnownNearName) {
    EXPECT_EQ(first("parys"), parys);
    auto const found = ids("parys");
    EXPECT_NE(std::find(found.begin(), found.end(), paris_france), found.end());
}

TEST_F(NameSearch, FindsNothingForNothing) {
    EXPECT_TRUE(ids("").empty());
    EXPECT_TRUE(ids(" ., ").empty());
    EXPECT_EQ(search(NameIndex(), {.text = "paris"}).total, 0U);
    EXPECT_EQ(search(NameIndexBuilder().build(), {.text = "paris"}).total, 0U);
}

TEST_F(NameSearch, BearsHostileQueries) {
    for (std::string const& text :
         {std::string(5000, 'a'), std::string(400, ' '), std::string("\xFF\xFE\x00", 3),
          std::string("a a a a a a a a a a a a a a a a a a a a a a"),
          std::string("paris tx tx tx tx tx tx us us us us")}) {
        EXPECT_LE(find(text).best.size(), 10U);
        EXPECT_LE(find(text, true).best.size(), 10U);
    }
}

TEST_F(NameSearch, PutsARecordedEntryAboveAnUnrecordedOneOfTheSameName) {
    NameIndexBuilder builder;
    builder.add({1, "Lincoln", {}, 300000, false, city, {}, {}});
    builder.add({2, "Lincoln", {}, 50000, true, city, {}, {}});
    builder.add({3, "Lincoln", {}, 1000, true, city, {}, {}});
    NameIndex const index = std::move(builder).build();
    Matches const matches = search(index, {.text = "lincoln"});
    ASSERT_EQ(matches.best.size(), 3U);
    EXPECT_EQ(matches.best[0].id, 2U);
    EXPECT_EQ(matches.best[1].id, 1U) << "three hundred times as large counts more than being recorded";
    EXPECT_EQ(matches.best[2].id, 3U);
}

TEST_F(NameSearch, WeighsAnAreaByWhatItContains) {
    NameIndexBuilder builder;
    builder.add({1, "Luxembourg", {}, 0, false, state, {}, {}});
    builder.add({2, "Luxembourg", {}, 100000, false, city, {1}, {}});
    builder.add({3, "Luxembourg", {}, 500, false, city, {}, {}});
    NameIndex const index = std::move(builder).build();
    Matches const matches = search(index, {.text = "luxembourg"});
    ASSERT_EQ(matches.best.size(), 3U);
    EXPECT_EQ(matches.best[0].id, 2U);
    EXPECT_EQ(matches.best[1].id, 1U);
}

TEST_F(NameSearch, TellsKindsApart) {
    Query query;
    query.text = "georgia";
    query.kinds = 1U << country;
    Matches const matches = search(gazetteer_, query);
    ASSERT_EQ(matches.total, 1U);
    EXPECT_EQ(matches.best.front().id, georgia_country);
}

TEST_F(NameSearch, LeavesOutWhatTheCallerHides) {
    Query query;
    query.text = "paris";
    query.hidden = [](std::uint32_t id) { return id == paris_france; };
    EXPECT_EQ(search(gazetteer_, query).best.front().id, paris_texas);
}

TEST_F(NameSearch, PagesThroughTheSameOrder) {
    NameIndexBuilder builder;
    for (std::uint32_t id = 0; id < 300; ++id) {
        builder.add(
            {id, "Santa Ana " + std::to_string(id), {}, static_cast<double>(id), false, city, {}, {}});
    }
    NameIndex const index = std::move(builder).build();
    std::vector<std::uint32_t> paged;
    for (std::size_t offset = 0; offset < 250; offset += 7) {
        Matches const page = search(index, {.text = "santa", .limit = 7, .offset = offset});
        for (Match const& match : page.best)
            paged.push_back(match.id);
    }
    Matches const all = search(index, {.text = "santa", .limit = 500});
    EXPECT_EQ(all.total, most_matches);
    ASSERT_EQ(paged.size(), most_matches);
    for (std::size_t at = 0; at < paged.size(); ++at)
        EXPECT_EQ(paged[at], all.best[at].id);
    EXPECT_EQ(paged.front(), 299U);
}

TEST_F(NameSearch, FindsRandomNamesDespiteAnyOneTypo) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same in every run
    std::mt19937 random(5);
    auto const letter = [&] { return static_cast<char>('a' + random() % 26); };
    std::set<std::string> names;
    while (names.size() < 2000) {
        std::string name(5 + random() % 8, 'x');
        for (char& each : name)
            each = letter();
        names.insert(name);
    }
    NameIndexBuilder builder;
    std::vector<std::string> const by_id(names.begin(), names.end());
    for (std::uint32_t id = 0; id < by_id.size(); ++id) {
        builder.add({id, by_id[id], {}, static_cast<double>(random() % 1000000), false, city, {}, {}});
    }
    NameIndex const index = std::move(builder).build();
    for (std::uint32_t id = 0; id < by_id.size(); ++id) {
        std::string text = by_id[id];
        std::size_t const at = random() % (text.size() - 1);
        switch (random() % 4) {
        case 0:
            text.insert(at, 1, letter());
            break;
        case 1:
            text.erase(at, 1);
            break;
        case 2:
            text[at] = letter();
            break;
        default:
            std::swap(text[at], text[at + 1]);
        }
        Matches const matches = search(index, {.text = text});
        bool const is_found = std::any_of(matches.best.begin(), matches.best.end(),
                                          [id](Match const& match) { return match.id == id; });
        EXPECT_TRUE(is_found) << by_id[id] << " as " << text;
    }
}

TEST_F(Suggestions, CompleteTheLastWord) {
    EXPECT_EQ(first("par", true), paris_france);
    EXPECT_EQ(first("new y", true), new_york);
    EXPECT_EQ(first("mexico c", true), mexico_city);
    EXPECT_EQ(first("global cov", true), covenant);
}

TEST_F(Suggestions, OfferBothReadingsOfAnAbbreviation) {
    auto const found = ids("st", true);
    EXPECT_NE(std::find(found.begin(), found.end(), stockholm), found.end());
    EXPECT_NE(std::find(found.begin(), found.end(), saint_louis), found.end());
}

TEST_F(Suggestions, PutTheWellKnownBeforeTheObscureExactName) {
    NameIndexBuilder builder;
    builder.add({1, "Tok", {}, 900, false, city, {}, {}});
    builder.add({2, "Tokyo", {}, 8e6, false, city, {}, {}});
    NameIndex const index = std::move(builder).build();
    EXPECT_EQ(search(index, {.text = "tok", .as_you_type = true}).best.front().id, 2U);
    EXPECT_EQ(search(index, {.text = "tok"}).best.front().id, 1U);
}

TEST_F(Suggestions, ForgiveTyposInAnUnfinishedName) {
    EXPECT_EQ(first("los amge", true), los_angeles);
    EXPECT_EQ(first("stokh", true), stockholm);
}

TEST_F(Suggestions, CompleteTheArea) {
    EXPECT_EQ(first("paris te", true), paris_texas);
    EXPECT_EQ(first("springfield, ill", true), springfield_illinois);
}

TEST_F(AreaSearch, TakesTheStateByNameOrCode) {
    for (char const* text :
         {"paris tx", "paris, texas", "Paris TX", "paris us-tx", "texas paris", "paris, tx, usa"}) {
        EXPECT_EQ(first(text), paris_texas) << text;
    }
    EXPECT_EQ(first("springfield, illinois"), springfield_illinois);
    EXPECT_EQ(first("springfield mo"), springfield_missouri);
    EXPECT_EQ(first("portland or"), portland_oregon);
    EXPECT_EQ(first("portland me"), portland_maine);
    EXPECT_EQ(first("billings mt"), billings);
    EXPECT_EQ(first("los angeles ca"), los_angeles);
    EXPECT_EQ(first("la california"), los_angeles);
}

TEST_F(AreaSearch, TakesTheCountry) {
    EXPECT_EQ(first("nagoya japan"), nagoya);
    EXPECT_EQ(first("paris fr"), paris_france);
    EXPECT_EQ(first("paris united states of america"), paris_texas);
}

TEST_F(AreaSearch, PrefersWholeNamesThatEndLikeAnArea) {
    EXPECT_EQ(first("new york"), new_york);
    EXPECT_EQ(first("kansas city"), kansas_city);
    EXPECT_EQ(first("mexico city"), mexico_city);
    EXPECT_EQ(first("oklahoma city ok"), oklahoma_city);
    EXPECT_EQ(first("new york new york"), new_york);
}

TEST_F(AreaSearch, ForgivesTyposInTheNameAndInTheArea) {
    EXPECT_EQ(first("springfeild il"), springfield_illinois);
    EXPECT_EQ(first("springfield ilinois"), springfield_illinois);
    EXPECT_EQ(first("springfeild ilinois"), springfield_illinois);
}

TEST_F(AreaSearch, FindsRecordsInAreasOfTheGazetteer) {
    EXPECT_EQ(first("cool streets japan"), climate_program);
}

TEST_F(WordSearch, TakesWordsInAnyOrder) {
    EXPECT_EQ(first("mayors covenant"), covenant);
    EXPECT_EQ(first("covenant of mayors"), covenant);
    EXPECT_EQ(first("climate and energy"), covenant);
    EXPECT_EQ(first("mayors migration"), mayors_migration);
    EXPECT_EQ(first("gcom"), covenant);
    EXPECT_EQ(first("c40"), c40);
}

TEST_F(WordSearch, ForgivesTyposInWords) {
    EXPECT_EQ(first("covenent of mayors"), covenant);
    EXPECT_EQ(first("migraton"), mayors_migration);
}

TEST_F(WordSearch, ToleratesAWordTooMany) {
    EXPECT_EQ(first("city of nagoya"), nagoya);
    EXPECT_EQ(first("mayors migration committee"), mayors_migration);
}

TEST_F(WordSearch, FindsFurtherTextBelowNames) {
    EXPECT_EQ(first("shade trees"), climate_program);
    EXPECT_EQ(first("streets heat"), climate_program);
    EXPECT_EQ(first("leak detection"), water_exchange);
    auto const found = ids("nagoya");
    EXPECT_EQ(found.front(), nagoya);
    EXPECT_EQ(found.back(), climate_program);
}

} // namespace
} // namespace legation::search
