#include "register/actor.hpp"
#include "register/editing/form_check.hpp"
#include "register/membership.hpp"
#include "register/register_fixture.hpp"

#include <algorithm>

namespace legation::registry {
namespace {

using records::type_of;

class RecordForm : public PageTest {
  protected:
    FormValues stored(std::string_view noun, std::string_view key) {
        return store().read([&](store::ReadTransaction& tx) {
            auto const& type = *find_noun(noun);
            return values_of(tx, type,
                             *records::load(tx, type, records::id_of_key(tx, type, key).value_or(0)));
        });
    }

    CheckedForm checked(std::string_view noun, FormValues const& before, FormValues const& typed) {
        auto const& type = *find_noun(noun);
        auto const made = picture();
        return present(http::Language::en, [&](store::ReadTransaction& tx, Presenter const& presenter) {
            return check_form(*made, presenter, tx, type, form_fields(type, Asked::keeper), before, typed);
        });
    }
};

/// Whether one of them has that member: g++ 12 has no std::ranges::contains.
template <class Items, class Member>
bool has(Items const& items, std::string_view value, Member member) {
    return std::ranges::find(items, value, member) != items.end();
}

std::string problem_of(CheckedForm const& form, std::string_view field) {
    auto const found = std::ranges::find(form.problems, field, &FormProblem::field);
    return found == form.problems.end() ? "" : found->message;
}

TEST_P(RecordForm, AsksEveryoneForWhatIsPublicButNeverForKeys) {
    auto const fields = form_fields(type_of<Membership>(), Asked::everyone);
    std::vector<std::string> names;
    std::ranges::transform(fields, std::back_inserter(names), &FormField::name);
    EXPECT_EQ(names, (std::vector<std::string>{"member", "network", "role", "since", "until"}));
    auto const kept = form_fields(type_of<Membership>(), Asked::keeper);
    EXPECT_TRUE(has(kept, "dues", &FormField::name));
    EXPECT_FALSE(has(form_fields(type_of<Actor>(), Asked::keeper), "slug", &FormField::name));
}

TEST_P(RecordForm, ShowsReferencesAndPartsByTheirKeys) {
    FormValues const actor = stored("actor", "us-ca-los-angeles");
    EXPECT_EQ(value_in(actor, "place"), "us-ca-los-angeles");
    EXPECT_EQ(value_in(actor, "themes"), "health;sports");
    EXPECT_EQ(value_in(stored("partnership", "la-nagoya"), "parties"), "us-ca-los-angeles;jp-nagoya");
    EXPECT_EQ(value_in(stored("activity", "la-visit"), "participants"),
              "us-ca-los-angeles=guest;jp-nagoya=host");
}

TEST_P(RecordForm, FindsWhatDiffersAndNothingElse) {
    auto const fields = form_fields(type_of<Actor>(), Asked::keeper);
    FormValues const before = stored("actor", "us-ca-los-angeles");
    FormValues const sent = typed_in({{"name", " Los Angeles "},
                                      {"summary", "Hosts games.\r\n"},
                                      {"short_name", "L.A."},
                                      {"themes", "health"},
                                      {"themes", "sports"},
                                      {"intruder", "x"}},
                                     fields);
    FormValues after = before;
    for (std::string const name : {"name", "summary", "short_name", "themes"})
        after[name] = value_in(sent, name);
    auto const changes = changes_between(fields, before, after);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].field, "short_name");
    EXPECT_EQ(changes[0].before, "LA");
    EXPECT_EQ(changes[0].after, "L.A.");
    EXPECT_FALSE(sent.contains("intruder"));
}

TEST_P(RecordForm, TakesANameThatMeansOneRecordAlone) {
    CheckedForm const form =
        checked("partnership", {},
                {{"kind", "memorandum"},
                 {"status", "signed"},
                 {"parties", "C40 Cities;https://hub.example/es/register/jp-nagoya?x=1"}});
    EXPECT_TRUE(form.problems.empty()) << form.problems.front().message;
    EXPECT_EQ(value_in(form.values, "parties"), "c40-cities;jp-nagoya");
}

TEST_P(RecordForm, AsksWhichOneANameMeans) {
    FormValues const before = stored("actor", "us-ca-los-angeles");
    FormValues typed = before;
    typed["place"] = "Houston, California";
    CheckedForm const form = checked("actor", before, typed);
    ASSERT_EQ(form.problems.size(), 1U);
    EXPECT_TRUE(has(form.problems[0].offered, "us-tx-houston", &views::Choice::value));
    EXPECT_EQ(value_in(form.values, "place"), "Houston, California"); // what was typed is kept
}

TEST_P(RecordForm, SaysWhatIsWrongWithEachField) {
    FormValues const before = stored("actor", "us-ca-los-angeles");
    FormValues typed = before;
    typed["name"] = "";
    typed["website"] = "javascript:alert(1)";
    typed["founded"] = "2016-13";
    typed["country"] = "XX";
    typed["kind"] = "castle";
    typed["themes"] = "health;castles";
    typed["summary"] = std::string(6'000, 'x');
    typed["parent"] = "Nowhere at all";
    CheckedForm const form = checked("actor", before, typed);
    EXPECT_EQ(form.problems.size(), 8U);
    EXPECT_EQ(problem_of(form, "name"), "This cannot be left empty.");
    EXPECT_EQ(problem_of(form, "founded"), "Write a date such as 2016, 2016-05 or 2016-05-12.");
    EXPECT_EQ(problem_of(form, "themes"), "Nothing recorded here is called “castles”.");
    EXPECT_EQ(value_in(form.values, "founded"), "2016-13");
}

TEST_P(RecordForm, RefusesAPartnershipOfOne) {
    CheckedForm const form =
        checked("partnership", {}, {{"kind", "memorandum"}, {"status", "signed"}, {"parties", "fr-paris"}});
    EXPECT_EQ(problem_of(form, "parties"), "A partnership has two parties or more.");
}

LEGATION_ON_BOTH_DATABASES(RecordForm);

} // namespace
} // namespace legation::registry
