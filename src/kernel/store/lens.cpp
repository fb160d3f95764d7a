#include "kernel/store/lens.hpp"

#include "kernel/store/session.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace legation::store {

namespace {

struct Shape {
    std::string schema;
    std::vector<std::string> columns;
};

std::map<std::string, Shape> read_tables(Session& session) {
    std::map<std::string, Shape> tables;
    static constexpr std::array types{ColumnType::text, ColumnType::text, ColumnType::text};
    session.query(session.backend().columns_query(), {}, types, [&](Row const& row) {
        Shape& table = tables[row.text(1)];
        table.schema = row.text(0);
        table.columns.push_back(row.text(2));
    });
    return tables;
}

/// Every column as it is, but that a record which the reader may see counts as public: what every statement
/// asks for.
std::string list_of(std::vector<std::string> const& columns, std::string_view audience) {
    std::string list;
    for (std::string const& column : columns) {
        std::string const shown =
            column == "audience" ? fmt::format("{} AS audience", audience) : fmt::format("\"{}\"", column);
        list += fmt::format("{}{}", list.empty() ? "" : ", ", shown);
    }
    return list;
}

} // namespace

bool Lens::sees(std::string_view audience) const {
    return audience == "public" || audiences.find(fmt::format(";{};", audience)) != std::string::npos;
}

void make_lens_views(Session& session, bool of_the_past) {
    Backend const& backend = session.backend();
    std::string_view const moment = backend.moment_expression();
    auto const tables = read_tables(session);
    // Both databases look for a name among a connection's own views first.
    auto const shadow = [&](std::string const& name, Shape const& table, std::string_view from,
                            std::string const& condition) {
        backend.run_script(session.connection(),
                           fmt::format("CREATE TEMP VIEW {} AS SELECT {} FROM {}.{} WHERE {}", name,
                                       list_of(table.columns, backend.audience_expression()), table.schema,
                                       from, condition));
    };
    for (auto const& [name, table] : tables) {
        std::string const history = name + "_history";
        if (tables.contains(history))
            shadow(name, table, of_the_past ? history : name,
                   of_the_past
                       ? fmt::format("{0} >= valid_from AND (valid_to IS NULL OR {0} < valid_to)", moment)
                       : "1 = 1");
        else if (name == "revisions" && of_the_past)
            shadow(name, table, name, fmt::format("{} >= changed_at", moment));
    }
}

} // namespace legation::store
