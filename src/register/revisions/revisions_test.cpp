#include "register/changed_sample.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace legation::registry {
namespace {

class Revisions : public ChangedSample {
  protected:
    boost::json::object json(std::string const& target) {
        return boost::json::parse(body(target)).as_object();
    }
};
LEGATION_ON_BOTH_DATABASES(Revisions);

TEST_P(Revisions, AVersionSaysWhatTheRecordSaidThen) {
    auto const first = json("/register/us-ca-los-angeles/history/1.json");
    EXPECT_EQ(first.at("version"), 1);
    EXPECT_EQ(first.at("fields").as_object().at("name"), "Los Angeles");
    EXPECT_EQ(first.at("fields").as_object().at("themes"), "health;sports");
    auto const third = json("/register/us-ca-los-angeles/history/3.json");
    EXPECT_EQ(third.at("fields").as_object().at("name"), "City of Angels");
    EXPECT_EQ(third.at("author"), "Ada");
    ASSERT_EQ(third.at("changes").as_array().size(), 1U);
    EXPECT_EQ(third.at("changes").as_array()[0].as_object().at("field"), "themes");
}

TEST_P(Revisions, AVersionThatThereIsNotIsNotFound) {
    EXPECT_EQ(refused("/register/us-ca-los-angeles/history/4.json"), ErrorCode::not_found);
    EXPECT_EQ(refused("/register/us-ca-los-angeles/history/0.json"), ErrorCode::not_found);
    EXPECT_EQ(refused("/register/us-ca-los-angeles/history/999999999999999999.json"), ErrorCode::not_found);
    EXPECT_EQ(refused("/register/us-ca-los-angeles/history/2.json?as_of=2026-11-22"), ErrorCode::not_found)
        << "it was not written yet";
}

TEST_P(Revisions, NoVersionOfAHiddenRecordIsShown) {
    std::string const uuid = text("SELECT uuid FROM activities LIMIT 1");
    EXPECT_EQ(refused("/register/activities/" + uuid + "/history/1.json"), ErrorCode::not_found);
    EXPECT_EQ(refused("/register/activities/" + uuid + "/history/compare.json?from=1&to=2"),
              ErrorCode::not_found);
}

TEST_P(Revisions, AnyTwoVersionsAreCompared) {
    auto const difference = json("/register/us-ca-los-angeles/history/compare.json?from=1&to=3");
    ASSERT_EQ(difference.at("changes").as_array().size(), 2U)
        << "name and themes, each changed once in between";
    auto const& name = difference.at("changes").as_array()[0].as_object();
    EXPECT_EQ(name.at("before"), "Los Angeles");
    EXPECT_EQ(name.at("after"), "City of Angels");
    auto const back = json("/register/us-ca-los-angeles/history/compare.json?from=3&to=1");
    EXPECT_EQ(back.at("changes").as_array()[0].as_object().at("after"), "Los Angeles");
    EXPECT_TRUE(json("/register/us-ca-los-angeles/history/compare.json?from=2&to=2")
                    .at("changes")
                    .as_array()
                    .empty());
}

TEST_P(Revisions, AComparisonNeedsTwoNumbers) {
    for (std::string const query :
         {"", "?from=1", "?from=1&to=x", "?from=-1&to=2", "?from=1&to=99999999999999999999", "?a=b"})
        EXPECT_EQ(refused("/register/us-ca-los-angeles/history/compare.json" + query), ErrorCode::bad_request)
            << query;
}

TEST_P(Revisions, AVersionThatWasNotForEverybodyStaysSo) {
    auto const set_audience = [&](std::string const& audience, std::string const& summary) {
        edit("actor", "rice",
             [&](store::WriteTransaction& tx, records::RecordType const& type, records::Record& record) {
                 record.audience = audience;
                 type.find("summary")->set(record, store::Value(summary));
                 records::update(tx, type, record, audience + " " + summary);
             });
    };
    set_audience("members", "A secret");
    set_audience("public", "No more");
    keeper_->refresh();
    for (std::string const target :
         {"/register/rice/history", "/register/rice/history.json", "/register/rice/history/3",
          "/register/rice/history/3.json", "/register/rice.atom", "/register/changes",
          "/register/changes.json", "/register/changes.atom", "/register/rice/history/compare?from=1&to=3"}) {
        std::string const text = body(target);
        EXPECT_EQ(text.find("secret"), std::string::npos) << target;
        EXPECT_NE(text.find("Rice University"), std::string::npos) << target;
    }
    EXPECT_EQ(refused("/register/rice/history/2"), ErrorCode::not_found);
    EXPECT_EQ(refused("/register/rice/history/compare?from=1&to=2"), ErrorCode::not_found);
    EXPECT_EQ(json("/register/rice/history.json").at("revisions").as_array().size(), 2U);
}

class RecentChanges : public Revisions {
  protected:
    /// `name version` of each change, newest first.
    std::vector<std::string> changes(std::string const& query) {
        auto const page = json("/register/changes.json" + query);
        std::vector<std::string> all;
        for (auto const& item : page.at("items").as_array())
            all.push_back(fmt::format("{} {}", item.as_object().at("name").as_string().c_str(),
                                      item.as_object().at("version").as_int64()));
        return all;
    }
};
LEGATION_ON_BOTH_DATABASES(RecentChanges);

TEST_P(RecentChanges, AreNewestFirst) {
    auto const all = changes("");
    ASSERT_GE(all.size(), 5U);
    EXPECT_EQ((std::vector(all.begin(), all.begin() + 4)),
              (std::vector<std::string>{"Dallas in C40 Cities 1", "Dallas 1", "Pacific sisters 2",
                                        "City of Angels 3"}));
    EXPECT_EQ(std::ranges::count(all, "Los Angeles visits Nagoya 1"), 0) << "it is hidden now";
}

TEST_P(RecentChanges, AreNarrowedByKindOfRecord) {
    EXPECT_EQ(changes("?noun=membership").front(), "Dallas in C40 Cities 1");
    EXPECT_EQ(changes("?noun=partnership"),
              (std::vector<std::string>{"Pacific sisters 2", "Health pact 1", "Pacific sisters 1"}));
    EXPECT_TRUE(changes("?noun=outcome").empty());
    EXPECT_EQ(refused("/register/changes.json?noun=castle"), ErrorCode::bad_request);
}

TEST_P(RecentChanges, AreNarrowedByCountryOfTheRecordOrOfThoseWhoTakePart) {
    auto const japanese = changes("?country=JP");
    EXPECT_EQ(std::ranges::count(japanese, "Nagoya 1"), 1);
    EXPECT_EQ(std::ranges::count(japanese, "Pacific sisters 2"), 1) << "Nagoya is a party";
    EXPECT_EQ(std::ranges::count(japanese, "Texas in Japan 1"), 1);
    EXPECT_EQ(std::ranges::count(japanese, "Dallas 1"), 0);
    EXPECT_EQ(refused("/register/changes.json?country=XX"), ErrorCode::bad_request);
}

TEST_P(RecentChanges, AreNarrowedByAnActorAndItsTies) {
    auto const angeles = changes("?actor=us-ca-los-angeles");
    EXPECT_EQ(std::ranges::count(angeles, "City of Angels 3"), 1);
    EXPECT_EQ(std::ranges::count(angeles, "Pacific sisters 2"), 1);
    EXPECT_EQ(std::ranges::count(angeles, "Dallas 1"), 0);
    EXPECT_EQ(refused("/register/changes.json?actor=nobody"), ErrorCode::bad_request);
}

TEST_P(RecentChanges, AreNarrowedByAuthorAndDays) {
    EXPECT_TRUE(changes("?author=Nobody").empty());
    EXPECT_EQ(changes("?author=Ada").size(), changes("").size());
    EXPECT_EQ(changes("?from=2026-11-22").size(), 5U);
    EXPECT_EQ(changes("?until=2026-11-21").size() + 5U, changes("").size());
    EXPECT_EQ(changes("?from=2026-11-24&until=2026-11-24&noun=actor&country=US").size(), 3U);
    EXPECT_EQ(refused("/register/changes.json?from=yesterday"), ErrorCode::bad_request);
    EXPECT_EQ(refused("/register/changes.json?page=2"), ErrorCode::bad_request);
}

TEST_P(RecentChanges, GoOnWhereThePageBeforeEnded) {
    for (int i = 0; i < 60; ++i)
        change("actor", "rice", "summary", fmt::format("Summary {}", i));
    auto const first = get("/register/changes.json?actor=rice");
    std::string const link(first.header("Link"));
    ASSERT_NE(link.find("before="), std::string::npos) << link;
    std::size_t const start = link.find('?');
    std::string const query = link.substr(start, link.find('>') - start);
    auto const page = changes("?actor=rice");
    auto const next = changes(query);
    ASSERT_EQ(page.size(), 50U);
    ASSERT_EQ(next.size(), 11U);
    EXPECT_EQ(page.back(), "Rice University 12");
    EXPECT_EQ(next.front(), "Rice University 11");
    EXPECT_EQ(next.back(), "Rice University 1");
}

TEST_P(RecentChanges, HaveAFeed) {
    std::string const feed = body("/register/changes.atom?noun=partnership");
    EXPECT_NE(feed.find("Pacific sisters"), std::string::npos);
    EXPECT_EQ(feed.find("Dallas"), std::string::npos);
}

TEST_P(RecentChanges, AreThoseUntilADay) {
    EXPECT_EQ(changes("?as_of=2026-11-22").size(), changes("?until=2026-11-22").size() + 1)
        << "the visit was not hidden yet";
}

} // namespace
} // namespace legation::registry
