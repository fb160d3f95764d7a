#include "kernel/search/fold.hpp"

#include <gtest/gtest.h>

#include <random>

namespace legation::search {
namespace {

TEST(Fold, IgnoresCaseAndAccents) {
    EXPECT_EQ(fold("São Paulo"), "sao paulo");
    EXPECT_EQ(fold("BOGOTÁ"), "bogota");
    EXPECT_EQ(fold("Nagoya"), "nagoya");
    EXPECT_EQ(fold("Åland"), "aland");
    EXPECT_EQ(fold("ΑΘΉΝΑ"), fold("Αθήνα"));
    EXPECT_EQ(fold("Йошкар-Ола"), fold("йошкар ола"));
}

TEST(Fold, TakesComposedAndDecomposedLettersAsOne) {
    EXPECT_EQ(fold("Mu\u0308nchen"), fold("M\u00FCnchen"));
}

TEST(Fold, SpellsLettersOutThatHaveNoAccent) {
    EXPECT_EQ(fold("Køge"), "koge");
    EXPECT_EQ(fold("Łódź"), "lodz");
    EXPECT_EQ(fold("Gießen"), "giessen");
    EXPECT_EQ(fold("Ærøskøbing"), "aeroskobing");
    EXPECT_EQ(fold("Đà Nẵng"), "da nang");
    EXPECT_EQ(fold("Diyarbakır"), "diyarbakir");
    EXPECT_EQ(fold("İstanbul"), "istanbul");
    EXPECT_EQ(fold("Þórshöfn"), "thorshofn");
}

TEST(Fold, DropsApostrophesAndDotsWithinWords) {
    EXPECT_EQ(fold("Hawai'i"), "hawaii");
    EXPECT_EQ(fold("Hawaiʻi"), "hawaii");
    EXPECT_EQ(fold("Coeur d’Alene"), "coeur dalene");
    EXPECT_EQ(fold("Washington, D.C."), "washington dc");
}

TEST(Fold, MakesOtherPunctuationOneSpace) {
    EXPECT_EQ(fold("  Baden-Baden,   Germany! "), "baden baden germany");
    EXPECT_EQ(fold("Climate & Energy"), "climate and energy");
    EXPECT_EQ(fold("A – B"), "a b");
    EXPECT_EQ(fold("..., -"), "");
}

TEST(Fold, KeepsLettersOfOtherScripts) {
    EXPECT_EQ(fold("名古屋"), "名古屋");
    EXPECT_NE(fold("か"), fold("が"));
    EXPECT_NE(fold("กิ"), fold("กุ"));
    EXPECT_EQ(fold("ｐａｒｉｓ"), "paris");
}

TEST(Fold, TakesInvalidBytesAsSpaces) {
    EXPECT_EQ(fold("pa\xFFris\xC3"), "pa ris");
}

TEST(Fold, ChangesNothingTheSecondTime) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same in every run
    std::mt19937 random(7);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        auto const length = random() % 12;
        for (std::size_t at = 0; at < length; ++at)
            text += static_cast<char>(random() % 256);
        // Two-byte letters of Latin, Greek, Cyrillic, Hebrew and Arabic, and combining marks.
        for (std::size_t at = 0; at < length; ++at) {
            text += static_cast<char>(0xC3 + random() % 26);
            text += static_cast<char>(0x80 + random() % 64);
        }
        std::string const once = fold(text);
        ASSERT_EQ(fold(once), once) << ::testing::PrintToString(text);
    }
}

TEST(Tokens, AreTheFoldedWords) {
    EXPECT_EQ(tokens("Los  Ángeles, CA"), (std::vector<std::string>{"los", "angeles", "ca"}));
    EXPECT_TRUE(tokens(" - ").empty());
}

TEST(SpellOut, MeetsSaintFortAndMount) {
    EXPECT_EQ(spell_out("st louis"), "saint louis");
    EXPECT_EQ(spell_out("port st lucie"), "port saint lucie");
    EXPECT_EQ(spell_out("ft worth"), "fort worth");
    EXPECT_EQ(spell_out("mt vernon"), "mount vernon");
}

TEST(SpellOut, LeavesTheLastWordAlone) {
    EXPECT_EQ(spell_out("mt"), "mt");
    EXPECT_EQ(spell_out("billings mt"), "billings mt");
    EXPECT_EQ(spell_out("stow"), "stow");
}

} // namespace
} // namespace legation::search
