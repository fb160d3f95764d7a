#include "kernel/records/csv.hpp"
#include "register/actor.hpp"
#include "register/export/download.hpp"
#include "register/export/record_rows.hpp"
#include "register/partnership.hpp"
#include "register/register_fixture.hpp"
#include "register/theme.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <set>

namespace legation::registry {
namespace {

using http::Format;

class Downloads : public PageTest {
  protected:
    /// The whole answer to an address with that format; `make(context)` says what is in it.
    template <class Make>
    std::string body(Format format, Make&& make) {
        return with_context([&](Context const& context) {
            http::Request request;
            request.format = format;
            http::Response response = download(context, request, make(context));
            file_name_ = std::string(response.header("Content-Disposition"));
            auto const& produce = std::get<http::ChunkProducer>(response.body);
            std::string text;
            pieces_ = 0;
            while (auto const piece = produce()) {
                text += *piece;
                ++pieces_;
            }
            return text;
        });
    }

    std::string actors(Format format, std::string_view query) {
        return body(format, [&](Context const& context) {
            return actors_download(
                context, parse_actor_filter(http::parse_query(query), *context.pictures.current()->roster));
        });
    }

    std::string noun(Format format, std::string_view name) {
        return body(format, [&](Context const& context) { return noun_download(context, *find_noun(name)); });
    }

    static std::vector<std::string> column(std::string const& csv, std::string_view name) {
        records::CsvFile const file = records::read_csv(csv, "test.csv");
        std::vector<std::string> cells;
        for (records::CsvRow const& row : file.rows)
            cells.emplace_back(file.cell(row, name));
        return cells;
    }

    template <class Use>
    auto with_context(Use&& use) {
        views::Views const views(views::TemplateTexts{},
                                 views::Texts::from_catalog(views::test_catalog({{"a", "b"}})),
                                 [](std::string_view name) { return std::string(name); });
        views::Layout const layout(views, views::Site{.public_url = "https://hub.example.org"});
        PictureKeeper keeper(store(), 1'000, [](std::string const& problem) { ADD_FAILURE() << problem; });
        Context const context{store(), layout, keeper, {}, folder_.file("")};
        return use(context);
    }

    std::string file_name_;
    int pieces_ = 0;
};

LEGATION_ON_BOTH_DATABASES(Downloads);

using Cells = std::vector<std::string>;

TEST_P(Downloads, HoldWhatTheListShowsInItsOrder) {
    EXPECT_EQ(column(actors(Format::csv, "country=US&group=governments&sort=population"), "slug"),
              (Cells{"us-ca-los-angeles", "us-tx-houston", "us-tx"}));
    EXPECT_NE(file_name_.find("legation-governments-us-"), std::string::npos) << file_name_;
    EXPECT_NE(file_name_.find(".csv\""), std::string::npos) << file_name_;
    EXPECT_TRUE(column(actors(Format::csv, "kind=school"), "slug").empty());
}

TEST_P(Downloads, SayWhereARowIsAndWhatItsSourcesSay) {
    std::string const csv = actors(Format::csv, "theme=sports");
    EXPECT_EQ(column(csv, "slug"), (Cells{"us-ca-los-angeles", "jp-nagoya"}));
    EXPECT_EQ(column(csv, "page").front(), "https://hub.example.org/register/us-ca-los-angeles");
    EXPECT_EQ(column(csv, "state").front(), "us-ca");
    EXPECT_EQ(column(csv, "sources_as_of"), (Cells{"2022-06", ""}));
    auto const map = boost::json::parse(actors(Format::geojson, "theme=sports"));
    EXPECT_EQ(map.at("features").at(0).at("geometry").at("type").as_string(), "Point");
}

TEST_P(Downloads, NameReferencesAndChildrenByTheirKeys) {
    std::string const csv = noun(Format::csv, "partnerships");
    EXPECT_EQ(column(csv, "key"), (Cells{"la-nagoya", "health-pact"}));
    EXPECT_EQ(column(csv, "parties"),
              (Cells{"us-ca-los-angeles;jp-nagoya", "us-tx-houston;fr-paris;jp-nagoya"}));
    EXPECT_EQ(column(noun(Format::csv, "activities"), "participants"),
              (Cells{"us-ca-los-angeles=guest;jp-nagoya=host"}));
    EXPECT_EQ(column(noun(Format::csv, "editions"), "convening"), (Cells{"forum"}));
    EXPECT_EQ(column(noun(Format::csv, "memberships"), "network"),
              (Cells{"c40-cities", "c40-cities", "c40-cities"}));
}

TEST_P(Downloads, NeverNameWhatIsHiddenOrPrivate) {
    write([](store::WriteTransaction& tx) {
        auto nagoya = *records::find_visible<Actor>(tx, "slug = :slug", "jp-nagoya");
        records::hide(tx, records::type_of<Actor>(), nagoya, "test");
    });
    for (std::string_view const table : {"actors", "partnerships", "activities", "presences"})
        EXPECT_EQ(noun(Format::csv, table).find("jp-nagoya;"), std::string::npos) << table;
    EXPECT_EQ(column(noun(Format::csv, "partnerships"), "parties").front(), "us-ca-los-angeles");
    EXPECT_EQ(noun(Format::csv, "memberships").find("dues"), std::string::npos)
        << "a field that is not public";
}

TEST_P(Downloads, LeaveOutOfListsWhatIsHidden) {
    import("actor", "slug,kind,name\nsecret-club,network,Secret Club\n");
    import("convening", "slug,name,organizers,themes\nsummit,Summit,secret-club;c40-cities,sports\n");
    EXPECT_EQ(column(noun(Format::csv, "convenings"), "organizers").back(), "secret-club;c40-cities");
    write([](store::WriteTransaction& tx) {
        auto club = *records::find_visible<Actor>(tx, "slug = :slug", "secret-club");
        records::hide(tx, records::type_of<Actor>(), club, "test");
        auto sports = *records::find_visible<Theme>(tx, "slug = :slug", "sports");
        records::hide(tx, records::type_of<Theme>(), sports, "test");
    });
    EXPECT_EQ(column(noun(Format::csv, "convenings"), "organizers").back(), "c40-cities");
    EXPECT_EQ(column(noun(Format::csv, "convenings"), "themes").back(), "");
    EXPECT_EQ(noun(Format::ndjson, "convenings").find("secret-club"), std::string::npos);
}

TEST_P(Downloads, HoldMoreRowsThanAreReadAtOnce) {
    std::string csv = "slug,kind,name\n";
    for (int i = 0; i < 900; ++i)
        csv += fmt::format("school-{0},school,School {0}\n", i);
    import("actor", csv);
    Cells const slugs = column(actors(Format::csv, "kind=school"), "slug");
    EXPECT_EQ(slugs.size(), 900U);
    EXPECT_EQ(std::set<std::string>(slugs.begin(), slugs.end()).size(), 900U);
    EXPECT_GE(pieces_, 3) << "in constant memory";
    EXPECT_EQ(column(noun(Format::csv, "actors"), "slug").size(), 909U);
}

TEST_P(Downloads, CanBeImportedAgain) {
    for (std::string_view const table : {"sources", "actors", "partnerships", "activities", "people"}) {
        ImportReport const report = import(table, noun(Format::csv, table));
        EXPECT_EQ(report.created + report.changed, 0) << table;
        EXPECT_GT(report.unchanged, 0) << table;
    }
}

} // namespace
} // namespace legation::registry
