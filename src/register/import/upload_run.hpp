#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "register/import/upload.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace legation::registry {

/// Where uploads are kept and looked at.
struct ImportDesk {
    Context const& context;
    std::string folder; ///< of the files
    std::uint64_t most_bytes = 0;

    std::string file(Upload const& upload) const { return folder + '/' + upload.uuid; }
    std::string report(Upload const& upload) const { return folder + '/' + upload.uuid + ".csv"; }
};

/// The kind of the jobs that look at, or apply, files which are too large to do so while somebody waits.
constexpr char const* upload_kind = "import upload";
/// Smaller ones are done within the request: some hundred rows.
constexpr std::uint64_t most_bytes_at_once = 64UL * 1024;

/// Writes the file into the folder and finds out what its columns are. The upload has id and UUID then, and
/// is `columns`, `checking` or `failed`. What is too old is removed.
void take_in(ImportDesk const& desk, Upload& upload, std::string_view bytes);
/// Finds out anew what its columns are, by a mapping.
void read_columns(ImportDesk const& desk, Upload& upload, Mapping const& mapping);

/// Does what an upload waits for, now when it is small, else as a job.
void start(ImportDesk const& desk, store::Author const& author, Upload const& upload);
/// Does it: checks, or applies. A file that cannot be used becomes `failed`, with the reason.
void run_upload(ImportDesk const& desk, Upload upload, std::stop_token const& stop);
jobs::JobHandler upload_handler(ImportDesk const& desk);
/// At each start: what the program was doing when it was killed is done after all.
void resume_uploads(store::WriteTransaction& tx);

void remove_files(ImportDesk const& desk, std::string_view uuid);

} // namespace legation::registry
