#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace legation {

/// A JSON value that a client sent, as plain data, so that sections can read it without the library.
struct JsonValue {
    enum class Kind { null, truth, number, text, array, object };

    Kind kind = Kind::null;
    bool truth = false;
    double number = 0;
    std::string text;
    std::vector<JsonValue> items;
    std::vector<std::pair<std::string, JsonValue>> members; ///< in the order they came

    // Made in the .cpp file: clang would otherwise need the pair of `members` before this type is complete.
    JsonValue();
    JsonValue(JsonValue const& other);
    JsonValue(JsonValue&& other) noexcept;
    JsonValue& operator=(JsonValue const& other);
    JsonValue& operator=(JsonValue&& other) noexcept;
    ~JsonValue();

    bool is_text() const { return kind == Kind::text; }
    bool is_number() const { return kind == Kind::number; }
    bool is_array() const { return kind == Kind::array; }
    bool is_object() const { return kind == Kind::object; }
    /// The member of that name, or null.
    JsonValue const* find(std::string_view name) const;
};

/// Reads a text of at most a few levels (32); nothing when it is no JSON.
std::optional<JsonValue> parse_json(std::string_view text);

} // namespace legation
