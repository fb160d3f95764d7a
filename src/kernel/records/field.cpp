#include "kernel/records/field.hpp"

#include "kernel/records/days_in_order.hpp"
#include "kernel/text.hpp"

#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace legation::records {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

int days_in_month(int year, int month) {
    static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

bool is_web_address(std::string_view text) {
    auto const parsed = boost::urls::parse_uri(text);
    if (!parsed) return false;
    return (parsed->scheme() == "https" || parsed->scheme() == "http") && !parsed->host().empty();
}

constexpr std::string_view unclean = "holds characters that cannot be shown; type it again";

/// UTF-8 without NUL and control characters other than line ends and tabs.
bool is_clean_text(std::string_view text) {
    return is_utf8(text) && std::ranges::none_of(text, [](char c) {
               auto const byte = static_cast<unsigned char>(c);
               return byte < 0x20 && c != '\n' && c != '\t' && c != '\r';
           });
}

std::optional<std::string> problem_with_text(Field const& field, std::string_view text) {
    if (text.size() > field.max_length)
        return fmt::format("must be at most {} characters; it has {}", field.max_length, text.size());
    if (!is_clean_text(text)) return std::string(unclean);
    switch (field.kind) {
    case Kind::date:
        if (!is_partial_date(text)) return "must be a date such as 2016, 2016-05 or 2016-05-12";
        break;
    case Kind::url:
        if (!is_web_address(text)) return "must be a web address that starts with https:// or http://";
        break;
    case Kind::slug:
        if (!is_slug(text)) return "may hold lower-case letters, digits and single hyphens only";
        break;
    case Kind::choice:
        if (std::ranges::none_of(field.choices, [&](Choice const& choice) { return choice.code == text; })) {
            std::string codes;
            for (Choice const& choice : field.choices)
                codes += fmt::format("{}{}", codes.empty() ? "" : ", ", choice.code);
            return fmt::format("must be one of: {}", codes);
        }
        break;
    default:
        break;
    }
    return std::nullopt;
}

std::optional<std::string> problem_with_number(Field const& field, std::int64_t value) {
    if (field.least && value < *field.least) return fmt::format("must be at least {}", *field.least);
    if (field.most && value > *field.most) return fmt::format("must be at most {}", *field.most);
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    auto const is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

template <class Number>
std::optional<Number> whole_text_as(std::string_view text) {
    Number value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace

Field const* RecordType::find(std::string_view field_name) const {
    auto const found = std::ranges::find(fields, field_name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

void name_columns(RecordType& type) {
    using store::ColumnType;
    auto const add = [&](std::string_view column, ColumnType column_type) {
        std::string_view const comma = type.columns.empty() ? "" : ", ";
        type.columns += fmt::format("{}{}", comma, column);
        type.qualified_columns += fmt::format("{}{}.{}", comma, type.table, column);
        type.column_types.push_back(column_type);
    };
    add("id", ColumnType::integer);
    add("uuid", ColumnType::text);
    add("version", ColumnType::integer);
    add("is_hidden", ColumnType::integer);
    add("audience", ColumnType::text);
    add("changed_at", ColumnType::text);
    for (Field const& field : type.fields)
        add(field.name, field.column_type);
}

std::optional<FieldError> parse(Field const& field, std::string_view raw, Record& record) {
    std::string_view const text = trimmed(raw);
    auto const wrong = [&](std::string message) {
        return FieldError{std::string(field.name), std::move(message)};
    };
    if (text.empty()) {
        field.set(record, nullptr);
        if (field.is_required) return wrong("is missing");
        return std::nullopt;
    }
    if (!is_clean_text(text)) return wrong(std::string(unclean)); // before a message repeats it
    switch (field.column_type) {
    case store::ColumnType::integer: {
        auto const value = whole_text_as<std::int64_t>(text);
        if (!value) return wrong(fmt::format("must be a whole number, not “{}”", text));
        if (auto problem = problem_with_number(field, *value)) return wrong(std::move(*problem));
        field.set(record, *value);
        break;
    }
    case store::ColumnType::real: {
        auto const value = whole_text_as<double>(text);
        // "nan" and "inf" are numbers to from_chars alone.
        if (!value || !std::isfinite(*value)) return wrong(fmt::format("must be a number, not “{}”", text));
        field.set(record, *value);
        break;
    }
    case store::ColumnType::text:
        if (auto problem = problem_with_text(field, text)) return wrong(std::move(*problem));
        field.set(record, std::string(text));
        break;
    }
    return std::nullopt;
}

namespace {

std::string text_of(RecordType const& type, std::string_view name, Record const& record) {
    Field const* const field = type.find(name);
    return field == nullptr ? std::string() : to_text(field->get(record));
}

} // namespace

std::vector<FieldError> validate(RecordType const& type, Record const& record) {
    std::vector<FieldError> errors;
    for (Field const& field : type.fields) {
        store::Value const value = field.get(record);
        std::optional<std::string> problem;
        if (std::holds_alternative<std::nullptr_t>(value)) {
            if (field.is_required) problem = "is missing";
        } else if (auto const* text = std::get_if<std::string>(&value)) {
            problem = problem_with_text(field, *text);
        } else if (auto const* whole = std::get_if<std::int64_t>(&value)) {
            problem = problem_with_number(field, *whole);
            if (field.kind == Kind::reference && field.is_required && *whole <= 0) problem = "is missing";
        }
        if (problem) errors.push_back({std::string(field.name), std::move(*problem)});
    }
    if (!errors.empty()) return errors;
    for (auto const& [begin, end] : days_in_order)
        if (is_before(text_of(type, end, record), text_of(type, begin, record)))
            errors.push_back({std::string(end), "must not be before the beginning"});
    return errors;
}

std::string to_text(store::Value const& value) {
    if (auto const* text = std::get_if<std::string>(&value)) return *text;
    if (auto const* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (auto const* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return {};
}

std::string_view public_name(Field const& field) {
    constexpr std::string_view suffix = "_id";
    bool const is_reference = field.kind == Kind::reference && field.name.ends_with(suffix);
    return is_reference ? field.name.substr(0, field.name.size() - suffix.size()) : field.name;
}

std::vector<std::string> split_list(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        std::size_t const end = list.find(';');
        std::string_view const part = trimmed(list.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        if (end == std::string_view::npos) break;
        list.remove_prefix(end + 1);
    }
    return parts;
}

std::string_view choice_label(std::span<Choice const> choices, std::string_view code) {
    for (Choice const& choice : choices)
        if (choice.code == code) return choice.label;
    return code;
}

bool is_partial_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    if (!all_digits(text.substr(0, 4))) return false;
    if (text.size() == 4) return true;
    if (text[4] != '-' || !all_digits(text.substr(5, 2))) return false;
    int const month = number(text.substr(5, 2));
    if (month < 1 || month > 12) return false;
    if (text.size() == 7) return true;
    if (text[7] != '-' || !all_digits(text.substr(8, 2))) return false;
    int const day = number(text.substr(8, 2));
    return day >= 1 && day <= days_in_month(number(text.substr(0, 4)), month);
}

bool is_slug(std::string_view text) {
    if (text.empty() || text.size() > 100 || text.front() == '-' || text.back() == '-') return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && (c != '-' || text[i - 1] == '-')) return false;
    }
    return true;
}

} // namespace legation::records
