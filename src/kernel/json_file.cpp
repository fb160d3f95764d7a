#include "kernel/json_file.hpp"

#include "kernel/error.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace legation {

std::vector<std::map<std::string, std::string>> read_json_list(std::string const& path,
                                                               std::string_view list) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    boost::json::error_code error;
    boost::json::value const content = boost::json::parse(text.view(), error);
    boost::json::value const* entries = nullptr;
    if (file && !error && content.is_object()) entries = content.get_object().if_contains(list);
    if (entries == nullptr || !entries->is_array())
        throw Error(ErrorCode::unavailable,
                    path + " cannot be read; run bin/build, or name the folder with --share");
    std::vector<std::map<std::string, std::string>> result;
    for (boost::json::value const& entry : entries->get_array()) {
        if (!entry.is_object()) continue;
        auto& members = result.emplace_back();
        for (auto const& member : entry.get_object())
            if (member.value().is_string()) members.emplace(member.key(), member.value().get_string());
    }
    return result;
}

} // namespace legation
