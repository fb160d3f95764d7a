#include "kernel/json_value.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace legation {

namespace {

/// As deep as the parser lets a text be (32 levels), so the stack is safe.
JsonValue plain(boost::json::value const& value) {
    JsonValue result;
    switch (value.kind()) {
    case boost::json::kind::null:
        break;
    case boost::json::kind::bool_:
        result.kind = JsonValue::Kind::truth;
        result.truth = value.get_bool();
        break;
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_:
        result.kind = JsonValue::Kind::number;
        result.number = value.to_number<double>();
        break;
    case boost::json::kind::string:
        result.kind = JsonValue::Kind::text;
        result.text = std::string(value.get_string());
        break;
    case boost::json::kind::array:
        result.kind = JsonValue::Kind::array;
        result.items.reserve(value.get_array().size());
        for (boost::json::value const& item : value.get_array())
            result.items.push_back(plain(item));
        break;
    case boost::json::kind::object:
        result.kind = JsonValue::Kind::object;
        result.members.reserve(value.get_object().size());
        for (auto const& member : value.get_object())
            result.members.emplace_back(std::string(member.key()), plain(member.value()));
        break;
    }
    return result;
}

} // namespace

JsonValue::JsonValue() = default;
JsonValue::JsonValue(JsonValue const& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(JsonValue const& other) = default;
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue const* JsonValue::find(std::string_view name) const {
    auto const found = std::ranges::find(members, name, [](auto const& member) { return member.first; });
    return found == members.end() ? nullptr : &found->second;
}

std::optional<JsonValue> parse_json(std::string_view text) {
    boost::json::error_code error;
    boost::json::value const value = boost::json::parse(text, error);
    if (error) return std::nullopt;
    return plain(value);
}

} // namespace legation
