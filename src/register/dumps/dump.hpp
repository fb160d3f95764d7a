#pragma once

#include "kernel/store/store.hpp"
#include "register/attribution.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The whole public record as files, once a day: for archives, for research, and for whoever wants to leave.
namespace legation::registry {

struct DumpOptions {
    std::string folder; ///< of all dumps
    std::string site_name, public_url;
    std::vector<Attribution> attributions;
    std::size_t kept = 7; ///< the oldest beyond that are removed
};

struct DumpFile {
    std::string name;
    std::uint64_t size = 0;
    std::string sha256;
};

/// One dump: a folder `legation-2026-11-22`.
struct Dump {
    std::string name;
    std::string date; ///< `2026-11-22`
    std::vector<DumpFile> files;
};

/// Writes today's dump, in place of an earlier one of today, and removes the oldest. It is written under
/// another name and renamed when everything is on the disk: what is listed is complete. Throws
/// Error(unavailable) when the disk is full, and leaves nothing behind; Error(conflict) when another process
/// is writing one.
Dump write_dump(store::Store& store, Picture const& picture, DumpOptions const& options);

/// Every dump that is complete, the latest first.
std::vector<Dump> list_dumps(std::string const& folder);

/// The path of a file of a dump; empty when there is no such dump or file.
std::string dump_file_path(std::string const& folder, std::string_view dump, std::string_view file);

} // namespace legation::registry
