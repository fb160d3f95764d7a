#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/log.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"

#include <fmt/format.h>

namespace legation {

int write_dump(Config config) {
    if (config.public_url.empty()) config.public_url = "http://" + config.listen; // addresses in it are whole
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    registry::PictureKeeper const pictures(*store, 0, [](std::string const& problem) { log_error(problem); });
    registry::DumpOptions const options = dump_options(config);
    registry::Dump const dump = registry::write_dump(*store, *pictures.current(), options);
    std::uint64_t size = 0;
    for (registry::DumpFile const& file : dump.files)
        size += file.size;
    fmt::print("{}/{}: {} files, {} bytes\n", options.folder, dump.name, dump.files.size(), size);
    return 0;
}

} // namespace legation
