#include "kernel/error.hpp"
#include "kernel/views/test_catalog.hpp"
#include "kernel/views/texts.hpp"

#include <gtest/gtest.h>

namespace legation::views {
namespace {

using http::Language;
using namespace std::string_literals;

Texts sample() {
    return Texts::from_catalog(
        test_catalog({{"Save", "Guardar"}, {"{n} city\0{n} cities"s, "{n} ciudad\0{n} ciudades"s}}));
}

TEST(Texts, TranslateIntoSpanish) {
    EXPECT_EQ(sample().text(Language::es, "Save"), "Guardar");
    EXPECT_EQ(sample().text(Language::en, "Save"), "Save");
}

TEST(Texts, FallBackToEnglishAndSaySo) {
    auto const texts = sample();
    EXPECT_EQ(texts.text(Language::es, "Delete"), "Delete");
    EXPECT_FALSE(texts.has(Language::es, "Delete"));
    EXPECT_TRUE(texts.has(Language::es, "Save"));
    EXPECT_TRUE(texts.has(Language::en, "Delete"));
}

TEST(Texts, KeepAnEmptyTextEmptyAlthoughTheCatalogHasAHeader) {
    EXPECT_EQ(sample().text(Language::es, ""), "");
}

TEST(Texts, ChooseThePluralFormAndWriteTheNumber) {
    auto const texts = sample();
    auto const cities = [&](Language language, std::int64_t n) {
        return texts.plural(language, "{n} city", "{n} cities", n);
    };
    EXPECT_EQ(cities(Language::en, 1), "1 city");
    EXPECT_EQ(cities(Language::en, 0), "0 cities");
    EXPECT_EQ(cities(Language::en, 1234), "1,234 cities");
    EXPECT_EQ(cities(Language::es, 1), "1 ciudad");
    EXPECT_EQ(cities(Language::es, 12345), "12.345 ciudades");
    EXPECT_EQ(cities(Language::es, 5'000'000'001), "5.000.000.001 ciudades");
}

TEST(Texts, RefuseADamagedCatalog) {
    EXPECT_THROW(Texts::from_catalog("this is not a catalog, but long enough to be one"), Error);
}

TEST(Texts, NameTheCatalogThatIsMissing) {
    try {
        Texts const texts("/nowhere");
        FAIL() << "a missing catalog must not go unnoticed";
    } catch (Error const& error) {
        EXPECT_NE(error.detail.find("/nowhere/es/LC_MESSAGES/legation.mo"), std::string::npos);
    }
}

TEST(Fill, PutsValuesWhereTheirNamesStand) {
    EXPECT_EQ(fill("{from} to {to}, {from}", {{"from", "A"}, {"to", "{from}"}}), "A to {from}, A");
}

TEST(Fill, LeavesWhatItDoesNotKnow) {
    EXPECT_EQ(fill("{x} {name} {", {{"name", "Łódź"}}), "{x} Łódź {");
    EXPECT_EQ(fill("{{name}}", {{"name", "A"}}), "{A}");
}

} // namespace
} // namespace legation::views
