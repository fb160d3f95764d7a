#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation {

using JsonList = std::vector<std::map<std::string, std::string>>;

/// The texts of a JSON document of the form `{"list": [{"name": "text", …}, …]}`; nothing when it has another
/// form.
std::optional<JsonList> parse_json_list(std::string_view text, std::string_view list);

/// Reads a small JSON file of the form `{"list": [{"name": "text", …}, …]}`, as the build steps write them.
/// Throws Error that names the file and the remedy when it cannot be read or has another form.
JsonList read_json_list(std::string const& path, std::string_view list);

} // namespace legation
