#include "register/render_json.hpp"

#include "kernel/id.hpp"
#include "kernel/records/json.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace legation::registry {

namespace {

using records::JsonWriter;

void write_number(JsonWriter& json, std::string const& digits) {
    std::int64_t whole = 0;
    char const* const end = digits.data() + digits.size();
    auto const [last, error] = std::from_chars(digits.data(), end, whole);
    if (error == std::errc{} && last == end)
        json.value(whole);
    else
        json.value(std::stod(digits));
}

/// A linked cell says what it links to; a plain one is its number, text, code or date.
void write_cell(JsonWriter& json, Cell const& cell) {
    std::string const& value = cell.raw.empty() ? cell.text : cell.raw;
    if (cell.path.empty()) {
        if (value.empty())
            json.null();
        else if (cell.is_number)
            write_number(json, value);
        else
            json.value(value);
        return;
    }
    if (!cell.path.starts_with('/')) {
        json.value(cell.raw.empty() ? cell.path : cell.raw);
        return;
    }
    json.begin_object().member("name", cell.text);
    bool const is_list = cell.path.find('?') != std::string::npos; // lists have no slug
    std::string_view const last = std::string_view(cell.path).substr(cell.path.rfind('/') + 1);
    if (!is_list) json.member(is_uuid(last) ? "id" : "slug", last);
    json.member("url", cell.path);
    json.end_object();
}

void write_fact(JsonWriter& json, Fact const& fact) {
    json.key(fact.key);
    if (fact.values.size() == 1) {
        write_cell(json, fact.values.front());
        return;
    }
    json.begin_array();
    for (Cell const& cell : fact.values)
        write_cell(json, cell);
    json.end_array();
}

void collect(std::vector<std::string>& entries, std::string_view sources) {
    for (std::string& entry : records::split_list(sources))
        if (std::ranges::find(entries, entry) == entries.end()) entries.push_back(std::move(entry));
}

void write_sources(JsonWriter& json, RecordView const& view, Presenter const& presenter) {
    std::vector<std::string> entries;
    collect(entries, view.sources);
    for (Table const& table : view.tables)
        for (auto const& row : table.rows)
            for (Cell const& cell : row)
                collect(entries, cell.sources);
    for (Card const& card : view.cards)
        for (Fact const& fact : card.facts)
            for (Cell const& cell : fact.values)
                collect(entries, cell.sources);
    json.key("sources").begin_array();
    for (std::string const& entry : entries) {
        std::size_t const at = entry.find('@');
        std::string const key = entry.substr(0, at);
        json.begin_object().member("key", key);
        if (at != std::string::npos) json.member("where", entry.substr(at + 1));
        if (Source const* source = presenter.roster().source(key)) {
            json.member("title", source->title);
            json.member_if("publisher", source->publisher).member_if("published", source->published);
            json.member_if("as_of", source->as_of).member_if("license", source->license);
            json.member_if("address", source->url).member("url", "/register/sources/" + source->uuid);
        }
        json.end_object();
    }
    json.end_array();
}

} // namespace

void write_rows(JsonWriter& json, Table const& table) {
    json.begin_array();
    for (auto const& row : table.rows) {
        json.begin_object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            json.key(table.columns[i].key);
            write_cell(json, row[i]);
        }
        json.end_object();
    }
    json.end_array();
}

std::string to_json(RecordView const& view, Presenter const& presenter) {
    JsonWriter json;
    json.begin_object();
    json.member("url", view.path);
    if (view.type != nullptr) json.member("type", view.type->name).member("id", view.uuid);
    json.member("recorded", view.type != nullptr).member("name", view.title);
    for (Fact const& fact : view.json_only)
        write_fact(json, fact);
    json.member_if("summary", view.lead);
    for (Passage const& passage : view.passages)
        json.member(passage.key, passage.text);
    for (Fact const& fact : view.facts)
        write_fact(json, fact);
    json.key("themes").begin_array();
    for (Cell const& theme : view.themes)
        json.value(theme.raw);
    json.end_array();
    for (Table const& table : view.tables) {
        json.key(table.key);
        write_rows(json, table);
    }
    for (Card const& card : view.cards) {
        json.key(card.key);
        if (card.facts.empty()) {
            json.begin_array();
            for (Cell const& cell : card.list)
                write_cell(json, cell);
            json.end_array();
        } else {
            json.begin_object();
            for (Fact const& fact : card.facts)
                write_fact(json, fact);
            json.end_object();
        }
    }
    write_sources(json, view, presenter);
    if (view.type != nullptr) json.member("version", view.version).member("changed_at", view.changed_at);
    json.end_object();
    return json.take();
}

} // namespace legation::registry
