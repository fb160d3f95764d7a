#pragma once

#include "kernel/records/field.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace legation::records {

/// Writes JSON piece by piece into one text: `json.begin_object().member("total", 3)…`. Commas are put where
/// they belong; members whose value is empty are left out by `member_if`.
class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(char const* text) { return value(std::string_view(text)); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(double number);
    JsonWriter& value(bool truth);
    /// A number written as its digits stand.
    JsonWriter& digits(std::string_view number);
    JsonWriter& null();

    template <class T>
    JsonWriter& member(std::string_view name, T const& content) {
        return key(name).value(content);
    }
    JsonWriter& member_if(std::string_view name, std::string_view text) {
        return text.empty() ? *this : member(name, text);
    }

    std::string take() { return std::move(text_); }

  private:
    void separate();
    std::string text_;
    bool needs_comma_ = false;
};

/// Writes the public fields of a record as members of the open object: absent values are null, lists are
/// arrays, references are left to the caller, who knows names.
void write_public_fields(JsonWriter& json, RecordType const& type, Record const& record);

} // namespace legation::records
