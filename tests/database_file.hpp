#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace legation::test {

/// All that stands in an SQLite database's file and in its log, to look for what must not be there.
inline std::string bytes_of_database(std::string const& file) {
    std::string all;
    for (std::string const& name : {file, file + "-wal"}) {
        std::ifstream stream(name, std::ios::binary);
        all.append(std::istreambuf_iterator<char>(stream), {});
    }
    return all;
}

} // namespace legation::test
