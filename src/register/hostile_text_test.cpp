#include "register/address_walk.hpp"

#include <array>

namespace legation::registry {
namespace {

/// Ends an attribute, an element and a script; a template's placeholder; what a browser would run.
constexpr std::string_view hostile = "\"'><img src=x onerror=alert(1)></script>{{NAME}}</title>]]>";

/// Everything that the record says, and ever said, is hostile: as if what checks a form had been passed by.
class HostileText : public AddressWalk {
  protected:
    void SetUp() override {
        AddressWalk::SetUp();
        if (IsSkipped()) return;
        import("practice", "key,title,offered_by\nswap,Staff swap,us-ca-los-angeles\n");
        import("commitment", "key,actor,agenda,title\npledge,us-ca-los-angeles,paris,Pledge\n");
        write([&](store::WriteTransaction& tx) {
            for (records::RecordType const* type : nouns())
                make_hostile(tx, *type);
            tx.execute("UPDATE revisions SET author = :author, comment = :comment", hostile, hostile);
            tx.execute("INSERT INTO proposals (id, uuid, version, kind, state, record_type, record_id, "
                       "record_version, title, path, country, area, changes, duplicate_of, source_title, "
                       "source_url, comment, name, email, account_id, language, view_key, confirm_hash, "
                       "made_at, changed_at) VALUES (1, 'a', 1, 'new', 'waiting', 'person', 0, 0, :title, "
                       "'', '', '', '[]', '', :source, 'javascript:alert(1)', :comment, :name, '', 0, 'en', "
                       "'', '', '2026-11-21T12:00:00.000Z', '2026-11-21T12:00:00.000Z')",
                       hostile, hostile, hostile, hostile);
        });
        import("actor",
               "slug,kind,name\nrivers,network,Rivers\n"); // a change, so that the picture is made anew
        keeper_->refresh();
        for (records::RecordType const* type : nouns())
            for (std::string const& uuid : store().read([&](store::ReadTransaction& tx) {
                     return tx.values<std::string>(
                         fmt::format("SELECT {} FROM {} WHERE id > 0",
                                     type->find("slug") == nullptr ? "uuid" : "slug", type->table));
                 }))
                records_.push_back(address_of(type->table) + "/" + uuid);
    }

    static void make_hostile(store::WriteTransaction& tx, records::RecordType const& type) {
        using records::Kind;
        std::vector<std::string> assignments;
        std::vector<store::Bound> bound;
        for (records::Field const& field : type.fields) {
            bool const is_code = field.name == "country" || field.name == "area" || field.name == "place";
            if (is_code ||
                (field.kind != Kind::text && field.kind != Kind::long_text && field.kind != Kind::url))
                continue;
            assignments.push_back(fmt::format("{0} = :{0}", field.name));
            bound.emplace_back(field.kind == Kind::url ? "javascript:alert(1)" : hostile);
        }
        if (assignments.empty()) return;
        for (std::string_view const past : {"", "_history"})
            tx.run(fmt::format("UPDATE {}{} SET {}", type.table, past, fmt::join(assignments, ", ")), bound);
    }

    static bool is_markup(std::string const& answer) {
        static constexpr std::string_view header = "Content-Type: ";
        std::size_t const begin = answer.find(header);
        if (begin == std::string::npos) return false;
        std::string const type = answer.substr(begin, answer.find('\n', begin) - begin);
        return type.find("html") != std::string::npos || type.find("xml") != std::string::npos;
    }

    void expect_harmless(std::string const& target, std::string const& answer) {
        if (!is_markup(answer)) return;
        static constexpr std::array<std::string_view, 6> harmful{"<img src=x",           "\"'>",
                                                                 "</script>{{",          "href=\"javascript:",
                                                                 "action=\"javascript:", "src=\"javascript:"};
        for (std::string_view const text : harmful) {
            std::size_t const at = answer.find(text);
            EXPECT_EQ(at, std::string::npos)
                << target << " says " << answer.substr(at < 200 ? 0 : at - 200, 400);
        }
        if (answer.find("onerror=alert(1)") != std::string::npos) ++said_;
    }

    int said_ = 0; ///< answers that say the text, in a form that does nothing
};
LEGATION_ON_BOTH_DATABASES(HostileText);

TEST_P(HostileText, DoesNothingOnAnyPage) {
    walk("", [&](std::string const& target, std::string const& answer) { expect_harmless(target, answer); });
    EXPECT_GT(answered_, 150);
    EXPECT_GT(said_, 80) << "the test is to meet it";
}

} // namespace
} // namespace legation::registry
