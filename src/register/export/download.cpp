#include "register/export/download.hpp"

#include "kernel/error.hpp"
#include "kernel/http/router.hpp"
#include "kernel/records/xlsx_file.hpp"
#include "register/actor.hpp"
#include "register/export/record_rows.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <semaphore>
#include <unordered_map>
#include <utility>

namespace legation::registry {

using http::Format;
using records::SheetColumn;
using records::SheetRow;
using records::SheetWriter;

namespace {

constexpr std::size_t rows_at_once = 400;

std::string_view content_type(Format format) {
    switch (format) {
    case Format::csv:
        return "text/csv; charset=utf-8; header=present";
    case Format::xlsx:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Format::geojson:
        return "application/geo+json";
    case Format::ndjson:
        return "application/x-ndjson";
    default:
        return "application/json";
    }
}

std::unique_ptr<SheetWriter> writer_for(Format format, std::vector<SheetColumn> columns) {
    switch (format) {
    case Format::csv:
        return records::csv_writer(std::move(columns));
    case Format::geojson:
        return records::geojson_writer(std::move(columns));
    case Format::ndjson:
        return records::ndjson_writer(std::move(columns));
    default:
        return records::json_writer(std::move(columns));
    }
}

/// Text formats are made while they are sent.
http::ChunkProducer stream(Download table, Format format) {
    struct State {
        Download table;
        std::unique_ptr<SheetWriter> writer;
        bool has_begun = false, has_ended = false;
    };
    auto state = std::make_shared<State>();
    state->writer = writer_for(format, table.columns);
    state->table = std::move(table);
    return [state]() -> std::optional<std::string> {
        if (state->has_ended) return std::nullopt;
        std::string text;
        if (!std::exchange(state->has_begun, true)) state->writer->begin(text);
        std::vector<SheetRow> const rows = state->table.next();
        for (SheetRow const& row : rows)
            state->writer->row(row, text);
        state->has_ended = rows.empty();
        if (state->has_ended) state->writer->end(text);
        return text;
    };
}

/// A workbook begins with what is known last, so it is made before the first byte is sent. One at a time: it
/// keeps a worker busy for as long as it takes.
http::ChunkProducer spreadsheet(Context const& context, Download const& table) {
    static std::counting_semaphore<1> one(1);
    constexpr std::chrono::seconds patience{3};
    if (!one.try_acquire_for(patience))
        throw Error(ErrorCode::unavailable,
                    "Another spreadsheet is being made right now. Try again in a moment, or take the CSV.");
    struct Release {
        ~Release() { one.release(); }
    } const release;
    auto file = std::make_shared<records::XlsxFile>(context.spool_folder);
    file->sheet(table.title, table.columns);
    for (std::vector<SheetRow> rows = table.next(); !rows.empty(); rows = table.next())
        for (SheetRow const& row : rows)
            file->row(row);
    file->finish();
    return [file] { return file->read(); };
}

/// `:i0, :i1, …`: names of parameters, one for each id of a batch.
std::string const& id_parameters() {
    static std::string const names = [] {
        std::string text = "(";
        for (std::size_t i = 0; i < rows_at_once; ++i)
            text += fmt::format("{}:i{}", i == 0 ? "" : ", ", i);
        return text + ")";
    }();
    return names;
}

std::string cell_text(Cell const& cell) {
    return cell.raw.empty() ? cell.text : cell.raw;
}

/// What the filter was, as part of a file's name.
std::string name_of(ActorFilter const& filter) {
    std::string name = filter.group.empty() ? "governments-and-organizations" : filter.group;
    if (!filter.kind.empty()) name = filter.kind;
    for (std::string const& part :
         {filter.country, filter.state, filter.theme, filter.network, filter.partner, filter.population})
        if (!part.empty()) name += '-' + part;
    if (filter.has_office) name += "-with-office";
    std::ranges::transform(name, name.begin(), [](char c) {
        if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
        return c == '_' ? '-' : c;
    });
    return name;
}

} // namespace

bool wants_download(http::Request const& request) {
    if (request.format == Format::html) return false;
    return request.format != Format::json || request.query.find("page") == "all";
}

http::Response download(Context const& context, http::Request const& request, Download table) {
    std::string const day =
        request.as_of.empty() ? to_text(context.store.now()).substr(0, 10) : request.as_of.substr(0, 10);
    http::Response response;
    response.with("Content-Type", std::string(content_type(request.format)));
    response.with("Content-Disposition", fmt::format("attachment; filename=\"legation-{}-{}{}\"", table.name,
                                                     day, http::suffix_of(request.format)));
    response.with("Access-Control-Allow-Origin", "*"); // public data, for the maps and notebooks of others
    bool const is_head = request.method == http::Method::head; // nobody waits for a body: make none
    if (request.format == Format::xlsx && !is_head)
        response.body = spreadsheet(context, table);
    else
        response.body = stream(std::move(table), request.format);
    return response;
}

Download actors_download(Context const& context, ActorFilter const& filter) {
    struct State {
        RecordRows rows;
        std::vector<std::int64_t> ids;
        std::size_t next = 0;
    };
    auto const& type = records::type_of<Actor>();
    auto state = std::make_shared<State>(State{RecordRows(type, context.layout.site().public_url), {}});
    auto const selected = context.pictures.current(); // let go of: a slow client must not keep it
    for (RosterEntry const* entry : select_actors(*selected->roster, filter))
        state->ids.push_back(entry->id);
    Download table{name_of(filter), "Governments and organizations", sheet_columns(type), {}};
    table.next = [state, &context] {
        std::vector<SheetRow> batch;
        while (batch.empty() &&
               state->next < state->ids.size()) { // all of a batch may have been hidden since
            std::size_t const end = std::min(state->ids.size(), state->next + rows_at_once);
            std::vector<store::Bound> bound;
            for (std::size_t i = state->next; i < state->next + rows_at_once; ++i)
                bound.emplace_back(i < end ? state->ids[i] : 0);
            auto const picture = context.pictures.current();
            auto read = context.store.read([&](store::ReadTransaction& tx) {
                return state->rows.read(tx, *picture, fmt::format("id IN {}", id_parameters()), bound);
            });
            std::unordered_map<std::int64_t, SheetRow*> by_id;
            for (RecordRows::Row& row : read)
                by_id.emplace(row.id, &row.sheet);
            for (; state->next < end; ++state->next)
                if (auto const found = by_id.find(state->ids[state->next]); found != by_id.end())
                    batch.push_back(std::move(*found->second));
        }
        return batch;
    };
    return table;
}

Download noun_download(Context const& context, records::RecordType const& type) {
    struct State {
        RecordRows rows;
        std::int64_t after = 0;
    };
    auto state = std::make_shared<State>(State{RecordRows(type, context.layout.site().public_url)});
    Download table{address_of(type.table), std::string(type.table), sheet_columns(type), {}};
    table.next = [state, &context] {
        std::array<store::Bound, 2> const bound{store::Bound(state->after), store::Bound(rows_at_once)};
        auto const picture = context.pictures.current();
        auto read = context.store.read([&](store::ReadTransaction& tx) {
            return state->rows.read(tx, *picture, "id > :after ORDER BY id LIMIT :limit", bound);
        });
        if (!read.empty()) state->after = read.back().id;
        std::vector<SheetRow> batch;
        for (RecordRows::Row& row : read)
            batch.push_back(std::move(row.sheet));
        return batch;
    };
    return table;
}

Download record_download(Context const& context, records::RecordType const& type, std::string_view uuid) {
    RecordRows const rows(type, context.layout.site().public_url);
    std::array<store::Bound, 1> const bound{store::Bound(uuid)};
    auto const picture = context.pictures.current();
    auto read = context.store.read(
        [&](store::ReadTransaction& tx) { return rows.read(tx, *picture, "uuid = :uuid", bound); });
    if (read.empty()) throw Error(ErrorCode::not_found, "There is no such record.");
    auto all = std::make_shared<std::vector<SheetRow>>();
    all->push_back(std::move(read.front().sheet));
    Download table{fmt::format("{}-{}", type.name, uuid), std::string(type.name), sheet_columns(type), {}};
    std::ranges::replace(table.name, '_', '-');
    table.next = [all] { return std::exchange(*all, {}); };
    return table;
}

Download table_download(std::string name, Table const& table) {
    auto all = std::make_shared<std::vector<SheetRow>>();
    for (auto const& cells : table.rows) {
        SheetRow& row = all->emplace_back();
        for (Cell const& cell : cells)
            row.cells.push_back(cell_text(cell));
    }
    Download result{std::move(name), table.caption, {}, {}};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        bool const is_number = !table.rows.empty() && table.rows.front()[i].is_number;
        result.columns.push_back(
            {table.columns[i].key, is_number ? records::SheetKind::number : records::SheetKind::text});
    }
    result.next = [all] { return std::exchange(*all, {}); };
    return result;
}

} // namespace legation::registry
