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

std::string list_of(std::vector<std::string> const& columns) {
    std::string list;
    for (std::string const& column : columns)
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", column);
    return list;
}

} // namespace

void make_lens_views(Session& session) {
    Backend const& backend = session.backend();
    std::string_view const moment = backend.moment_expression();
    auto const tables = read_tables(session);
    // Both databases look for a name among a connection's own views first.
    auto const shadow = [&](std::string const& name, Shape const& table, std::string_view from,
                            std::string const& condition) {
        backend.run_script(session.connection(),
                           fmt::format("CREATE TEMP VIEW {} AS SELECT {} FROM {}.{} WHERE {}", name,
                                       list_of(table.columns), table.schema, from, condition));
    };
    for (auto const& [name, table] : tables) {
        std::string const history = name + "_history";
        if (tables.contains(history))
            shadow(name, table, history,
                   fmt::format("{0} >= valid_from AND (valid_to IS NULL OR {0} < valid_to)", moment));
        else if (name == "revisions")
            shadow(name, table, name, fmt::format("{} >= changed_at", moment));
    }
}

} // namespace legation::store
