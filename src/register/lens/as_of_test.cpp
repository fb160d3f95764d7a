#include "register/actor.hpp"
#include "register/changed_sample.hpp"
#include "register/lens/dated_address.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace legation::registry {
namespace {

class AsOf : public ChangedSample {
  protected:
    boost::json::object json(std::string const& target) {
        return boost::json::parse(body(target)).as_object();
    }
};
LEGATION_ON_BOTH_DATABASES(AsOf);

TEST_P(AsOf, ARecordIsShownAsItStoodThatDay) {
    auto const then = json("/register/us-ca-los-angeles.json?as_of=2026-11-22");
    EXPECT_EQ(then.at("name"), "Los Angeles");
    EXPECT_EQ(then.at("version"), 1);
    EXPECT_EQ(then.at("themes"), (boost::json::value{"health", "sports"}));
    EXPECT_EQ(then.at("activities").as_array().size(), 1U) << "it was not hidden yet";
    auto const now = json("/register/us-ca-los-angeles.json");
    EXPECT_EQ(now.at("name"), "City of Angels");
    EXPECT_EQ(now.at("version"), 3);
    EXPECT_FALSE(now.contains("activities"));
}

TEST_P(AsOf, APageSaysWhichDayItShowsAndItsLinksKeepIt) {
    std::string const page = body("/register/us-ca-los-angeles?as_of=2026-11-22");
    EXPECT_NE(page.find("<h1>Los Angeles</h1>"), std::string::npos);
    EXPECT_NE(page.find("As of November 22, 2026."), std::string::npos);
    EXPECT_NE(page.find("href=\"/register/c40-cities?as_of=2026-11-22\""), std::string::npos);
    EXPECT_NE(page.find("<a href=\"/register/us-ca-los-angeles\" rel=\"original\">"), std::string::npos);
    std::string const today = body("/register/us-ca-los-angeles");
    EXPECT_NE(today.find("<h1>City of Angels</h1>"), std::string::npos);
    EXPECT_EQ(today.find("as_of=2026"), std::string::npos);
}

TEST_P(AsOf, TheDayOfAChangeIsShownAsItEnded) {
    EXPECT_EQ(json("/register/us-ca-los-angeles.json?as_of=2026-11-24").at("name"), "City of Angels");
    EXPECT_EQ(json("/register/us-ca-los-angeles.json?as_of=2026-11-24T11:59:59Z").at("name"), "Los Angeles");
    EXPECT_EQ(json("/register/us-ca-los-angeles.json?as_of=2026-11-24T12:00:00Z").at("name"),
              "City of Angels");
}

TEST_P(AsOf, WhatIsClosedTodayIsClosedInThePastAsWell) {
    std::string const past = "/register.csv?as_of=2026-11-22";
    EXPECT_NE(body(past).find("us-ca-los-angeles"), std::string::npos);
    write([&](store::WriteTransaction& tx) {
        auto const& type = records::type_of<Actor>();
        auto const actor = records::load(tx, type, *records::id_of_key(tx, type, "us-ca-los-angeles"));
        actor->audience = "own";
        records::update(tx, type, *actor, "closed");
    });
    keeper_->refresh();
    EXPECT_EQ(body(past).find("us-ca-los-angeles"), std::string::npos);
    EXPECT_EQ(json("/register/us-ca-los-angeles.json?as_of=2026-11-22").at("recorded"), false)
        << "what stays is the place";
}

TEST_P(AsOf, OtherRecordsSpeakOfItAsItWasCalled) {
    EXPECT_EQ(body("/register/c40-cities.json?as_of=2026-11-23").find("Angels"), std::string::npos);
    EXPECT_NE(body("/register/c40-cities.json").find("City of Angels"), std::string::npos);
    EXPECT_EQ(body("/register/partnerships.json?as_of=2026-11-23").find("Pacific"), std::string::npos);
    EXPECT_NE(body("/register/partnerships.json").find("Pacific sisters"), std::string::npos);
}

TEST_P(AsOf, ListsCountWhatWasThere) {
    EXPECT_EQ(json("/register.json?as_of=2026-11-22").at("total").as_int64() + 1,
              json("/register.json").at("total").as_int64());
    EXPECT_EQ(json("/register.json?theme=trade&as_of=2026-11-22").at("total"), 1);
    EXPECT_EQ(json("/register.json?theme=trade").at("total"), 2);
    EXPECT_EQ(json("/register/activities.json?as_of=2026-11-22").at("total"), 1);
    EXPECT_EQ(json("/register/activities.json").at("total"), 0);
}

TEST_P(AsOf, ThemesCountTheMentionsOfThatDay) {
    auto const records_of = [&](std::string const& target) {
        auto const list = json(target);
        for (auto const& item : list.at("items").as_array())
            if (item.as_object().at("theme").as_object().at("name") == "Trade")
                return item.as_object().at("records").as_int64();
        return std::int64_t{-1};
    };
    EXPECT_EQ(records_of("/register/themes.json?as_of=2026-11-22"), 1);
    EXPECT_EQ(records_of("/register/themes.json"), 2);
}

TEST_P(AsOf, FilesHoldWhatWasThere) {
    EXPECT_NE(body("/register.csv?as_of=2026-11-22").find("Los Angeles"), std::string::npos);
    EXPECT_EQ(body("/register.csv?as_of=2026-11-22").find("Dallas"), std::string::npos);
    EXPECT_NE(body("/register.csv").find("Dallas"), std::string::npos);
    EXPECT_NE(body("/register/activities.ndjson?as_of=2026-11-22").find("Los Angeles visits Nagoya"),
              std::string::npos);
    EXPECT_NE(get("/register.csv?as_of=2026-11-22").header("Content-Disposition").find("2026-11-22.csv"),
              std::string::npos);
}

TEST_P(AsOf, TheApiTakesTheDateInItsPagesToo) {
    auto const first = get("/api/v1/actors?limit=2&as_of=2026-11-22");
    EXPECT_NE(first.header("Link").find("as_of=2026-11-22>; rel=\"next\""), std::string::npos)
        << first.header("Link");
    EXPECT_EQ(json("/api/v1/actors/us-ca-los-angeles?as_of=2026-11-22").at("name"), "Los Angeles");
    EXPECT_EQ(refused("/api/v1/actors/us-tx-dallas?as_of=2026-11-22"), ErrorCode::not_found);
    EXPECT_EQ(json("/api/v1/actors/us-tx-dallas").at("name"), "Dallas");
}

TEST_P(AsOf, TheHistoryEndsThere) {
    EXPECT_EQ(
        json("/register/us-ca-los-angeles/history.json?as_of=2026-11-22").at("revisions").as_array().size(),
        1U);
    EXPECT_EQ(json("/register/us-ca-los-angeles/history.json").at("revisions").as_array().size(), 3U);
}

TEST_P(AsOf, TheMapHasTheTiesOfThatDay) {
    std::string const then = body("/register/map/ties.json?as_of=2026-11-22");
    EXPECT_NE(then.find("Los Angeles"), std::string::npos);
    EXPECT_EQ(then.find("City of Angels"), std::string::npos);
    EXPECT_NE(body("/register/map/ties.json").find("City of Angels"), std::string::npos);
    EXPECT_EQ(
        json("/register/map/in-view.json?bounds=-180,-80,180,80&as_of=2026-11-22").at("total").as_int64() + 1,
        json("/register/map/in-view.json?bounds=-180,-80,180,80").at("total").as_int64());
    EXPECT_NE(body("/tiles/0/0/0.mvt?as_of=2026-11-22"), body("/tiles/0/0/0.mvt"));
}

TEST_P(AsOf, AnAnswerSaysWhichMomentItShowsAndIsKeptOutOfSearchEngines) {
    auto const then = get("/register/us-ca-los-angeles.json?as_of=2026-11-22");
    EXPECT_EQ(then.header("Memento-Datetime"), "Sun, 22 Nov 2026 23:59:59 GMT");
    EXPECT_EQ(then.header("X-Robots-Tag"), "noindex");
    auto const now = get("/register/us-ca-los-angeles.json");
    EXPECT_EQ(now.header("Memento-Datetime"), "");
    EXPECT_EQ(now.header("X-Robots-Tag"), "");
}

TEST_P(AsOf, WhatWasNotThereYetIsNotFound) {
    EXPECT_EQ(refused("/register/us-tx-dallas.json?as_of=2026-11-22"), ErrorCode::not_found);
    EXPECT_EQ(refused("/register.json?as_of=2026-11-20"), ErrorCode::not_found) << "before the first day";
    EXPECT_EQ(refused("/register.json?as_of=2026-11-28"), ErrorCode::bad_request) << "a day to come";
    EXPECT_EQ(refused("/search.json?q=los&as_of=2026-11-22"), ErrorCode::bad_request)
        << "the search is of today";
}

TEST_P(AsOf, AStreamThatOutlivesTheRequestKeepsItsPast) {
    http::Response response = get("/register.csv?as_of=2026-11-22");
    for (std::string const day : {"2026-11-21", "2026-11-23", "2026-11-24"}) // others are asked for meanwhile
        get("/register.json?as_of=" + day);
    std::string all;
    while (auto part = std::get<http::ChunkProducer>(response.body)())
        all += *part;
    EXPECT_NE(all.find("Los Angeles"), std::string::npos);
    EXPECT_EQ(all.find("City of Angels"), std::string::npos);
}

TEST_P(AsOf, MomentsWithTheSameRecordShareItsPicture) {
    Timestamp const first = *parse_timestamp("2026-11-22T10:00:00.000Z");
    auto const early = lenses_.through(*context_, first, "", http::Language::en);
    auto const late = lenses_.through(*context_, first + 24h, "", http::Language::en);
    ASSERT_TRUE(early && late);
    EXPECT_EQ(early->current(), late->current());
    EXPECT_EQ(to_text(late->context().store.now()), "2026-11-23T10:00:00.000Z");
    EXPECT_FALSE(lenses_.through(*context_, first + 96h, "", http::Language::en))
        << "nothing has changed since: the present";
}

TEST_P(AsOf, NothingOnAnyPageIsYoungerThanTheDay) {
    std::int64_t pages = 0;
    for (http::Route const& route : router_.routes()) {
        if (route.method != http::Method::get || !takes_a_date(route.pattern) || !route.has_json) continue;
        if (route.pattern.find('{') != std::string::npos) continue; // records are looked at above
        ++pages;
        std::string const text =
            body((route.pattern == "/" ? "/home" : route.pattern) + ".json?as_of=2026-11-22");
        for (std::string_view const later : {"Dallas", "City of Angels", "Pacific sisters", "2026-11-24"})
            EXPECT_EQ(text.find(later), std::string::npos) << route.pattern << " knows " << later;
    }
    EXPECT_GE(pages, 10);
}

} // namespace
} // namespace legation::registry
