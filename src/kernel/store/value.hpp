#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace legation::store {

/// One value of a record, as both databases know it.
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

enum class ColumnType : char { integer = 'i', real = 'r', text = 't' };

/// A value bound to a statement. It keeps its type when it is null, because a prepared statement needs one.
struct Bound {
    ColumnType type = ColumnType::text;
    bool is_null = true;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;

    Bound(std::nullptr_t) {}
    Bound(std::string_view value) : is_null(false), text(value) {}
    Bound(std::string const& value) : is_null(false), text(value) {}
    Bound(char const* value) : is_null(false), text(value) {}
    Bound(double value) : type(ColumnType::real), is_null(false), real(value) {}
    template <class Integer>
        requires std::is_integral_v<Integer>
    Bound(Integer value)
        : type(ColumnType::integer), is_null(false), integer(static_cast<std::int64_t>(value)) {}
    template <class T>
    Bound(std::optional<T> const& value) : Bound(value ? Bound(*value) : null_of<T>()) {}
    Bound(Value const& value, ColumnType type);

  private:
    template <class T>
    static Bound null_of() {
        Bound bound(nullptr);
        if constexpr (std::is_integral_v<T>) bound.type = ColumnType::integer;
        if constexpr (std::is_floating_point_v<T>) bound.type = ColumnType::real;
        return bound;
    }
};

/// One row of a result while it is being read.
class Row {
  public:
    virtual ~Row() = default;
    virtual bool is_null(std::size_t column) const = 0;
    virtual std::int64_t integer(std::size_t column) const = 0;
    virtual double real(std::size_t column) const = 0;
    virtual std::string const& text(std::size_t column) const = 0;
};

/// How a C++ type is read from a column. Null becomes zero or empty unless the type is optional.
template <class T>
struct Column;

template <>
struct Column<std::int64_t> {
    static constexpr ColumnType type = ColumnType::integer;
    static std::int64_t read(Row const& row, std::size_t column) {
        return row.is_null(column) ? 0 : row.integer(column);
    }
};
template <>
struct Column<double> {
    static constexpr ColumnType type = ColumnType::real;
    static double read(Row const& row, std::size_t column) {
        return row.is_null(column) ? 0 : row.real(column);
    }
};
template <>
struct Column<std::string> {
    static constexpr ColumnType type = ColumnType::text;
    static std::string read(Row const& row, std::size_t column) {
        return row.is_null(column) ? std::string() : row.text(column);
    }
};
template <class T>
struct Column<std::optional<T>> {
    static constexpr ColumnType type = Column<T>::type;
    static std::optional<T> read(Row const& row, std::size_t column) {
        if (row.is_null(column)) return std::nullopt;
        return Column<T>::read(row, column);
    }
};

} // namespace legation::store
