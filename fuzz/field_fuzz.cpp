// What somebody types into a field of any kind: taken or refused with a message, and what was taken is valid,
// is written as text that is taken again as the same value, and can stand in JSON.

#include "kernel/records/json.hpp"
#include "kernel/records/sample_record.hpp"
#include "kernel/text.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation::records;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void check_taken(RecordType const& type, Field const& field, Town const& town) {
    auto const errors = validate(type, town);
    check(std::ranges::none_of(errors, [&](FieldError const& error) { return error.field == field.name; }));

    std::string const written = to_text(field.get(town));
    check(legation::is_utf8(written) && written.find('\0') == std::string::npos);
    Town again;
    check(!parse(field, written, again));
    check(field.get(again) == field.get(town));

    JsonWriter json;
    json.begin_object();
    write_public_fields(json, type, town);
    boost::json::parse(json.end_object().take()); // throws, which ends the run, when it is no JSON
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    RecordType const& type = type_of<Town>();
    for (Field const& field : type.fields) {
        Town town;
        auto const error = parse(field, text, town);
        if (error)
            check(error->field == field.name && !error->message.empty() && legation::is_utf8(error->message));
        else
            check_taken(type, field, town);
    }
    for (std::string const& part : split_list(text))
        check(!part.empty() && part.find(';') == std::string::npos);
    return 0;
}
