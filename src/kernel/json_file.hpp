#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace legation {

/// Reads a small JSON file of the form `{"list": [{"name": "text", …}, …]}`, as the build steps write them.
/// Throws Error that names the file and the remedy when it cannot be read or has another form.
std::vector<std::map<std::string, std::string>> read_json_list(std::string const& path,
                                                               std::string_view list);

} // namespace legation
