#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace legation::views {

/// A compiled catalog (`.mo`) in memory for tests: translations by English text; both forms of a plural are
/// joined by a NUL, as the format has it.
inline std::string test_catalog(std::map<std::string, std::string> messages) {
    messages[""] = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n";
    std::string numbers, texts;
    auto const put = [](std::string& to, std::size_t value) {
        for (int byte = 0; byte < 4; ++byte)
            to += static_cast<char>(value >> (8 * byte) & 0xff);
    };
    auto const tables = std::size_t{28};
    auto const texts_start = tables + messages.size() * 16;
    std::string translations;
    auto const entry = [&](std::string& table, std::string const& text) {
        put(table, text.size());
        put(table, texts_start + texts.size());
        texts += text + '\0';
    };
    for (auto const& [english, translation] : messages) {
        entry(numbers, english);
        entry(translations, translation);
    }
    std::string file;
    for (std::size_t const value : {std::size_t{0x950412de}, std::size_t{0}, messages.size(), tables,
                                    tables + messages.size() * 8, std::size_t{0}, std::size_t{0}})
        put(file, value);
    return file + numbers + translations + texts;
}

} // namespace legation::views
