#include "register/import/upload_run.hpp"

#include "kernel/error.hpp"
#include "kernel/file_writer.hpp"
#include "kernel/files/table_reader.hpp"
#include "kernel/hash.hpp"
#include "kernel/log.hpp"
#include "kernel/text.hpp"
#include "register/adapters/found_source.hpp"
#include "register/import/import_report.hpp"
#include "register/import/table_source.hpp"
#include "register/nouns.hpp"
#include "register/presenter.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

namespace legation::registry {

namespace {

constexpr std::size_t longest_sample = 120;
constexpr int rows_sampled = 20;

/// In errors the file has the name that its owner knows.
Error named_for_people(Error error, ImportDesk const& desk, Upload const& upload) {
    std::string const path = desk.file(upload);
    if (std::size_t const found = error.public_message.find(path); found != std::string::npos)
        error.public_message.replace(found, path.size(), upload.file_name);
    return error;
}

/// A file that cannot be used, by its own fault.
bool is_about_the_file(Error const& error) {
    return error.code == ErrorCode::unprocessable || error.code == ErrorCode::bad_request ||
           error.code == ErrorCode::too_large;
}

/// Headings are known in both languages.
std::function<std::string(std::string_view)> in_spanish(ImportDesk const& desk) {
    return [&texts = desk.context.layout.texts()](std::string_view label) {
        return std::string(texts.text(http::Language::es, label));
    };
}

void sample_cells(files::TableReader& table, std::vector<UploadColumn>& columns) {
    files::TableRow row;
    for (int read = 0; read < rows_sampled && table.next(row); ++read) {
        bool const is_template_line = !row.cells.empty() && row.cells.front().starts_with("(");
        if (!row.problem.empty() || is_template_line) continue;
        for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i)
            if (columns[i].sample.empty()) columns[i].sample = whole_letters(row.cells[i], longest_sample);
    }
}

void write_file(std::string const& path, std::string_view bytes) {
    try {
        FileWriter file(path, FileWriter::Form::plain);
        file.write(bytes);
        file.finish();
    } catch (Error const& error) {
        throw Error{ErrorCode::unavailable,
                    "The server has no room for this upload right now. Try again later.", error.what()};
    }
}

/// What each row came to: into the report, the page and, now and then, how far it is.
class Listener {
  public:
    Listener(ImportDesk const& desk, Upload const& upload, RowSource const& rows, std::stop_token stop)
        : desk_(desk), upload_(upload), rows_(rows), stop_(std::move(stop)),
          report_(desk.report(upload), std::ios::binary | std::ios::trunc) {
        report_ << report_header();
    }

    void take(ImportedRow const& outcome) {
        report_ << report_line(outcome);
        if (seen_[outcome.action]++ < rows_shown_of_each) shown_.push_back(outcome);
        constexpr std::chrono::milliseconds between{500};
        auto const now = std::chrono::steady_clock::now();
        if (now - told_at_ < between) return;
        told_at_ = now;
        // The attempt ends here, and the next one goes on.
        if (stop_.stop_requested()) throw std::runtime_error("the program was asked to stop");
        desk_.context.store.write(store::Author{"import"}, [&](store::WriteTransaction& tx) {
            save_share(tx, upload_, rows_.share_read());
        });
    }

    std::vector<ImportedRow> const& finish() {
        report_.close();
        if (!report_)
            throw Error{ErrorCode::unavailable, "The report could not be written.", desk_.report(upload_)};
        return shown_;
    }

  private:
    ImportDesk const& desk_;
    Upload const& upload_;
    RowSource const& rows_;
    std::stop_token stop_;
    std::ofstream report_;
    std::map<ImportAction, std::size_t> seen_;
    std::vector<ImportedRow> shown_;
    std::chrono::steady_clock::time_point told_at_ = std::chrono::steady_clock::now();
};

std::unique_ptr<RowSource> open_rows(ImportDesk const& desk, Upload const& upload,
                                     Reconciler const& reconciler) {
    std::string const path = desk.file(upload);
    if (Adapter const* adapter = find_adapter(upload.kind))
        return std::make_unique<FoundSource>(*adapter, read_found_file(path), reconciler, upload.file_name);
    return std::make_unique<TableSource>(files::open_table(path), *find_noun(upload.kind), upload.mapping(),
                                         in_spanish(desk), upload.file_name);
}

/// The source that its records name: what the form says or, for a found file, what its publisher does.
void set_source(EngineOptions& options, Upload const& upload) {
    Adapter const* const adapter = find_adapter(upload.kind);
    if (upload.source_title.empty() && adapter == nullptr) return;
    options.keeps_source = true; // an upload that names a source that is recorded does not rewrite it
    Source source;
    source.title = upload.source_title;
    source.url = upload.source_url;
    source.license = upload.license;
    source.as_of = upload.as_of;
    source.key = upload.source_title.empty() ? std::string(adapter->name) : slug_of(upload.source_title);
    if (upload.source_title.empty()) {
        source.title = adapter->title;
        if (source.url.empty()) source.url = adapter->url;
        if (source.license.empty())
            source.license = adapter->license.empty() ? "not stated" : std::string(adapter->license);
        source.note = "Brought in on the import page; its names were matched by the program.";
        options.keeps_source = upload.as_of.empty();
    }
    options.source = source.key;
    options.new_source = std::move(source);
}

EngineOptions engine_options(Upload const& upload) {
    EngineOptions options;
    options.author = upload.applied_by;
    options.kind = upload.kind;
    options.file_name = upload.file_name;
    options.only_check = upload.state == Upload::State::checking;
    std::string all = fmt::format("upload\n{}\n{}\n{}", upload.kind, upload.file_hash, upload.source_title);
    for (auto const& [heading, field] : upload.mapping())
        all += fmt::format("\n{}={}", heading, field);
    options.file_hash = sha256_hex(all);
    set_source(options, upload);
    return options;
}

void fail(ImportDesk const& desk, Upload upload, Error const& error) {
    Upload::State const from = upload.state;
    upload.state = Upload::State::failed;
    upload.problem = error.public_message;
    desk.context.store.write(store::Author{"import"},
                             [&](store::WriteTransaction& tx) { move_on(tx, upload, from); });
}

void run_to_end(ImportDesk const& desk, Upload& upload, std::stop_token const& stop) {
    auto const picture = desk.context.pictures.current();
    auto const rows = open_rows(desk, upload, *picture->reconciler);
    ImportEngine engine(desk.context.store, *picture->reconciler, engine_options(upload));
    Listener listener(desk, upload, *rows, stop);
    upload.counts = engine.run(*rows, [&](ImportedRow const& outcome) { listener.take(outcome); });
    auto const& shown = listener.finish();
    Upload::State const from = upload.state;
    upload.state = from == Upload::State::checking ? Upload::State::checked : Upload::State::applied;
    desk.context.store.write(store::Author{"import"}, [&](store::WriteTransaction& tx) {
        if (move_on(tx, upload, from)) save_rows(tx, upload, shown);
    });
}

} // namespace

void read_columns(ImportDesk const& desk, Upload& upload, Mapping const& mapping) {
    try {
        auto const table = files::open_table(desk.file(upload));
        upload.form = table->form();
        upload.columns.clear();
        records::RecordType const& noun = *find_noun(upload.kind);
        for (std::string const& heading : table->header())
            upload.columns.push_back(
                {heading, field_of_heading(heading, noun, mapping, in_spanish(desk)).value_or(""), {}});
        sample_cells(*table, upload.columns);
    } catch (Error const& error) {
        if (!is_about_the_file(error)) throw;
        upload.state = Upload::State::failed;
        upload.problem = named_for_people(error, desk, upload).public_message;
        return;
    }
    upload.state = upload.has_unknown_columns() ? Upload::State::columns : Upload::State::checking;
}

void take_in(ImportDesk const& desk, Upload& upload, std::string_view bytes) {
    std::error_code error;
    std::filesystem::create_directories(desk.folder, error);
    upload.file_hash = sha256_hex(bytes);
    upload.state = Upload::State::checking;
    std::vector<std::string> old;
    store::Author const author{upload.author, upload.account_id};
    desk.context.store.write(author, [&](store::WriteTransaction& tx) {
        old = forget_old_uploads(tx);
        store_upload(tx, upload);
    });
    for (std::string const& uuid : old)
        remove_files(desk, uuid);
    try {
        write_file(desk.file(upload), bytes);
    } catch (Error const&) {
        desk.context.store.write(author, [&](store::WriteTransaction& tx) { forget_upload(tx, upload.id); });
        throw;
    }
}

void start(ImportDesk const& desk, store::Author const& author, Upload const& upload) {
    std::error_code error;
    auto const size = std::filesystem::file_size(desk.file(upload), error);
    if (!error && size <= most_bytes_at_once) {
        try {
            run_upload(desk, upload, {});
            return;
        } catch (Error const& trouble) { // of the moment: the job tries again
            log_error(fmt::format("an upload goes on as a job: {}", trouble.what()));
        }
    }
    desk.context.store.write(author, [&](store::WriteTransaction& tx) {
        jobs::enqueue(tx, upload_kind, upload.uuid, tx.now(), jobs::Lane::slow);
    });
}

void run_upload(ImportDesk const& desk, Upload upload, std::stop_token const& stop) {
    bool const is_applied = upload.state == Upload::State::applying;
    try {
        run_to_end(desk, upload, stop);
    } catch (Error const& error) {
        if (!is_about_the_file(error)) throw;
        fail(desk, upload, named_for_people(error, desk, upload));
    }
    if (is_applied) desk.context.pictures.refresh();
}

jobs::JobHandler upload_handler(ImportDesk const& desk) {
    return [&desk](jobs::Job const& job) {
        auto upload =
            desk.context.store.read([&](store::ReadTransaction& tx) { return find_upload(tx, job.payload); });
        // Discarded meanwhile, or done by an attempt whose end was not noted.
        if (!upload || !upload->is_under_way()) return;
        run_upload(desk, std::move(*upload), job.stop);
    };
}

void resume_uploads(store::WriteTransaction& tx) {
    for (auto const& uuid :
         tx.values<std::string>("SELECT uuid FROM import_uploads WHERE state IN ('checking', 'applying')"))
        jobs::enqueue(tx, upload_kind, uuid, tx.now(), jobs::Lane::slow);
}

void remove_files(ImportDesk const& desk, std::string_view uuid) {
    std::error_code error; // a file that is gone already is no trouble
    std::filesystem::remove(fmt::format("{}/{}", desk.folder, uuid), error);
    std::filesystem::remove(fmt::format("{}/{}.csv", desk.folder, uuid), error);
}

} // namespace legation::registry
