#include "register/api/query.hpp"

#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/text.hpp"
#include "register/nouns.hpp"
#include "register/public_keys.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace legation::registry::api {

using records::Field;
using records::Kind;
using records::RecordType;

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

[[noreturn]] void refuse(std::string_view parameter, Error error) {
    throw at_fault(parameter, std::move(error));
}

std::string to_hex(std::string_view bytes) {
    std::string text;
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 15U];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        std::size_t const high = hex_digits.find(text[i]);
        std::size_t const low = hex_digits.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

bool is_country(Field const& field) {
    return field.name == "country";
}

/// A day, or a moment as `changed_at` has it. Compared as text, where 12:00:00.5Z comes after 12:00:00 but
/// before 12:00:00Z: so the Z is left out.
std::optional<std::string> moment(std::string_view text) {
    constexpr std::size_t day_size = 10;
    if (!records::is_partial_date(text.substr(0, day_size)) || text.size() < day_size) return std::nullopt;
    std::string_view time = text.substr(day_size);
    if (time.empty()) return std::string(text);
    if (!time.ends_with('Z')) return std::nullopt;
    time.remove_suffix(1);
    constexpr std::string_view shape = "T00:00:00.000";
    constexpr std::size_t size_without_fraction = 9;
    if (time.size() != shape.size() && time.size() != size_without_fraction) return std::nullopt;
    for (std::size_t i = 0; i < time.size(); ++i) {
        bool const is_digit = time[i] >= '0' && time[i] <= '9';
        if (shape[i] == '0' ? !is_digit : time[i] != shape[i]) return std::nullopt;
    }
    return std::string(text.substr(0, day_size)) + std::string(time);
}

std::optional<std::int64_t> id_of(store::ReadTransaction& tx, Picture const& picture, Field const& field,
                                  std::string const& key) {
    if (field.target == "place") return picture.atlas->find(key);
    if (field.target == "actor") {
        RosterEntry const* entry = picture.roster->find(key);
        return entry == nullptr ? std::nullopt : std::optional(entry->id);
    }
    RecordType const* type = find_noun(field.target);
    if (type == nullptr || type->key.empty()) return std::nullopt;
    return tx.value<std::int64_t>(fmt::format("SELECT id FROM {} WHERE {} AND {} = :key", type->table,
                                              records::visible_condition, type->key),
                                  key);
}

} // namespace

std::vector<RecordType const*> const& collections() {
    static std::vector<RecordType const*> const all = [] {
        std::vector<RecordType const*> found{find_noun("actors")};
        for (RecordPage const& page : record_pages())
            found.push_back(find_noun(page.table));
        return found;
    }();
    return all;
}

std::vector<Field const*> filters_of(RecordType const& type) {
    std::vector<Field const*> filters;
    for (Field const& field : type.fields) {
        bool const is_key = field.kind == Kind::choice || field.kind == Kind::slug ||
                            field.kind == Kind::reference || is_country(field);
        bool const is_list_of_keys = field.kind == Kind::list && !field.target.empty();
        if (field.is_public && (is_key || is_list_of_keys)) filters.push_back(&field);
    }
    return filters;
}

std::vector<std::string> sorts_of(RecordType const& type) {
    std::vector<std::string> sorts{"id", "changed_at"};
    if (!type.key.empty()) sorts.emplace_back(type.key);
    for (std::string_view const name : {"name", "title"})
        if (Field const* field = type.find(name); field != nullptr && field->is_public)
            sorts.emplace_back(name);
    return sorts;
}

std::string to_text(Cursor const& cursor) {
    return to_hex(fmt::format("{}\n{}\n{}", cursor.sort, cursor.id, cursor.value));
}

Cursor parse_cursor(std::string_view text) {
    auto const wrong = [] {
        refuse("cursor",
               Error(ErrorCode::bad_request,
                     "This cursor is not one that the list gave. Start again from its first page."));
    };
    auto const bytes = from_hex(text);
    if (!bytes || !is_utf8(*bytes) || bytes->find('\0') != std::string::npos) wrong();
    std::size_t const first = bytes->find('\n');
    std::size_t const second = first == std::string::npos ? first : bytes->find('\n', first + 1);
    if (second == std::string::npos) wrong();
    auto const id = whole_number(std::string_view(*bytes).substr(first + 1, second - first - 1));
    if (!id) wrong();
    return {bytes->substr(0, first), bytes->substr(second + 1), *id};
}

ListQuery::ListQuery(RecordType const& type, http::Request const& request)
    : type_(type), path_(request.path) {
    std::vector<std::string_view> seen;
    for (auto const& [name, value] : request.query.pairs()) {
        if (http::is_campaign_parameter(name)) continue;
        if (std::ranges::find(seen, name) != seen.end())
            refuse(name, filled_error(ErrorCode::bad_request, "The parameter “{name}” is given twice.",
                                      {{"name", name}}));
        seen.push_back(name);
        read_parameter(name, value);
        if (name != "cursor") kept_.emplace_back(name, value);
    }
    if (!cursor_.empty() && cursor_.front().sort != (is_descending_ ? "-" : "") + sort_)
        refuse("cursor", Error(ErrorCode::bad_request,
                               "This cursor belongs to another order. Start again from the first page."));
}

void ListQuery::read_parameter(std::string const& name, std::string const& value) {
    if (name == "limit") {
        auto const number = whole_number(value);
        if (!number || *number < 1 || *number > largest_limit)
            refuse(name,
                   filled_error(ErrorCode::bad_request, "The limit must be a whole number from 1 to {most}.",
                                {{"most", std::to_string(largest_limit)}}));
        limit_ = *number;
    } else if (name == "sort") {
        read_sort(value);
    } else if (name == "fields") {
        fields_ = parse_fields(type_, value);
    } else if (name == "cursor") {
        cursor_.push_back(parse_cursor(value));
    } else if (name == "updated_since") {
        auto const since = moment(value);
        if (!since)
            refuse(name,
                   Error(ErrorCode::bad_request,
                         "The time must be a day or a moment in UTC: 2026-11-21 or 2026-11-21T22:08:29Z."));
        updated_since_ = *since;
    } else {
        auto const filters = filters_of(type_);
        auto const found = std::ranges::find_if(
            filters, [&](Field const* field) { return records::public_name(*field) == name; });
        if (found == filters.end()) {
            std::vector<std::string_view> known{"fields", "limit", "sort", "cursor", "updated_since"};
            for (Field const* field : filters)
                known.push_back(records::public_name(*field));
            refuse(name,
                   filled_error(ErrorCode::bad_request,
                                "There is no parameter “{name}” here. The parameters are: {known}.",
                                {{"name", name}, {"known", fmt::format("{}", fmt::join(known, ", "))}}));
        }
        narrowings_.push_back({*found, value});
    }
}

void ListQuery::read_sort(std::string const& value) {
    std::string_view name = value;
    is_descending_ = name.starts_with('-');
    if (is_descending_) name.remove_prefix(1);
    auto const sorts = sorts_of(type_);
    if (std::ranges::find(sorts, name) == sorts.end())
        refuse("sort", filled_error(ErrorCode::bad_request,
                                    "The list can be sorted by: {known}; with a minus before it, downward.",
                                    {{"known", fmt::format("{}", fmt::join(sorts, ", "))}}));
    sort_ = name;
}

std::string ListQuery::next_name() const {
    return fmt::format("p{}", values_.size());
}

void ListQuery::add(std::string_view condition, store::Value value, store::ColumnType column_type) {
    condition_ += fmt::format("{}{}:{}", condition_.empty() ? "" : " AND ", condition, next_name());
    values_.emplace_back(std::move(value), column_type);
}

void ListQuery::add_filter(store::ReadTransaction& tx, Picture const& picture, Narrowing const& narrowing) {
    using store::ColumnType;
    Field const& field = *narrowing.field;
    std::string const name(records::public_name(field));
    std::string value = narrowing.value;
    auto const unknown = [&] {
        refuse(name, filled_error(ErrorCode::bad_request, "There is nothing on record called “{value}”.",
                                  {{"value", value}}));
    };
    if (field.kind == Kind::reference) {
        auto const id = id_of(tx, picture, field, value);
        if (!id) unknown();
        add(fmt::format("{} = ", field.name), *id, ColumnType::integer);
    } else if (field.kind == Kind::list) {
        if (!is_visible(*picture.roster, field, value)) unknown();
        add("EXISTS (SELECT 1 FROM mentions m WHERE m.target_type = ", std::string(field.target),
            ColumnType::text);
        add("m.target_key = ", std::move(value), ColumnType::text);
        add("m.record_type = ", std::string(type_.name), ColumnType::text);
        add("m.field = ", std::string(field.name), ColumnType::text);
        condition_ += fmt::format(" AND {}.id = m.record_id)", type_.table);
    } else {
        if (is_country(field))
            std::ranges::transform(value, value.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
        bool const is_known = std::ranges::any_of(
            field.choices, [&](records::Choice const& choice) { return choice.code == value; });
        if (field.kind == Kind::choice && !is_known) {
            std::vector<std::string_view> codes;
            for (records::Choice const& choice : field.choices)
                codes.push_back(choice.code);
            refuse(name,
                   filled_error(ErrorCode::bad_request, "“{value}” is none of: {known}.",
                                {{"value", value}, {"known", fmt::format("{}", fmt::join(codes, ", "))}}));
        }
        add(fmt::format("{} = ", field.name), std::move(value), ColumnType::text);
    }
}

void ListQuery::resolve(store::ReadTransaction& tx, Picture const& picture) {
    condition_.clear();
    values_.clear();
    for (Narrowing const& narrowing : narrowings_)
        add_filter(tx, picture, narrowing);
    if (!updated_since_.empty()) add("changed_at >= ", updated_since_, store::ColumnType::text);
    if (condition_.empty()) condition_ = "id > 0";
}

std::vector<store::Bound> ListQuery::bound() const {
    std::vector<store::Bound> all;
    all.reserve(values_.size());
    for (auto const& [value, column_type] : values_)
        all.emplace_back(value, column_type);
    return all;
}

std::int64_t ListQuery::total(store::ReadTransaction& tx) const {
    std::int64_t count = 0;
    std::array<store::ColumnType, 1> const types{store::ColumnType::integer};
    tx.query(fmt::format("SELECT COUNT(*) FROM {} WHERE {} AND {}", type_.table, records::visible_condition,
                         condition_),
             bound(), types, [&](store::Row const& row) { count = row.integer(0); });
    return count;
}

/// What the list is ordered by; absent titles are in one place of it.
std::string ListQuery::order_expression() const {
    Field const* field = type_.find(sort_);
    return field == nullptr || field->is_required ? sort_ : fmt::format("COALESCE({}, '')", sort_);
}

std::vector<RecordRows::Row> ListQuery::read(store::ReadTransaction& tx, Picture const& picture,
                                             RecordRows const& rows) const {
    std::string condition = condition_;
    std::vector<store::Bound> all = bound();
    std::string_view const after = is_descending_ ? "<" : ">";
    std::string_view const direction = is_descending_ ? " DESC" : "";
    bool const is_by_id = sort_ == "id";
    if (!cursor_.empty() && is_by_id) {
        condition += fmt::format(" AND id {} :after", after);
        all.emplace_back(cursor_.front().id);
    } else if (!cursor_.empty()) {
        condition += fmt::format(" AND ({}, id) {} (:value, :after)", order_expression(), after);
        all.emplace_back(cursor_.front().value);
        all.emplace_back(cursor_.front().id);
    }
    if (is_by_id)
        condition += fmt::format(" ORDER BY id{} LIMIT :limit", direction);
    else
        condition +=
            fmt::format(" ORDER BY {}{}, id{} LIMIT :limit", order_expression(), direction, direction);
    all.emplace_back(limit_ + 1);
    return rows.read(tx, picture, condition, all);
}

std::string ListQuery::cursor_after(RecordRows const& rows, RecordRows::Row const& last) const {
    Cursor cursor{(is_descending_ ? "-" : "") + sort_, "", last.id};
    auto const column = std::ranges::find_if(
        rows.columns(), [&](RecordColumn const& candidate) { return candidate.sheet.name == sort_; });
    if (sort_ != "id")
        cursor.value = last.sheet.cells[static_cast<std::size_t>(column - rows.columns().begin())];
    return to_text(cursor);
}

std::string ListQuery::path(std::string_view cursor) const {
    std::string result = path_;
    auto const add_pair = [&](std::string_view name, std::string_view value) {
        result += fmt::format("{}{}={}", result.find('?') == std::string::npos ? '?' : '&',
                              http::percent_encode(name), http::percent_encode(value));
    };
    for (auto const& [name, value] : kept_)
        add_pair(name, value);
    if (!cursor.empty()) add_pair("cursor", cursor);
    return result;
}

std::vector<std::string> parse_fields(RecordType const& type, std::string_view text) {
    auto const columns = record_columns(type);
    std::vector<std::string> chosen;
    while (!text.empty()) {
        std::size_t const comma = text.find(',');
        std::string name(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        if (std::ranges::none_of(columns,
                                 [&](RecordColumn const& column) { return column.sheet.name == name; })) {
            std::vector<std::string_view> known;
            known.reserve(columns.size());
            for (RecordColumn const& column : columns)
                known.push_back(column.sheet.name);
            refuse("fields",
                   filled_error(ErrorCode::bad_request,
                                "There is no field “{name}”. The fields are: {known}.",
                                {{"name", name}, {"known", fmt::format("{}", fmt::join(known, ", "))}}));
        }
        chosen.push_back(std::move(name));
    }
    return chosen;
}

void write_item(records::JsonWriter& json, std::vector<RecordColumn> const& columns,
                std::vector<std::string> const& chosen, records::SheetRow const& row) {
    std::vector<records::SheetColumn> kept;
    records::SheetRow kept_row;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string const& name = columns[i].sheet.name;
        bool const is_chosen = chosen.empty() || std::ranges::find(chosen, name) != chosen.end();
        if (!is_chosen && name != "id") continue;
        kept.push_back(columns[i].sheet);
        kept_row.cells.push_back(row.cells[i]);
    }
    json.begin_object();
    records::write_members(json, kept, kept_row);
    json.end_object();
}

} // namespace legation::registry::api
