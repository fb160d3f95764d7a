#include "kernel/files/zip_archive.hpp"

#include <fmt/format.h>
#include <zip.h>

namespace legation::files {

namespace {

constexpr zip_int64_t most_parts = 10'000;
/// Small parts may be packed far better than tables are: an empty style sheet is one word again and again.
constexpr std::uint64_t always_allowed = 8UL * 1024 * 1024;

[[noreturn]] void refuse(std::string_view file_name, std::string_view problem) {
    refuse_file(file_name, 1, problem, "open it in a spreadsheet program and save it again as .xlsx");
}

} // namespace

ZipPart::ZipPart(void* file, std::uint64_t size, std::uint64_t packed_size, std::string file_name,
                 TableLimits const& limits)
    : file_(file), size_(size), packed_size_(packed_size), file_name_(std::move(file_name)), limits_(limits) {
}

ZipPart::~ZipPart() {
    zip_fclose(static_cast<zip_file_t*>(file_));
}

std::size_t ZipPart::read(std::span<char> into) {
    zip_int64_t const count = zip_fread(static_cast<zip_file_t*>(file_), into.data(), into.size());
    if (count < 0) refuse(file_name_, "this workbook is damaged");
    unpacked_ += static_cast<std::uint64_t>(count);
    bool const is_bomb = unpacked_ > always_allowed && unpacked_ / limits_.ratio > packed_size_;
    if (is_bomb || unpacked_ > limits_.unpacked_bytes)
        refuse_file(file_name_, 1, "this workbook unpacks to far more than a table needs",
                    "it may be made to do harm; if not, save it as CSV UTF-8");
    return static_cast<std::size_t>(count);
}

double ZipPart::share_read() const {
    return size_ == 0 ? 1 : std::min(1.0, static_cast<double>(unpacked_) / static_cast<double>(size_));
}

ZipArchive::ZipArchive(std::string const& path, TableLimits const& limits)
    : file_name_(path), limits_(limits) {
    archive_ = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
    check_opened();
}

ZipArchive::ZipArchive(std::string_view bytes, std::string file_name, TableLimits const& limits)
    : file_name_(std::move(file_name)), limits_(limits) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source != nullptr) archive_ = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (source != nullptr && archive_ == nullptr) zip_source_free(source);
    check_opened();
}

void ZipArchive::check_opened() const {
    if (archive_ == nullptr) refuse(file_name_, "this is no workbook, or it is damaged");
    if (zip_get_num_entries(static_cast<zip_t*>(archive_), 0) <= most_parts) return;
    zip_discard(static_cast<zip_t*>(archive_)); // the destructor of what was never made does not run
    refuse(file_name_, "this workbook has too many parts");
}

ZipArchive::~ZipArchive() {
    zip_discard(static_cast<zip_t*>(archive_));
}

bool ZipArchive::has(std::string const& part) const {
    return zip_name_locate(static_cast<zip_t*>(archive_), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::vector<std::string> ZipArchive::parts() const {
    auto* archive = static_cast<zip_t*>(archive_);
    std::vector<std::string> names;
    auto const count = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
    for (zip_uint64_t index = 0; index < count; ++index)
        if (char const* name = zip_get_name(archive, index, 0); name != nullptr)
            if (std::string_view(name).back() != '/') names.emplace_back(name);
    return names;
}

std::unique_ptr<ZipPart> ZipArchive::open(std::string const& part) const {
    auto* archive = static_cast<zip_t*>(archive_);
    zip_int64_t const index = zip_name_locate(archive, part.c_str(), ZIP_FL_NOCASE);
    zip_stat_t facts{};
    if (index < 0 || zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &facts) != 0)
        refuse(file_name_, fmt::format("this workbook lacks its part {}", part));
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if ((facts.valid & needed) != needed || facts.encryption_method != ZIP_EM_NONE)
        refuse(file_name_, "this workbook is encrypted or damaged");
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0);
    if (file == nullptr) refuse(file_name_, "this workbook is damaged");
    return std::make_unique<ZipPart>(file, facts.size, facts.comp_size, file_name_, limits_);
}

} // namespace legation::files
