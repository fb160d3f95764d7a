#include "register/address_walk.hpp"
#include "register/editing/edit.hpp"
#include "register/record_views.hpp"

#include <functional>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace legation::registry {
namespace {

/// A record of each noun that is not for everybody, with a mark in everything that it says; every address of
/// the Register is asked, and none may know the mark.
class ClosedRecords : public AddressWalk {
  protected:
    struct Closed {
        records::RecordType const* type;
        std::string uuid, name; ///< as its address names it
    };

    void SetUp() override {
        ChangedSample::SetUp();
        if (IsSkipped()) return;
        import("practice", "key,title,offered_by\nswap,Staff swap,us-ca-los-angeles\n");
        import("commitment", "key,actor,agenda,title\npledge,us-ca-los-angeles,paris,Pledge\n");
        import("outcome", "activity,category,measure\nla-visit,value,Jobs\n");
        import("jurisdiction", "mission,area\nusg-bureau,us-tx\n");
        import("place_identifier", "place,scheme,code\nus-tx-houston,census-geoid,4835000\n");
        for (records::RecordType const* type : nouns())
            add_closed(*type);
        keeper_->refresh();
    }

    /// A copy of the noun's first record in which every text is marked.
    void add_closed(records::RecordType const& type) {
        auto const first = number(fmt::format("SELECT MIN(id) FROM {} WHERE id > 0", type.table));
        ASSERT_GT(first, 0) << "the sample has no " << type.name;
        write([&](store::WriteTransaction& tx) {
            auto const record = records::load(tx, type, first);
            record->uuid.clear();
            record->audience = "members";
            record->is_hidden = false;
            for (records::Field const& field : type.fields)
                mark(type, field, *record);
            records::create(tx, type, *record, "MARK of a comment");
            records::Field const* slug = type.find("slug");
            closed_.push_back(
                {&type, record->uuid, slug == nullptr ? record->uuid : records::to_text(slug->get(*record))});
            records_.push_back(address_of(type.table) + "/" + closed_.back().name);
        });
    }

    static void mark(records::RecordType const& type, records::Field const& field, records::Record& record) {
        using records::Kind;
        if (field.kind == Kind::text || field.kind == Kind::long_text)
            field.set(record,
                      store::Value(field.name == "country" ? "JP" : fmt::format("MARK {}", type.name)));
        if (field.kind == Kind::slug)
            field.set(record, store::Value(fmt::format("mark-{}",
                                                       std::string(type.name) == "actor" ? "actor" : "it")));
        if (field.kind == Kind::url) field.set(record, store::Value("https://example.org/MARK"));
    }

    void expect_unknown(std::string const& target, std::string const& text) {
        // An address that was asked for may be said back; its mark is in small letters.
        EXPECT_EQ(text.find("MARK"), std::string::npos)
            << target << "\n"
            << text.substr(text.find("MARK") < 300 ? 0 : text.find("MARK") - 300, 600);
        for (Closed const& closed : closed_)
            if (target.find(closed.uuid) == std::string::npos) {
                EXPECT_EQ(text.find(closed.uuid), std::string::npos)
                    << target << " knows a closed " << closed.type->name;
            }
    }

    std::vector<Closed> closed_;
};
LEGATION_ON_BOTH_DATABASES(ClosedRecords);

TEST_P(ClosedRecords, AreOnNoPageOfAVisitor) {
    walk("", [&](std::string const& target, std::string const& text) { expect_unknown(target, text); });
    EXPECT_GT(answered_, 200);
}

TEST_P(ClosedRecords, AreOnNoPageOfThePast) {
    clock_.advance(48h); // so that there is a past that has them
    change("actor", "rice", "summary", "New");
    keeper_->refresh();
    walk("?as_of=" + to_text(clock_.now() - 24h).substr(0, 10),
         [&](std::string const& target, std::string const& text) { expect_unknown(target, text); });
    EXPECT_GT(answered_, 150);
}

TEST_P(ClosedRecords, AreThereForWhoMayReadThemAndStayUnknownToTheOthers) {
    http::Viewer member;
    member.account_id = 5;
    member.role = http::Role::member;
    member.actors = {{1, false}};
    viewer_ = member;
    for (Closed const& closed : closed_) {
        std::string const table = address_of(closed.type->table);
        if (table == "partnership-parties" || table == "activity-participants")
            continue; // they have no pages
        std::string const path =
            table == "actors" ? "/register/" + closed.name : "/register/" + table + "/" + closed.name;
        http::Response const response = get(path);
        std::string const text = std::get<std::string>(response.body);
        EXPECT_NE(text.find("Only members of this hub see this record."), std::string::npos) << path;
        EXPECT_EQ(response.header("Cache-Control"), "private, no-cache") << path;
    }
    for (std::string const target :
         {"/register.json?page=all", "/register.csv", "/register/practices.json", "/register/themes.json",
          "/search.json?q=mark", "/api/v1/partnerships", "/register/changes.json", "/register/sources.csv",
          "/register/us-ca-los-angeles.json"})
        EXPECT_NE(answer(target).find("MARK"), std::string::npos) << target;
    // What was made for a member just now is not what anybody else gets.
    for (http::Role const role : {http::Role::visitor, http::Role::member}) {
        viewer_ = {};
        viewer_.role = role;
        viewer_.account_id = role == http::Role::visitor ? 0 : 6; // an account alone is no member
        walk("", [&](std::string const& target, std::string const& text) { expect_unknown(target, text); });
    }
}

/// Records that had a public past, with all that hangs on them, are somebody's own from now on.
TEST_P(ClosedRecords, OfAnActorAreThereForThoseWhoActForIt) {
    std::int64_t const angeles = id_of("actor", "us-ca-los-angeles");
    auto const close = [&](std::string_view noun, std::string const& key, std::string_view field) {
        edit(noun, key,
             [&](store::WriteTransaction& tx, records::RecordType const& type, records::Record& record) {
                 record.audience = "own";
                 type.find(field)->set(record, store::Value("OWN MARK"));
                 records::update(tx, type, record, "OWN MARK");
             });
    };
    close("partnership", "la-nagoya", "title");
    close("practice", "swap", "title");
    close("person", "ada", "name");
    close("commitment", "pledge", "title");
    keeper_->refresh();
    auto const count_of = [&](std::string const& target) {
        std::string const text = answer(target);
        std::size_t count = 0;
        for (std::size_t at = text.find("OWN MARK"); at != std::string::npos;
             at = text.find("OWN MARK", at + 1))
            ++count;
        return count;
    };
    http::Viewer member;
    member.account_id = 5;
    member.role = http::Role::member;
    member.actors = {{angeles, false}};
    viewer_ = member;
    EXPECT_EQ(count_of("/register/partnerships.csv"), 1U);
    EXPECT_EQ(count_of("/register/practices.csv"), 1U);
    EXPECT_EQ(count_of("/register/people.csv"), 1U);
    EXPECT_EQ(count_of("/register/commitments.csv"), 1U);
    EXPECT_GE(count_of("/register/us-ca-los-angeles.json"), 3U);
    std::string const uuid = text("SELECT uuid FROM partnerships WHERE audience = 'own'");
    EXPECT_GE(count_of("/register/partnerships/" + uuid + "/history/2.json"), 1U) << "a version of their own";
    EXPECT_NE(answer("/register/partnerships/" + uuid).find("Only those who act for it see this record."),
              std::string::npos);

    member.actors = {{id_of("actor", "jp-nagoya"), false}};
    viewer_ = member;
    EXPECT_EQ(count_of("/register/partnerships.csv"), 1U) << "the other side's own too";
    EXPECT_EQ(count_of("/register/practices.csv"), 0U);

    member.actors = {{id_of("actor", "c40-cities"), false}};
    http::Viewer office;
    office.account_id = 7;
    office.role = http::Role::office;
    for (http::Viewer const& other : {http::Viewer{}, member, office}) {
        viewer_ = other;
        walk("", [&](std::string const& target, std::string const& text) {
            EXPECT_EQ(text.find("OWN MARK"), std::string::npos) << target;
            bool const is_asked_for = target.find(uuid) != std::string::npos;
            EXPECT_TRUE(is_asked_for || text.find(uuid) == std::string::npos) << target;
        });
    }
}

TEST_P(ClosedRecords, BelongToThoseWhoMayEditThem) {
    std::size_t owned = 0;
    store().read([&](store::ReadTransaction& tx) {
        for (records::RecordType const* type : nouns())
            for (std::int64_t const id : tx.values<std::int64_t>(
                     fmt::format("SELECT id FROM {} WHERE id > 0 AND is_hidden = 0", type->table))) {
                auto const owners = owners_of(tx, *type, *records::load(tx, *type, id));
                auto const viewed = tx.values<std::int64_t>(
                    "SELECT actor_id FROM record_owners WHERE record_table = :table AND record_id = :id "
                    "AND record_type = :type",
                    type->table, id, type->name);
                EXPECT_EQ(std::set(owners.begin(), owners.end()), std::set(viewed.begin(), viewed.end()))
                    << type->name << " " << id;
                owned += viewed.size();
            }
    });
    EXPECT_GT(owned, 20U);
}

TEST_P(ClosedRecords, AreFoundByNoQuestion) {
    for (std::string const target :
         {"/search?q=mark",
          "/search.json?q=mark",
          "/search.json?suggest=1&q=mark",
          "/register.json?theme=mark-it",
          "/register.json?page=all",
          "/api/v1/actors?country=JP",
          "/api/v1/partnerships?limit=100",
          "/register/changes?author=Ada",
          "/register/changes.json?actor=us-ca-los-angeles",
          "/register/changes.atom?country=JP",
          "/register.atom?country=JP",
          "/register/map/in-view.json?bounds=-180,-80,180,80",
          "/sitemaps/actors/1.xml",
          "/sitemaps/partnerships/1.xml",
          "/reconcile?queries=%7B%22q0%22%3A%7B%22query%22%3A%22mark%20actor%22%7D%7D",
          "/reconcile/suggest/entity?prefix=mark",
          "/register/mark-actor",
          "/register/mark-actor/history",
          "/register/changes?actor=mark-actor",
          "/register?network=mark-actor"})
        expect_unknown(target, answer(target));
}

/// Holds whoever makes a picture through it, until it lets them go on.
class HeldPictures : public Pictures {
  public:
    explicit HeldPictures(Pictures& pictures) : pictures_(pictures) {}

    std::shared_ptr<Picture const> current() const override {
        if (++asked_ == 2) { // the first time it is asked only what is current
            held_.set_value();
            go_on_.get_future().wait();
        }
        return pictures_.current();
    }
    bool refresh() override { return pictures_.refresh(); }
    void promise(std::int64_t account, std::int64_t change) override { pictures_.promise(account, change); }
    void keep_promise(std::int64_t account) override { pictures_.keep_promise(account); }

    void wait_until_held() { held_.get_future().wait(); }
    void let_go() { go_on_.set_value(); }

  private:
    Pictures& pictures_;
    mutable int asked_ = 0;
    mutable std::promise<void> held_, go_on_;
};

class PicturesOfAudiences : public ChangedSample {
  protected:
    void close(std::string_view noun, std::string const& key, std::string_view audience) {
        edit(noun, key,
             [&](store::WriteTransaction& tx, records::RecordType const& type, records::Record& record) {
                 record.audience = audience;
                 records::update(tx, type, record, "closed");
             });
        keeper_->refresh();
    }

    /// What members see; null while there is nothing to show.
    std::shared_ptr<Picture const> shown(Context const& context) {
        try {
            auto const record = lenses_.through(context, std::nullopt, ";members;", http::Language::en);
            return record ? record->current() : nullptr;
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::unavailable) << error.what();
            return nullptr;
        }
    }
};
LEGATION_ON_BOTH_DATABASES(PicturesOfAudiences);

TEST_P(PicturesOfAudiences, AreShownWhileTheNextIsMadeUnlessSomethingWasClosedSince) {
    close("actor", "rice", "members");
    auto const before = shown(*context_);
    ASSERT_NE(before, nullptr);
    change("actor", "us-tx", "summary", "New");
    keeper_->refresh();

    HeldPictures held(*keeper_);
    Context const elsewhere{store(), *layout_, held, {}};
    std::jthread maker([&] { shown(elsewhere); });
    held.wait_until_held();
    EXPECT_EQ(shown(*context_), before);
    close("actor", "c40-cities", "members");
    EXPECT_EQ(shown(*context_), nullptr) << "it does not know what is closed now";
    held.let_go();
    maker.join();

    auto const after = shown(*context_);
    ASSERT_NE(after, nullptr);
    EXPECT_NE(after, before);
}

TEST_P(PicturesOfAudiences, AreOthersWhenWhatIsClosedBelongsToOthers) {
    close("partnership", "la-nagoya", "own");
    std::string const before = keeper_->current()->roster->closed_mark();
    auto const party = number("SELECT MIN(id) FROM partnership_parties");
    write([&](store::WriteTransaction& tx) {
        records::RecordType const& type = *find_noun("partnership_party");
        auto const record = records::load(tx, type, party);
        ASSERT_EQ(record->audience, "public") << "only whose it is changes";
        records::hide(tx, type, *record, "left");
    });
    keeper_->refresh();
    EXPECT_NE(keeper_->current()->roster->closed_mark(), before);
}

} // namespace
} // namespace legation::registry
