#include "kernel/store/lens.hpp"

#include "kernel/store/session.hpp"

#include <fmt/format.h>

#include <algorithm>
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

bool has_column(Shape const& table, std::string_view name) {
    return std::ranges::find(table.columns, name) != table.columns.end();
}

/// Whether the row `t` belongs to one of the actors that the lens sees for, `own:17`: all that is theirs.
std::string is_own(Backend const& backend, std::string const& name, Shape const& table,
                   std::string_view schema) {
    std::string const literal =
        fmt::format("'{}'", name); // a view binds nothing; it is the schema's own name
    std::string const row =
        has_column(table, "record_type")
            ? std::string("o.record_type = t.record_type AND o.record_id = t.record_id") // a mention in it
            : fmt::format("{} = o.record_table AND o.record_id = t.id", literal);
    return fmt::format("EXISTS (SELECT 1 FROM {}.record_owners o WHERE {} AND {})", schema, row,
                       backend.sees_expression("'own:' || o.actor_id"));
}

/// Whether the record of the row `t` of the past is closed to the reader today: then its past is, too.
std::string is_closed_today(Backend const& backend, std::string const& name, Shape const& table,
                            std::string const& is_own) {
    std::string_view const same = has_column(table, "record_type")
                                      ? "p.record_type = t.record_type AND p.record_id = t.record_id"
                                      : "p.id = t.id";
    return fmt::format("EXISTS (SELECT 1 FROM {}.{} p WHERE {} AND p.audience <> 'public' AND NOT ({})) AND "
                       "NOT ({})",
                       table.schema, name, same, backend.sees_expression("p.audience"), is_own);
}

/// Every column of `t` as it is, but that a record which the reader may see counts as public: what every
/// statement asks for.
std::string list_of(Shape const& table, std::string const& is_seen, std::string const& is_closed) {
    std::string list;
    for (std::string const& column : table.columns) {
        std::string const shown = column == "audience"
                                      ? fmt::format("CASE WHEN {} THEN 'closed' WHEN {} THEN 'public' ELSE "
                                                    "t.audience END AS audience",
                                                    is_closed, is_seen)
                                      : fmt::format("t.\"{}\"", column);
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
    auto const owners = tables.find("record_owners"); // a view of the section that has the records
    // Both databases look for a name among a connection's own views first.
    auto const shadow = [&](std::string const& name, Shape const& table, std::string_view from,
                            std::string const& condition) {
        std::string const own =
            owners == tables.end() ? "1 = 0" : is_own(backend, name, table, owners->second.schema);
        std::string const is_seen =
            fmt::format("{} OR (t.audience <> 'public' AND {})", backend.sees_expression("t.audience"), own);
        std::string const is_closed = of_the_past && has_column(table, "audience")
                                          ? is_closed_today(backend, name, table, own)
                                          : "1 = 0";
        backend.run_script(session.connection(),
                           fmt::format("CREATE TEMP VIEW {} AS SELECT {} FROM {}.{} t WHERE {}", name,
                                       list_of(table, is_seen, is_closed), table.schema, from, condition));
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
