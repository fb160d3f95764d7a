#include "register/nouns.hpp"
#include "tests/temporary_store.hpp"

#include <algorithm>
#include <set>

namespace legation::registry {
namespace {

using Columns = std::set<std::string>;

class Nouns : public test::WithSchema {
  protected:
    /// The columns that the database has, as `name:type`.
    Columns columns_of(std::string const& table) {
        return store().read([&](store::ReadTransaction& tx) {
            Columns columns;
            auto const add = [&](std::string const& name, std::string const& type) {
                columns.insert(name + ":" + type_of(type));
            };
            if (GetParam() == test::Database::sqlite)
                tx.each<std::string, std::string>("SELECT name, type FROM pragma_table_info(:name)", add,
                                                  table);
            else
                tx.each<std::string, std::string>(
                    "SELECT column_name, data_type FROM information_schema.columns "
                    "WHERE table_schema = current_schema() AND table_name = :name",
                    add, table);
            return columns;
        });
    }

    /// SQLite writes types as they were declared, and its affinity where a table was made from a query.
    static std::string type_of(std::string type) {
        std::ranges::transform(type, type.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        if (type == "bigint" || type == "integer" || type == "int" || type == "num") return "integer";
        return type == "double precision" || type == "real" ? "real" : type;
    }

    static std::string type_of(store::ColumnType type) {
        if (type == store::ColumnType::integer) return "integer";
        return type == store::ColumnType::real ? "real" : "text";
    }

    static Columns own_and_fields(records::RecordType const& type) {
        Columns columns{"id:integer",        "uuid:text",     "version:integer",
                        "is_hidden:integer", "audience:text", "changed_at:text"};
        for (records::Field const& field : type.fields)
            columns.insert(std::string(field.name) + ":" + type_of(field.column_type));
        return columns;
    }
};
LEGATION_ON_BOTH_DATABASES(Nouns);

TEST_P(Nouns, HaveATableWithTheColumnsOfTheirFieldTable) {
    for (records::RecordType const* type : nouns())
        EXPECT_EQ(columns_of(std::string(type->table)), own_and_fields(*type)) << type->table;
}

TEST_P(Nouns, HaveAHistoryWithTheSameColumnsAndItsTimes) {
    for (records::RecordType const* type : nouns()) {
        Columns expected = own_and_fields(*type);
        expected.insert({"valid_from:text", "valid_to:text", "revision:integer"});
        EXPECT_EQ(columns_of(std::string(type->table) + "_history"), expected) << type->table;
    }
}

TEST(NounList, NamesEachNounOnce) {
    std::set<std::string_view> names, tables;
    for (records::RecordType const* type : nouns()) {
        EXPECT_TRUE(names.insert(type->name).second) << type->name;
        EXPECT_TRUE(tables.insert(type->table).second) << type->table;
        EXPECT_EQ(find_noun(type->name), type);
        EXPECT_EQ(find_noun(type->table), type);
    }
    EXPECT_EQ(find_noun("mayor"), nullptr);
}

TEST(NounList, HasEachNounAfterThoseItRefersTo) {
    std::set<std::string_view> before{"place"};
    for (records::RecordType const* type : nouns()) {
        before.insert(type->name);
        for (records::Field const& field : type->fields)
            EXPECT_TRUE(field.target.empty() || before.contains(field.target))
                << type->name << "." << field.name << " refers to " << field.target;
    }
}

TEST(NounList, HasFieldTablesThatHangTogether) {
    for (records::RecordType const* type : nouns()) {
        EXPECT_TRUE(type->key.empty() || type->find(type->key)) << type->name;
        std::set<std::string_view> names;
        for (records::Field const& field : type->fields) {
            EXPECT_TRUE(names.insert(field.name).second)
                << type->name << "." << field.name << " stands twice";
            EXPECT_FALSE(field.label.empty()) << type->name << "." << field.name;
            bool const lacks_choices = field.kind == records::Kind::choice && field.choices.empty();
            EXPECT_FALSE(lacks_choices) << type->name << "." << field.name;
            bool const is_misnamed = field.kind == records::Kind::reference && !field.name.ends_with("_id");
            EXPECT_FALSE(is_misnamed) << type->name << "." << field.name;
        }
    }
}

} // namespace
} // namespace legation::registry
