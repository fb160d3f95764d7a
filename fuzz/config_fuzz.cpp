// A settings file as an operator writes it: it is read, or refused naming file and line.

#include "kernel/config.hpp"
#include "kernel/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    Config config;
    try {
        parse_config(config, std::string_view(reinterpret_cast<char const*>(data), size), "legation.toml");
    } catch (Error const& error) {
        bool const names_file = error.public_message.starts_with("legation.toml:");
        if (error.code != ErrorCode::unprocessable || !names_file) std::abort();
    }
    return 0;
}
