#include "register/finder.hpp"
#include "register/reconcile/reconciler.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

using Decision = Verdict::Decision;

class ReconcilerOfRows : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        auto const atlas = gazetteer::Atlas::read(store());
        reconciler_ =
            std::make_unique<Reconciler>(atlas, Roster::read(store(), atlas), Finder::index_places(*atlas));
    }

    Verdict decide(Mention const& mention) { return reconciler_->decide(mention); }

    static Mention named(std::string name, std::string country = {}, std::string state = {}) {
        Mention mention;
        mention.name = std::move(name);
        mention.country = std::move(country);
        mention.state = std::move(state);
        return mention;
    }

    /// The slug that a mention is certainly taken for, or the word of the decision.
    std::string taken(Mention const& mention) {
        Verdict const verdict = decide(mention);
        if (verdict.decision != Decision::certain) return "(" + std::string(code_of(verdict.decision)) + ")";
        return verdict.candidates.front().slug;
    }

    std::unique_ptr<Reconciler> reconciler_;
};
LEGATION_ON_BOTH_DATABASES(ReconcilerOfRows);

TEST_P(ReconcilerOfRows, TakesANameForThePlaceThatBearsIt) {
    EXPECT_EQ(taken(named("Santa Monica")), "us-ca-santa-monica");
    EXPECT_EQ(taken(named("City of Santa Monica")), "us-ca-santa-monica");
    EXPECT_EQ(taken(named("SANTA-MONICA")), "us-ca-santa-monica");
    EXPECT_EQ(taken(named("Santa Monica, CA")), "us-ca-santa-monica");
    EXPECT_EQ(taken(named("Santa Monica (California)")), "us-ca-santa-monica");
    EXPECT_EQ(taken(named("Nagoya-shi", "Japan")), "jp-nagoya");
    EXPECT_EQ(taken(named("名古屋")), "jp-nagoya");
}

TEST_P(ReconcilerOfRows, TellsPlacesOfOneNameApartByWhereTheyAre) {
    EXPECT_EQ(taken(named("Paris", "US")), "us-tx-paris");
    EXPECT_EQ(taken(named("Paris", "United States", "Texas")), "us-tx-paris");
    EXPECT_EQ(taken(named("Paris", "", "TX")), "us-tx-paris");
    EXPECT_EQ(taken(named("Paris, Texas")), "us-tx-paris");
    EXPECT_EQ(taken(named("Paris", "FRA")), "fr-paris");
    EXPECT_EQ(taken(named("Paris", "US", "US-TX")), "us-tx-paris");
}

TEST_P(ReconcilerOfRows, TakesABareNameForTheLargestOnlyWhereThatIsByFar) {
    EXPECT_EQ(taken(named("Paris")), "fr-paris");
    write([](store::WriteTransaction& tx) {
        tx.execute("UPDATE places SET population = 24782 WHERE slug = 'fr-paris'");
    });
    auto const atlas = gazetteer::Atlas::read(store());
    Reconciler const equals(atlas, Roster::read(store(), atlas), Finder::index_places(*atlas));
    Verdict const verdict = equals.decide(named("Paris"));
    EXPECT_EQ(verdict.decision, Decision::unsure);
    EXPECT_EQ(verdict.candidates.size(), 2U);
    EXPECT_NE(verdict.reason.find("it may also be Paris"), std::string::npos) << verdict.reason;
}

TEST_P(ReconcilerOfRows, NeverTakesAPlaceInAnotherCountryOrState) {
    EXPECT_EQ(taken(named("Houston", "France")), "(unsure)");
    EXPECT_EQ(taken(named("Houston", "US", "California")), "(unsure)");
    EXPECT_EQ(taken(named("Houston, California")), "(unsure)");
    EXPECT_EQ(taken(named("Houston", "Atlantis")), "(unsure)");
    EXPECT_EQ(taken(named("Houston, Renfrewshire")), "(unsure)");
}

TEST_P(ReconcilerOfRows, LetsCoordinatesSpeakForAndAgainst) {
    Mention mention = named("Paris");
    mention.latitude = 33.66;
    mention.longitude = -95.55;
    EXPECT_EQ(taken(mention), "us-tx-paris");
    mention.latitude = 10;
    mention.longitude = 10;
    EXPECT_EQ(taken(mention), "(unsure)");
}

TEST_P(ReconcilerOfRows, AsksWhereTheAreaContradictsTheCoordinates) {
    Mention mention = named("Paris", "US", "Texas");
    mention.latitude = 33.66;
    mention.longitude = -95.55;
    EXPECT_EQ(taken(mention), "us-tx-paris");
    mention.state = "California";
    Verdict const verdict = decide(mention);
    EXPECT_EQ(verdict.decision, Decision::unsure);
    EXPECT_EQ(verdict.reason, "what bears the name is in another area");
    ASSERT_FALSE(verdict.candidates.empty());
    EXPECT_EQ(verdict.candidates.front().slug, "us-tx-paris");
}

TEST_P(ReconcilerOfRows, TakesATypoOnlyWithCoordinates) {
    Mention mention = named("Santa Monca", "US", "CA");
    EXPECT_EQ(taken(mention), "(unsure)");
    ASSERT_FALSE(decide(mention).candidates.empty());
    EXPECT_EQ(decide(mention).candidates.front().slug, "us-ca-santa-monica");
    mention.latitude = 34.02;
    mention.longitude = -118.49;
    EXPECT_EQ(taken(mention), "us-ca-santa-monica");
}

TEST_P(ReconcilerOfRows, LooksForTheKindThatIsNamed) {
    EXPECT_EQ(taken(named("Los Angeles County", "US")), "us-ca-los-angeles-county");
    EXPECT_EQ(taken(named("County of Los Angeles", "US")), "us-ca-los-angeles-county");
    Mention mention = named("Los Angeles", "US");
    mention.kind = "county";
    EXPECT_EQ(taken(mention), "us-ca-los-angeles-county");
    mention.kind = "municipality";
    EXPECT_EQ(taken(mention), "us-ca-los-angeles");
    EXPECT_EQ(taken(named("State of Texas")), "us-tx");
    mention = named("Nagoya");
    mention.kind = "network";
    EXPECT_EQ(taken(mention), "(unknown)");
}

TEST_P(ReconcilerOfRows, NeverTakesATownshipForThePlaceInIt) {
    Mention mention = named("Paris township", "US", "TX");
    mention.kind = "township";
    EXPECT_EQ(taken(mention), "(unsure)");
}

TEST_P(ReconcilerOfRows, FindsOrganizationsThatAreRecorded) {
    EXPECT_EQ(taken(named("C40 Cities")), "c40-cities");
    EXPECT_EQ(taken(named("c40")), "c40-cities");
    EXPECT_EQ(taken(named("Rice University", "US")), "rice");
    Verdict const verdict = decide(named("Los Angeles", "US", "CA"));
    EXPECT_EQ(verdict.candidates.front().actor_id, id_of("actor", "us-ca-los-angeles"));
    EXPECT_EQ(decide(named("Pasadena")).candidates.front().actor_id, 0);
}

TEST_P(ReconcilerOfRows, ExplainsTheScore) {
    Verdict const verdict = decide(named("Paris", "US", "Texas"));
    ASSERT_FALSE(verdict.candidates.empty());
    EXPECT_EQ(verdict.candidates.front().name, "Paris, Texas, United States");
    EXPECT_EQ(verdict.candidates.front().reasons,
              (std::vector<std::string>{"the name is the same", "it is in the country named",
                                        "it is in the area named"}));
    EXPECT_GT(verdict.candidates.front().score, 80);
    EXPECT_LE(verdict.candidates.front().score, 100);
}

TEST_P(ReconcilerOfRows, AnswersWhateverIsWritten) {
    for (std::string const& name :
         {std::string(), std::string(" "), std::string(",,,"), std::string("((("), std::string("city of"),
          std::string("\xff\xfe"), std::string(100'000, 'a'), std::string(299, '('),
          std::string("city city city")})
        EXPECT_NE(decide(named(name)).decision, Decision::certain) << name.substr(0, 20);
    EXPECT_EQ(decide(named("Xyzzyville")).decision, Decision::unknown);
    EXPECT_NE(decide(named("Xyzzyville")).reason, "");
}

} // namespace
} // namespace legation::registry
