#pragma once

#include "kernel/records/record.hpp"
#include "kernel/store/value.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace legation::records {

enum class Kind {
    text,
    long_text,
    integer,
    real,
    date,      ///< partial: 2016, 2016-05 or 2016-05-12
    url,       ///< http or https
    slug,      ///< lower-case letters, digits and single hyphens
    choice,    ///< one of `choices`
    reference, ///< the id of another record
    list,      ///< several keys or words, separated by `;`
};

struct Choice {
    std::string_view code;
    std::string_view label; ///< English; translated when shown
};

/// One column of a record type: what it is called, what it may hold, who sees it. The member's type is erased
/// here, so that everything derived from a field table is an ordinary function over `Field`.
struct Field {
    std::string_view name;  ///< column, CSV header and JSON key
    std::string_view label; ///< English; translated when shown
    Kind kind = Kind::text;
    store::ColumnType column_type = store::ColumnType::text;
    bool is_required = false;
    bool is_public = false; ///< fields are private unless marked
    bool is_searchable = false;
    std::size_t max_length = 2'000; ///< in bytes of UTF-8
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::span<Choice const> choices{};
    std::string_view target{}; ///< record type that a reference or a list of keys names

    store::Value (*get)(Record const&) = nullptr;
    void (*set)(Record&, store::Value const&) = nullptr;
    void (*read)(Record&, store::Row const&, std::size_t column) = nullptr;

    Field& required() { return is_required = true, *this; }
    Field& open() { return is_public = true, *this; }
    Field& searchable() { return is_searchable = true, *this; }
    Field& max(std::size_t bytes) { return max_length = bytes, *this; }
    Field& min(std::int64_t value) { return least = value, *this; }
    Field& between(std::int64_t low, std::int64_t high) { return least = low, most = high, *this; }
    Field& as(Kind value) { return kind = value, *this; }
    Field& one_of(std::span<Choice const> values) { return kind = Kind::choice, choices = values, *this; }
    Field& references(std::string_view type) { return kind = Kind::reference, target = type, *this; }
    Field& list_of(std::string_view type) { return kind = Kind::list, target = type, *this; }
};

namespace detail {

template <class>
struct MemberOf;
template <class Owner_, class Type_>
struct MemberOf<Type_ Owner_::*> {
    using Owner = Owner_;
    using Type = Type_;
};

template <class T>
store::Value to_value(T const& member) {
    return store::Value(member);
}
template <class T>
store::Value to_value(std::optional<T> const& member) {
    return member ? store::Value(*member) : store::Value(nullptr);
}
/// Empty text is stored as null, so that "nothing recorded" has one form.
inline store::Value to_value(std::string const& member) {
    return member.empty() ? store::Value(nullptr) : store::Value(member);
}

template <class T>
void from_value(T& member, store::Value const& value) {
    auto const* held = std::get_if<T>(&value);
    member = held == nullptr ? T{} : *held;
}
template <class T>
void from_value(std::optional<T>& member, store::Value const& value) {
    auto const* held = std::get_if<T>(&value);
    member = held == nullptr ? std::nullopt : std::optional<T>(*held);
}

} // namespace detail

/// `field<&Actor::name>("name", "Name").required().open()`
template <auto Member>
Field field(std::string_view name, std::string_view label) {
    using Owner = typename detail::MemberOf<decltype(Member)>::Owner;
    using Type = typename detail::MemberOf<decltype(Member)>::Type;
    Field result;
    result.name = name;
    result.label = label;
    result.column_type = store::Column<Type>::type;
    if (result.column_type == store::ColumnType::integer) result.kind = Kind::integer;
    if (result.column_type == store::ColumnType::real) result.kind = Kind::real;
    result.get = [](Record const& record) {
        return detail::to_value(static_cast<Owner const&>(record).*Member);
    };
    result.set = [](Record& record, store::Value const& value) {
        detail::from_value(static_cast<Owner&>(record).*Member, value);
    };
    result.read = [](Record& record, store::Row const& row, std::size_t column) {
        static_cast<Owner&>(record).*Member = store::Column<Type>::read(row, column);
    };
    return result;
}

/// A noun of the record: its table and its fields, and how to tell one record from another.
struct RecordType {
    std::string_view name;  ///< `partnership`
    std::string_view table; ///< `partnerships`; its history is in `partnerships_history`
    std::string_view label; ///< English; translated when shown
    std::string_view key;   ///< the field that names a record in files and in a hub-independent way: `slug`
    std::vector<Field> fields;
    std::unique_ptr<Record> (*make)() = nullptr;
    std::string columns = {}; ///< `id, uuid, version, …` in the order in which `read_row` expects them
    std::string qualified_columns = {}; ///< the same with the table's name, for joins
    std::vector<store::ColumnType> column_types = {};

    Field const* find(std::string_view field_name) const;
};

/// Fills in `columns` and `column_types` from the fields.
void name_columns(RecordType& type);

/// The record type of a struct; each noun defines its own in its `_fields.cpp`.
template <class T>
RecordType const& type_of();

template <class T>
RecordType record_type(std::string_view name, std::string_view table, std::string_view label,
                       std::string_view key, std::vector<Field> fields) {
    static_assert(std::is_base_of_v<Record, T>);
    RecordType type{name,
                    table,
                    label,
                    key,
                    std::move(fields),
                    [] { return std::unique_ptr<Record>(std::make_unique<T>()); }};
    name_columns(type);
    return type;
}

/// What is wrong with one field, in plain words for the person who typed it.
struct FieldError {
    std::string field;
    std::string message;
};

/// Reads a text as typed or as found in a file into the field. References are left to the caller, who knows
/// keys.
std::optional<FieldError> parse(Field const& field, std::string_view raw, Record& record);

/// Everything that is wrong with a record before it may be stored.
std::vector<FieldError> validate(RecordType const& type, Record const& record);

/// The field's value as text: for CSV, diffs and forms.
std::string to_text(store::Value const& value);

/// The field's name in files and JSON: a reference is named for what it leads to, `actor` and not `actor_id`.
std::string_view public_name(Field const& field);

/// The parts of a `;`-separated list, without blanks around them.
std::vector<std::string> split_list(std::string_view list);

/// The label of a choice's code, or the code itself when it is unknown.
std::string_view choice_label(std::span<Choice const> choices, std::string_view code);

bool is_partial_date(std::string_view text);
bool is_slug(std::string_view text);

} // namespace legation::records
