#include "register/actor.hpp"
#include "register/actor_view.hpp"
#include "register/country_view.hpp"
#include "register/history.hpp"
#include "register/record_views.hpp"
#include "register/register_fixture.hpp"
#include "register/render_json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {
namespace {

using http::Language;

class RecordPages : public PageTest {
  protected:
    /// The JSON twin of an actor's page.
    boost::json::object actor(std::string_view slug, Language language = Language::en) {
        return present(language, [&](store::ReadTransaction& tx, Presenter const& presenter) {
            auto const view = actor_view(tx, presenter, slug);
            if (!view) return boost::json::object();
            return boost::json::parse(to_json(*view, presenter)).as_object();
        });
    }

    /// The same of any other record, by table and name in the address.
    boost::json::object record(std::string_view table, std::string_view name,
                               Language language = Language::en) {
        return present(language, [&](store::ReadTransaction& tx, Presenter const& presenter) {
            auto const pages = record_pages();
            auto const page = std::ranges::find(pages, table, &RecordPage::table);
            if (page == pages.end()) return boost::json::object{{"error", "there is no such table"}};
            auto const view = page->gather(tx, presenter, name);
            if (!view) return boost::json::object();
            return boost::json::parse(to_json(*view, presenter)).as_object();
        });
    }

    std::string uuid(std::string const& table) {
        return text(fmt::format("SELECT uuid FROM {} ORDER BY id LIMIT 1", table));
    }
};
LEGATION_ON_BOTH_DATABASES(RecordPages);

TEST_P(RecordPages, HaveTheFactsOfAGovernment) {
    auto const angeles = actor("us-ca-los-angeles");
    EXPECT_EQ(angeles.at("name"), "Los Angeles");
    EXPECT_EQ(angeles.at("type"), "actor");
    EXPECT_EQ(angeles.at("url"), "/register/us-ca-los-angeles");
    EXPECT_EQ(angeles.at("kind"), "municipality") << "JSON has codes where the page has words";
    EXPECT_EQ(angeles.at("recorded"), true);
    EXPECT_EQ(angeles.at("themes"), (boost::json::value{"health", "sports"}));
    EXPECT_EQ(angeles.at("version"), 1);
    EXPECT_EQ(angeles.at("changed_at"), "2026-11-21T12:00:00.000Z");
    ASSERT_EQ(angeles.at("partnerships").as_array().size(), 1U);
    ASSERT_EQ(angeles.at("memberships").as_array().size(), 1U);
    EXPECT_TRUE(actor("us-tx-paris").empty()) << "nothing is recorded about it";
}

TEST_P(RecordPages, CiteTheirSourcesOnceWithThePlaceInThem) {
    auto const sources = actor("us-ca-los-angeles").at("sources").as_array();
    ASSERT_EQ(sources.size(), 2U) << "its own with a page, and the partnership's";
    EXPECT_EQ(sources[0].at("key"), "report");
    EXPECT_EQ(sources[0].at("where"), "p. 3");
    EXPECT_EQ(sources[0].at("title"), "Report of a task force");
    EXPECT_EQ(sources[0].at("as_of"), "2022-06");
}

TEST_P(RecordPages, NameAPartnershipByItsPartiesWhereItHasNoTitle) {
    auto const partnership = record("partnerships", uuid("partnerships"));
    EXPECT_EQ(partnership.at("name"), "Los Angeles – Nagoya");
    EXPECT_EQ(partnership.at("starts"), "1959");
    auto const parties = partnership.at("parties").as_array();
    ASSERT_EQ(parties.size(), 2U);
    EXPECT_EQ(parties[0].at("actor").at("slug"), "us-ca-los-angeles");
    EXPECT_EQ(parties[1].at("kind"), "foreign_subnational");
    ASSERT_EQ(partnership.at("activities").as_array().size(), 1U) << "both parties took part";
}

TEST_P(RecordPages, AreAbsentForWhatIsUnknownOrHidden) {
    EXPECT_TRUE(record("partnerships", "00000000-0000-7000-8000-000000000000").empty());
    EXPECT_TRUE(record("convenings", "league").empty());
    EXPECT_EQ(record("convenings", "forum").at("name"), "Forum of Cities");
    EXPECT_EQ(record("themes", "health").at("name"), "Health");
    EXPECT_TRUE(actor("nobody").empty());
}

TEST_P(RecordPages, NeverHoldPrivateFields) {
    write([](store::WriteTransaction& tx) { tx.execute("UPDATE memberships SET dues = 'secret dues'"); });
    for (std::string_view const slug : {"us-ca-los-angeles", "c40-cities"})
        EXPECT_EQ(boost::json::serialize(actor(slug)).find("secret"), std::string::npos) << slug;
}

TEST_P(RecordPages, SpeakTheReadersLanguage) {
    present(Language::es, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        auto const pages = record_pages();
        auto const page = std::ranges::find(pages, "partnerships", &RecordPage::table);
        auto const view =
            page->gather(tx, presenter, *tx.value<std::string>("SELECT uuid FROM partnerships ORDER BY id"));
        ASSERT_TRUE(view);
        EXPECT_EQ(view->label, "Ciudad hermana");
        EXPECT_EQ(presenter.theme("health").text, "Salud");
        EXPECT_EQ(presenter.country("JP").text, "Japón");
        EXPECT_EQ(presenter.period("1959", ""), "desde 1959");
    });
    EXPECT_EQ(record("partnerships", uuid("partnerships"), Language::es).at("kind"), "sister_city")
        << "codes are the same in every language";
}

TEST_P(RecordPages, SayThatNothingHappenedLatelyButNeverThatAPartnershipIsDead) {
    present(Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        for (Partnership const& partnership : records::visible<Partnership>(tx, "id > 0")) {
            Cell const status = presenter.status_of(partnership);
            if (partnership.key == "la-nagoya") {
                EXPECT_EQ(status.text, "Active");
                EXPECT_EQ(status.note, "No activity recorded since 2018");
            } else {
                EXPECT_EQ(status.note, "") << "nothing is known of its activity at all";
            }
        }
    });
}

TEST_P(RecordPages, ShowWhatWasChangedByWhom) {
    import("actor", "slug,kind,name\nus-tx-houston,municipality,City of Houston\n");
    present(Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        auto const view = actor_view(tx, presenter, "us-tx-houston");
        ASSERT_TRUE(view);
        History const history = history_of(tx, presenter, *view);
        ASSERT_EQ(history.revisions.size(), 2U);
        EXPECT_EQ(history.revisions[0].author, "Ada");
        ASSERT_EQ(history.revisions[0].changes.size(), 1U);
        EXPECT_EQ(history.revisions[0].changes[0].before, "Houston");
        EXPECT_EQ(history.revisions[0].changes[0].after, "City of Houston");
    });
}

TEST_P(RecordPages, KeepPrivateFieldsOutOfTheHistoryToo) {
    import("membership", "member,network,role,since,dues\nfr-paris,c40-cities,,2005,secret dues\n");
    present(Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        auto const uuid = tx.value<std::string>("SELECT uuid FROM memberships WHERE dues IS NOT NULL");
        ASSERT_TRUE(uuid);
        auto const page = std::ranges::find(record_pages(), "memberships", &RecordPage::table);
        auto const view = page->gather(tx, presenter, *uuid);
        ASSERT_TRUE(view);
        History const history = history_of(tx, presenter, *view);
        ASSERT_EQ(history.revisions.size(), 2U) << "that something changed is no secret";
        for (records::Revision const& revision : history.revisions)
            for (records::FieldChange const& change : revision.changes)
                EXPECT_NE(change.field, "dues");
    });
}

TEST_P(RecordPages, NameInTheHistoryNeitherNumbersNorWhatIsHidden) {
    import("actor", "slug,kind,name\nsecret-club,network,Secret Club\n");
    import("convening", "slug,name,organizers\nforum,Forum of Cities,secret-club;c40-cities\n");
    write([](store::WriteTransaction& tx) {
        auto club = *records::find_visible<Actor>(tx, "slug = :slug", "secret-club");
        records::hide(tx, records::type_of<Actor>(), club, "test");
    });
    present(Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        auto const page = std::ranges::find(record_pages(), "convenings", &RecordPage::table);
        auto const view = page->gather(tx, presenter, "forum");
        ASSERT_TRUE(view);
        Table const table = history_table(history_of(tx, presenter, *view), presenter);
        ASSERT_FALSE(table.rows.empty());
        std::string organizers;
        for (auto const& row : table.rows) {
            EXPECT_EQ(row.size(), table.columns.size());
            if (row[4].text == "organizers" && organizers.empty()) organizers = row[6].text;
        }
        EXPECT_EQ(organizers, "c40-cities");

        auto const houston = actor_view(tx, presenter, "us-tx-houston");
        ASSERT_TRUE(houston);
        History const history = history_of(tx, presenter, *houston);
        for (records::FieldChange const& change : history.revisions.back().changes)
            if (change.field == "place_id") {
                EXPECT_EQ(change.after, "us-tx-houston");
            }
    });
}

TEST_P(RecordPages, GatherWhatIsBetweenTwoCountries) {
    present(Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
        auto const ties = ties_by_country(tx, presenter.roster());
        EXPECT_FALSE(ties.contains("US")) << "a tie is with another country";
        ASSERT_TRUE(ties.contains("JP"));
        EXPECT_EQ(ties.at("JP").partnerships, 2);
        EXPECT_EQ(ties.at("JP").presences, 1);
        EXPECT_EQ(ties.at("JP").activities, 1);
        EXPECT_EQ(ties.at("JP").organizations, 1);
        EXPECT_EQ(ties.at("FR").partnerships, 1);
        EXPECT_EQ(ties.at("FR").presences, 0);
        EXPECT_EQ(ties.at("FR").organizations, 2);

        RecordView view;
        add_ties_with(view, tx, presenter, *presenter.atlas().country("JP"));
        std::vector<std::pair<std::string, std::size_t>> tables;
        for (Table const& table : view.tables)
            tables.emplace_back(table.key, table.rows.size());
        EXPECT_EQ(tables, (std::vector<std::pair<std::string, std::size_t>>{{"country_partnerships", 2},
                                                                            {"country_presences", 1},
                                                                            {"country_activities", 1},
                                                                            {"country_actors", 1}}));
        RecordView home;
        add_ties_with(home, tx, presenter, *presenter.atlas().country("US"));
        EXPECT_TRUE(std::ranges::none_of(home.tables, [](Table const& table) {
            return table.key == "country_partnerships" || table.key == "country_presences";
        })) << "a tie is with another country";
    });
}

} // namespace
} // namespace legation::registry
