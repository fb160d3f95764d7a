#include "kernel/json_file.hpp"

#include "kernel/error.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace legation {

std::optional<JsonList> parse_json_list(std::string_view text, std::string_view list) {
    boost::json::error_code error;
    boost::json::value const content = boost::json::parse(text, error);
    if (error || !content.is_object()) return std::nullopt;
    boost::json::value const* entries = content.get_object().if_contains(list);
    if (entries == nullptr || !entries->is_array()) return std::nullopt;
    JsonList result;
    for (boost::json::value const& entry : entries->get_array()) {
        if (!entry.is_object()) continue;
        auto& members = result.emplace_back();
        for (auto const& member : entry.get_object())
            if (member.value().is_string()) members.emplace(member.key(), member.value().get_string());
    }
    return result;
}

JsonList read_json_list(std::string const& path, std::string_view list) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    auto result = file ? parse_json_list(text.view(), list) : std::nullopt;
    if (!result)
        throw Error(ErrorCode::unavailable,
                    path + " cannot be read; run bin/build, or name the folder with --share");
    return std::move(*result);
}

} // namespace legation
