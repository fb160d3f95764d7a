#include "register/actor_list.hpp"
#include "register/register_fixture.hpp"

namespace legation::registry {
namespace {

/// The filter is read in memory, so one database is enough.
class ActorFilters : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        import_sample();
        roster_ = picture()->roster;
    }

    ActorFilter parse(std::string_view address) const {
        return parse_actor_filter(http::parse_query(address), *roster_);
    }

    std::string refusal(std::string_view address) const {
        try {
            parse(address);
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::bad_request);
            return error.public_message;
        }
        return "(not refused)";
    }

    std::shared_ptr<Roster const> roster_;
};
INSTANTIATE_TEST_SUITE_P(, ActorFilters, testing::Values(test::Database::sqlite), test::database_name);

TEST_P(ActorFilters, AreReadFromTheAddress) {
    ActorFilter const filter =
        parse("group=governments&kind=municipality&country=us&state=us-tx&theme=health&"
              "network=c40-cities&office=yes&partner=fr&population=50000-5000000&sort=ties&"
              "page=2");
    EXPECT_EQ(filter.group, "governments");
    EXPECT_EQ(filter.country, "US") << "codes are written either way";
    EXPECT_EQ(filter.partner, "FR");
    EXPECT_TRUE(filter.has_office);
    EXPECT_EQ(filter.population_from, 50'000);
    EXPECT_EQ(filter.population_to, 5'000'000);
    EXPECT_EQ(filter.page, 2);
}

TEST_P(ActorFilters, NarrowNothingWhereTheyAreEmpty) {
    ActorFilter const filter = parse("group=&kind=&country=&office=&page=&population=");
    EXPECT_EQ(path_of(filter), "/register");
    EXPECT_EQ(list_actors(*roster_, filter).total, 9);
}

TEST_P(ActorFilters, AreWrittenBackAsOneAddress) {
    for (std::string_view const address :
         {"", "kind=municipality", "group=governments&country=US&population=-9999",
          "state=us-tx&sort=changed&page=3", "theme=health&network=c40-cities&office=yes&partner=JP"}) {
        std::string const path = path_of(parse(address));
        EXPECT_EQ(path, address.empty() ? "/register" : "/register?" + std::string(address));
    }
}

TEST_P(ActorFilters, OfOpenRangesHaveOneEnd) {
    EXPECT_EQ(parse("population=1000000-").population_to, std::nullopt);
    EXPECT_EQ(parse("population=-9999").population_from, std::nullopt);
}

TEST_P(ActorFilters, ThatAreWrongAreRefusedWithWhatWouldBeRight) {
    for (auto const& [address, remedy] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"color=red", "It can be narrowed by: group, kind"},
             {"group=cities", "must be governments or organizations"},
             {"kind=town", "There is no kind “town”. The kinds are: country, state"},
             {"country=ZZ",
              "There is no country “ZZ”. Countries are given by their two-letter ISO code, such as JP."},
             {"partner=Japan", "two-letter ISO code"},
             {"state=texas",
              "There is no state “texas”. States are given by their short name, such as us-ca."},
             {"state=us-tx-houston", "There is no state “us-tx-houston”"},
             {"theme=poetry", "There is no theme “poetry”"},
             {"network=league", "There is no network “league” on record"},
             {"office=no", "can only be yes"},
             {"population=many", "such as 50000-249999"},
             {"population=-", "such as 50000-249999"},
             {"population=1-2-3", "such as 50000-249999"},
             {"population=99999999999999999999-", "such as 50000-249999"},
             {"population=10-5", "such as 50000-249999"},
             {"sort=random", "can be sorted by: name, population, ties, changed"},
             {"page=0", "must be a whole number from 1"},
             {"page=-1", "must be a whole number from 1"},
             {"page=two", "must be a whole number from 1"},
             {"page=99999999999999999999", "must be a whole number from 1"}}) {
        std::string const message = refusal(address);
        EXPECT_NE(message.find(remedy), std::string::npos) << address << ": " << message;
    }
}

} // namespace
} // namespace legation::registry
