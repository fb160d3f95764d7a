#pragma once

#include "gazetteer/loader.hpp"
#include "gazetteer/sample_places.hpp"
#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/views/test_catalog.hpp"
#include "register/importer.hpp"
#include "register/nouns.hpp"
#include "register/presenter.hpp"
#include "tests/temporary_store.hpp"

/// What tests of the Register share: a database with a small gazetteer, and files brought in as users bring
/// them.
namespace legation::registry {

class RegisterTest : public test::WithSchema {
  protected:
    void SetUp() override {
        WithSchema::SetUp();
        if (IsSkipped()) return;
        gazetteer::load_places(
            store(), folder_.write("places.tsv", gazetteer::places_file(gazetteer::sample_places())),
            [](double) {});
    }

    ImportReport import(std::string_view noun, std::string_view csv) {
        return write([&](store::WriteTransaction& tx) {
            return Importer(tx).import(*find_noun(noun), records::read_csv(csv, "test.csv"), "test.csv");
        });
    }

    /// What an import is refused with.
    std::string refusal(std::string_view noun, std::string_view csv) {
        try {
            import(noun, csv);
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::unprocessable);
            return error.public_message;
        }
        return "(not refused)";
    }

    /// A few of everything, tied to each other across three countries.
    void import_sample() {
        import("source", "key,title,publisher,url,as_of\n"
                         "report,Report of a task force,An institute,https://example.org/report,2022-06\n");
        import("theme",
               "slug,name,name_es\nhealth,Health,Salud\nsports,Sports,Deportes\ntrade,Trade,Comercio\n");
        import("actor",
               "slug,kind,name,short_name,country,place,parent,themes,summary,sources,identifiers\n"
               "us-ca-los-angeles,municipality,Los Angeles,LA,US,us-ca-los-angeles,,health;sports,Hosts "
               "games.,report@p. 3,wikidata:Q65\n"
               "us-tx-houston,municipality,Houston,,US,us-tx-houston,,health,,report,\n"
               "us-tx,state,Texas,,US,us-tx,,trade,,,\n"
               "jp-nagoya,foreign_subnational,Nagoya,,JP,jp-nagoya,,sports,,,\n"
               "fr-paris,foreign_subnational,Paris,,FR,fr-paris,,health,,,\n"
               "usg-bureau,federal_agency,Bureau of Maps,,US,,usg-state,,,,\n"
               "usg-state,federal_agency,Department of State,,US,,,,,,\n"
               "c40-cities,network,C40 Cities,C40,FR,fr-paris,,health,,report,\n"
               "rice,university,Rice University,,US,us-tx-houston,,,,,\n");
        import("membership", "member,network,role,since\nus-ca-los-angeles,c40-cities,chair,2006\n"
                             "us-tx-houston,c40-cities,,\nfr-paris,c40-cities,,2005\n");
        import("partnership",
               "key,kind,title,status,parties,starts,sources\n"
               "la-nagoya,sister_city,,active,us-ca-los-angeles;jp-nagoya,1959,report\n"
               "health-pact,memorandum,Health pact,signed,us-tx-houston;fr-paris;jp-nagoya,2019,\n");
        import("presence", "actor,kind,name,country,place\nus-tx,trade_office,Texas in Japan,JP,jp-nagoya\n");
        import(
            "activity",
            "key,kind,title,starts,country,place,participants,themes\n"
            "la-visit,delegation_out,Los Angeles visits Nagoya,2018-05,JP,jp-nagoya,us-ca-los-angeles=guest;"
            "jp-nagoya=host,sports\n");
        import("international_office",
               "actor,structure,name\nus-ca-los-angeles,dedicated_office,Office of the world\n");
        import("convening", "slug,name,organizers,frequency\nforum,Forum of Cities,c40-cities,annual\n");
        import("edition", "convening,name,starts,country,place\nforum,Third forum,2025-03,FR,fr-paris\n");
        import("person", "key,name,role,actor\nada,Ada Lovelace,Mayor,us-ca-los-angeles\n");
    }

    std::shared_ptr<Picture const> picture() {
        auto picture = std::make_shared<Picture>();
        picture->atlas = gazetteer::Atlas::read(store());
        picture->roster = Roster::read(store(), picture->atlas);
        auto const places = Finder::index_places(*picture->atlas);
        picture->finder = std::make_shared<Finder const>(store(), picture->atlas, picture->roster, places);
        picture->reconciler = std::make_shared<Reconciler const>(picture->atlas, picture->roster, places);
        picture->orders = std::make_shared<Kept<NounOrder>>(1'000);
        picture->map = std::make_shared<MapData>(picture->roster, 1'000);
        return picture;
    }

    std::int64_t id_of(std::string_view noun, std::string_view key) {
        return store().read([&](store::ReadTransaction& tx) {
            return records::id_of_key(tx, *find_noun(noun), key).value_or(0);
        });
    }

    test::TemporaryFolder folder_;
};

/// The same with what a page needs: a few words of Spanish, and no templates.
class PageTest : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (!IsSkipped()) import_sample();
    }

    /// Calls `use(tx, presenter)` with what is recorded now.
    template <class Use>
    auto present(http::Language language, Use&& use) {
        views::Views const views(
            views::TemplateTexts{},
            views::Texts::from_catalog(views::test_catalog({{"Sister city", "Ciudad hermana"},
                                                            {"since {date}", "desde {date}"},
                                                            {"Parties", "Partes"}})),
            [](std::string_view name) { return std::string(name); });
        views::Layout const layout(views, views::Site{});
        PictureKeeper keeper(store(), 1'000, [](std::string const& problem) { ADD_FAILURE() << problem; });
        Context const context{store(), layout, keeper, {}};
        auto const current = keeper.current();
        Presenter const presenter(context, language, *current);
        return store().read([&](store::ReadTransaction& tx) { return use(tx, presenter); });
    }
};

} // namespace legation::registry
