#include "register/dumps/dump.hpp"

#include "kernel/error.hpp"
#include "kernel/file_writer.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/records/sheet.hpp"
#include "register/dumps/dump_notes.hpp"
#include "register/export/record_rows.hpp"
#include "register/nouns.hpp"
#include "register/record_views.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace legation::registry {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_prefix = "legation-";
constexpr std::string_view unfinished_prefix = ".unfinished-";
constexpr std::string_view checksums_name = "SHA256SUMS";
constexpr std::int64_t rows_at_once = 500;

bool is_dump_name(std::string_view name) {
    return name.starts_with(name_prefix) && name.size() == name_prefix.size() + 10 &&
           records::is_partial_date(name.substr(name_prefix.size()));
}

/// Only one process writes dumps at a time; the lock goes with the process, however it ends.
class Lock {
  public:
    explicit Lock(std::string const& folder)
        : descriptor_(open((folder + "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
        if (descriptor_ < 0)
            throw Error(ErrorCode::unavailable, fmt::format("The folder {} cannot be written.", folder));
        if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
        close(descriptor_);
        throw Error(ErrorCode::conflict, "Another process is writing a dump right now.");
    }
    ~Lock() { close(descriptor_); }
    Lock(Lock const&) = delete;
    Lock& operator=(Lock const&) = delete;

  private:
    int descriptor_;
};

/// A folder that is removed with everything in it unless it gets its name.
class UnfinishedFolder {
  public:
    explicit UnfinishedFolder(std::string path) : path_(std::move(path)) {
        std::error_code error;
        fs::create_directories(path_, error);
        if (error)
            throw Error(ErrorCode::unavailable, fmt::format("{} cannot be made: {}", path_, error.message()));
    }
    ~UnfinishedFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    UnfinishedFolder(UnfinishedFolder const&) = delete;
    UnfinishedFolder& operator=(UnfinishedFolder const&) = delete;

    std::string const& path() const { return path_; }

    void rename_to(std::string const& name) const {
        std::error_code error;
        fs::rename(path_, name, error);
        if (error)
            throw Error(ErrorCode::unavailable, fmt::format("{} cannot be made: {}", name, error.message()));
    }

  private:
    std::string path_;
};

/// The files of one dump, written one after the other.
class DumpWriter {
  public:
    DumpWriter(store::ReadTransaction& tx, Picture const& picture, DumpOptions const& options,
               std::string folder)
        : tx_(tx), picture_(picture), options_(options), folder_(std::move(folder)) {}

    std::vector<DumpFile> write(std::string const& date) {
        std::vector<NounCount> counts;
        for (records::RecordType const* type : nouns())
            if (has_page(*type)) counts.push_back({type->table, write_noun(*type)});
        add_text("README.txt", readme_text(options_, date, counts));
        add_text("LICENSES.txt", licenses_text(tx_, options_));
        std::string checksums;
        for (DumpFile const& file : files_)
            checksums += fmt::format("{}  {}\n", file.sha256, file.name);
        add_text(std::string(checksums_name), checksums);
        return std::move(files_);
    }

  private:
    static bool has_page(records::RecordType const& type) {
        return type.name == "actor" || std::ranges::any_of(record_pages(), [&](RecordPage const& page) {
                   return page.table == type.table;
               });
    }

    /// Both forms of a noun in one pass; answers how many records it has.
    std::int64_t write_noun(records::RecordType const& type) {
        std::string const name = address_of(type.table);
        FileWriter csv_file(folder_ + "/" + name + ".csv.zst", FileWriter::Form::zstd);
        FileWriter json_file(folder_ + "/" + name + ".ndjson.zst", FileWriter::Form::zstd);
        auto const csv = records::csv_writer(sheet_columns(type));
        auto const json = records::ndjson_writer(sheet_columns(type));
        RecordRows const reader(type, options_.public_url);
        std::int64_t count = 0, after = 0;
        std::string csv_text, json_text;
        csv->begin(csv_text);
        json->begin(json_text);
        for (bool has_more = true; has_more;) {
            std::array<store::Bound, 2> const bound{store::Bound(after), store::Bound(rows_at_once)};
            auto const rows = reader.read(tx_, picture_, "id > :after ORDER BY id LIMIT :limit", bound);
            for (RecordRows::Row const& row : rows) {
                csv->row(row.sheet, csv_text);
                json->row(row.sheet, json_text);
                after = row.id;
            }
            count += static_cast<std::int64_t>(rows.size());
            has_more = !rows.empty();
            if (!has_more) {
                csv->end(csv_text);
                json->end(json_text);
            }
            csv_file.write(csv_text);
            json_file.write(json_text);
            csv_text.clear();
            json_text.clear();
        }
        add(name + ".csv.zst", csv_file.finish());
        add(name + ".ndjson.zst", json_file.finish());
        return count;
    }

    void add_text(std::string name, std::string const& text) {
        FileWriter file(folder_ + "/" + name, FileWriter::Form::plain);
        file.write(text);
        add(std::move(name), file.finish());
    }

    void add(std::string name, WrittenFile written) {
        files_.push_back({std::move(name), written.size, std::move(written.sha256)});
    }

    store::ReadTransaction& tx_;
    Picture const& picture_;
    DumpOptions const& options_;
    std::string folder_;
    std::vector<DumpFile> files_;
};

/// What a process left behind that was ended while it wrote.
void remove_unfinished(std::string const& folder) {
    std::error_code ignored;
    std::vector<fs::path> left;
    for (auto const& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().filename().string().starts_with(unfinished_prefix)) left.push_back(entry.path());
    for (fs::path const& path : left)
        fs::remove_all(path, ignored);
}

void remove_oldest(std::string const& folder, std::size_t kept) {
    auto const dumps = list_dumps(folder);
    std::error_code ignored;
    for (std::size_t i = std::max<std::size_t>(kept, 1); i < dumps.size(); ++i)
        fs::remove_all(folder + "/" + dumps[i].name, ignored);
}

/// `hash  name` on each line, as sha256sum writes and reads it.
std::vector<DumpFile> read_checksums(std::string const& dump) {
    std::vector<DumpFile> files;
    std::ifstream list(dump + "/" + std::string(checksums_name));
    for (std::string line; std::getline(list, line);) {
        std::size_t const blanks = line.find("  ");
        if (blanks == std::string::npos) continue;
        files.push_back({line.substr(blanks + 2), 0, line.substr(0, blanks)});
    }
    files.push_back({std::string(checksums_name), 0, {}});
    for (DumpFile& file : files) {
        std::error_code error;
        file.size = fs::file_size(dump + "/" + file.name, error);
        if (error) file.size = 0;
    }
    return files;
}

} // namespace

Dump write_dump(store::Store& store, Picture const& picture, DumpOptions const& options) {
    std::error_code error;
    fs::create_directories(options.folder, error);
    if (error)
        throw Error(ErrorCode::unavailable,
                    fmt::format("The folder {} cannot be made: {}", options.folder, error.message()));
    Lock const lock(options.folder);
    remove_unfinished(options.folder);

    std::string const date = to_text(store.now()).substr(0, 10);
    std::string const name = fmt::format("{}{}", name_prefix, date);
    UnfinishedFolder const unfinished(fmt::format("{}/{}{}", options.folder, unfinished_prefix, name));
    Dump dump{name, date, {}};
    // One consistent view of everything.
    dump.files = store.read([&](store::ReadTransaction& tx) {
        return DumpWriter(tx, picture, options, unfinished.path()).write(date);
    });
    sync_folder(unfinished.path());

    std::string const target = options.folder + "/" + name;
    std::string const replaced = fmt::format("{}/{}replaced-{}", options.folder, unfinished_prefix, name);
    if (fs::exists(target)) fs::rename(target, replaced, error);
    unfinished.rename_to(target);
    fs::remove_all(replaced, error);
    sync_folder(options.folder);
    remove_oldest(options.folder, options.kept);
    return dump;
}

std::vector<Dump> list_dumps(std::string const& folder) {
    std::vector<Dump> dumps;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(folder, error)) {
        std::string const name = entry.path().filename().string();
        if (!is_dump_name(name) || !entry.is_directory(error)) continue;
        dumps.push_back({name, name.substr(name_prefix.size()), read_checksums(entry.path().string())});
    }
    std::ranges::sort(dumps, std::ranges::greater{}, &Dump::date);
    return dumps;
}

std::string dump_file_path(std::string const& folder, std::string_view dump, std::string_view file) {
    if (!is_dump_name(dump)) return {};
    // Only what the list of checksums names: no path leads out of the folder.
    for (DumpFile const& known : read_checksums(fmt::format("{}/{}", folder, dump)))
        if (known.name == file && file.find('/') == std::string_view::npos && known.size > 0)
            return fmt::format("{}/{}/{}", folder, dump, file);
    return {};
}

} // namespace legation::registry
