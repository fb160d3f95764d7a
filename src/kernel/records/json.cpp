#include "kernel/records/json.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace legation::records {

void JsonWriter::separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    text_ += '{';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    text_ += '}';
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    separate();
    text_ += '[';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    text_ += ']';
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    text_ += '"';
    text_ += name;
    text_ += "\":";
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    bool const is_plain = std::ranges::none_of(
        text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
    if (is_plain) {
        text_.append(1, '"').append(text).append(1, '"');
    } else {
        text_ += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
    }
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    separate();
    fmt::format_to(std::back_inserter(text_), "{}", number);
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number)) return null();
    separate();
    fmt::format_to(std::back_inserter(text_), "{}", number);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    separate();
    text_ += truth ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::digits(std::string_view number) {
    separate();
    text_ += number;
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    text_ += "null";
    return *this;
}

void write_public_fields(JsonWriter& json, RecordType const& type, Record const& record) {
    for (Field const& field : type.fields) {
        if (!field.is_public || field.kind == Kind::reference) continue;
        json.key(field.name);
        store::Value const value = field.get(record);
        if (field.kind == Kind::list) {
            json.begin_array();
            for (std::string const& entry : split_list(to_text(value)))
                json.value(std::string_view(entry));
            json.end_array();
        } else if (auto const* text = std::get_if<std::string>(&value)) {
            json.value(std::string_view(*text));
        } else if (auto const* whole = std::get_if<std::int64_t>(&value)) {
            json.value(*whole);
        } else if (auto const* real = std::get_if<double>(&value)) {
            json.value(*real);
        } else {
            json.null();
        }
    }
}

} // namespace legation::records
