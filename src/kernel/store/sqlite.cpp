#include "kernel/error.hpp"
#include "kernel/store/empty_log.hpp"
#include "kernel/store/session.hpp"
#include "kernel/store/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace legation::store {

using namespace sqlite_api; // where SOCI puts the names of sqlite3.h

namespace {

sqlite3* handle(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

/// Nobody aims a lens anew before the statement is done.
void answer_text(sqlite3_context* context, std::string const& text) {
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

class SqliteBackend : public Backend {
  public:
    SqliteBackend(std::string path, std::chrono::milliseconds busy_time)
        : path_(std::move(path)), busy_time_(busy_time) {}

    void open(soci::session& session, Purpose purpose) const override {
        session.open(soci::sqlite3, fmt::format("dbname=\"{}\"", path_));
        run_script(session, fmt::format("PRAGMA busy_timeout = {}", busy_time_.count()));
        require_log(session);
        // An acknowledged write must survive a crash of the machine: `sync` follows each commit.
        for (char const* pragma : {"PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON",
                                   "PRAGMA temp_store = MEMORY", "PRAGMA trusted_schema = OFF"})
            run_script(session, pragma);
        bool const is_writer = purpose == Purpose::writing;
        // What is erased is overwritten in the file. Debian's SQLite does so anyway; another might not.
        if (is_writer) run_script(session, "PRAGMA secure_delete = ON");
        run_script(session, is_writer ? "PRAGMA cache_size = -32000" : "PRAGMA cache_size = -8000");
        // A lens makes views of its own, which live in its connection alone; its transactions never write.
        if (purpose == Purpose::reading) run_script(session, "PRAGMA query_only = ON");
    }

    void fit(soci::session& session, Lens& lens) const override {
        // The same throughout one statement, so the planner may ask once and use indexes.
        auto const define = [&](char const* name, void (*answer)(sqlite3_context*, int, sqlite3_value**)) {
            check(session, sqlite3_create_function(handle(session), name, 0,
                                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                                   &lens, answer, nullptr, nullptr));
        };
        define("legation_moment", [](sqlite3_context* context, int, sqlite3_value**) {
            answer_text(context, static_cast<Lens const*>(sqlite3_user_data(context))->moment);
        });
        define("legation_audiences", [](sqlite3_context* context, int, sqlite3_value**) {
            answer_text(context, static_cast<Lens const*>(sqlite3_user_data(context))->audiences);
        });
    }
    std::string sees_expression(std::string_view audience) const override {
        return fmt::format("instr(legation_audiences(), ';' || {} || ';') > 0", audience);
    }
    std::string_view moment_expression() const override { return "legation_moment()"; }
    std::string_view columns_query() const override {
        return "SELECT 'main', t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE "
               "t.type IN ('table', 'view') ORDER BY t.name, c.cid";
    }
    std::string_view aim_statement() const override { return {}; }

    // SOCI's own transaction is deferred: it fails when it wants to write after another has written.
    std::string_view begin_read() const override { return "BEGIN"; }
    std::string_view begin_write() const override { return "BEGIN IMMEDIATE"; }

    // Writers wait for each other when they begin, so none ever loses; who waited in vain need not wait
    // again.
    bool is_lost_race(soci::soci_error const&) const override { return false; }

    [[noreturn]] void explain(soci::soci_error const& error) const override {
        auto const* known = dynamic_cast<soci::sqlite3_soci_error const*>(&error);
        int const code = known == nullptr ? SQLITE_ERROR : known->result() & 0xff;
        std::string const detail = fmt::format("SQLite ({}): {}", path_, error.what());
        switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(ErrorCode::unavailable, "The record is busy. Please try again in a moment.",
                        detail + "; another program holds the database: stop it, or wait until it is done");
        case SQLITE_FULL:
        case SQLITE_IOERR:
            throw Error(ErrorCode::unavailable,
                        "This hub cannot save right now. Nothing was changed; please try again later.",
                        detail + "; free some space on the disk that holds the data folder");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Error(ErrorCode::unavailable, "This hub's record cannot be read right now.",
                        detail + "; the database file is damaged: restore it from a backup");
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw Error(ErrorCode::unavailable, "This hub's record cannot be opened right now.",
                        detail + "; check that the data folder exists and that this user may write to it");
        case SQLITE_CONSTRAINT:
            if (std::string_view(error.what()).find("UNIQUE constraint failed") != std::string_view::npos)
                throw Error(ErrorCode::conflict, std::string(duplicate_message), detail);
            [[fallthrough]]; // any other constraint is ours to keep
        default:
            throw Error(ErrorCode::internal, "Something went wrong on our side.", detail);
        }
    }

    void run_script(soci::session& session, std::string const& script) const override {
        char* message = nullptr;
        int const result = sqlite3_exec(handle(session), script.c_str(), nullptr, nullptr, &message);
        if (result == SQLITE_OK) return;
        std::string const text = message == nullptr ? "unknown error" : message;
        sqlite3_free(message);
        throw soci::sqlite3_soci_error(text, result);
    }

    void insert_rows(soci::session& session, std::string_view table,
                     std::span<std::string_view const> columns, std::span<ColumnType const>,
                     std::function<bool(std::vector<Value>& row)> const& next) const override {
        sqlite3_stmt* statement = nullptr;
        std::string const sql = insert_statement(table, columns);
        check(session, sqlite3_prepare_v2(handle(session), sql.c_str(), -1, &statement, nullptr));
        std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> const owner(statement, sqlite3_finalize);
        std::vector<Value> row(columns.size());
        while (next(row)) {
            for (std::size_t i = 0; i < row.size(); ++i)
                bind(statement, static_cast<int>(i) + 1, row[i]);
            int const result = sqlite3_step(statement);
            check(session, result == SQLITE_DONE ? SQLITE_OK : result);
            sqlite3_reset(statement);
        }
    }

    /// What SQLite itself does at each commit with `synchronous = FULL`, as a call of its own, so that
    /// several commits can share it. A log that is not there was emptied into the database, which is synced
    /// with that.
    void sync() const override {
        std::error_code missing;
        // The log lies beside the file itself, not beside a link to it.
        std::filesystem::path const file = std::filesystem::canonical(path_, missing);
        if (missing) cannot_sync(path_, missing.message());
        std::string const log = file.string() + "-wal";
        int const descriptor = ::open(log.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0 && errno == ENOENT) return;
        bool const is_synced = descriptor >= 0 && fdatasync(descriptor) == 0;
        int const reason = errno;
        if (descriptor >= 0) close(descriptor);
        if (!is_synced) cannot_sync(log, std::strerror(reason));
    }

    bool is_postgresql() const override { return false; }

  private:
    [[noreturn]] static void cannot_sync(std::string const& file, std::string_view reason) {
        throw Error(ErrorCode::unavailable,
                    "This hub cannot tell whether your change was saved. Please look again later.",
                    fmt::format("{} cannot be synced to the disk: {}; check the disk, then start again", file,
                                reason));
    }

    /// Readers go on while somebody writes, and `sync` knows what to sync.
    void require_log(soci::session& session) const {
        if (start_log(session) == "wal") return;
        throw Error(ErrorCode::unavailable, "This hub's record cannot be opened right now.",
                    fmt::format("SQLite ({}): no write-ahead log can be kept here; put the data folder on a "
                                "disk of this machine, not on a network drive",
                                path_));
    }

    /// The mode the database is in then. Of two who start the log of a new file at the same moment, SQLite
    /// lets one wait and refuses the other at once, lest both wait for each other; who was refused asks
    /// again.
    std::string start_log(soci::session& session) const {
        auto const last_attempt = std::chrono::steady_clock::now() + busy_time_;
        while (true) {
            try {
                std::string mode;
                session << "PRAGMA journal_mode = WAL", soci::into(mode);
                return mode;
            } catch (soci::sqlite3_soci_error const& error) {
                bool const is_busy = (error.result() & 0xff) == SQLITE_BUSY;
                if (!is_busy || std::chrono::steady_clock::now() >= last_attempt) throw;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

    static std::string insert_statement(std::string_view table, std::span<std::string_view const> columns) {
        std::string names;
        std::string marks;
        for (std::string_view const column : columns) {
            names += fmt::format("{}{}", names.empty() ? "" : ", ", column);
            marks += marks.empty() ? "?" : ", ?";
        }
        return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, marks);
    }

    static void bind(sqlite3_stmt* statement, int position, Value const& value) {
        if (auto const* integer = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement, position, *integer);
        } else if (auto const* real = std::get_if<double>(&value)) {
            sqlite3_bind_double(statement, position, *real);
        } else if (auto const* text = std::get_if<std::string>(&value)) {
            sqlite3_bind_text(statement, position, text->data(), static_cast<int>(text->size()),
                              SQLITE_STATIC);
        } else {
            sqlite3_bind_null(statement, position);
        }
    }

    static void check(soci::session& session, int result) {
        if (result != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite3_errmsg(handle(session)), result);
    }

    std::string path_;
    std::chrono::milliseconds busy_time_;
};

/// Settings of the library that must be made before its first use. Both save locks that every call would
/// take.
bool configure_library() {
    // A session is used by one thread at a time.
    bool const is_multithread = sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK;
    // Nobody asks SQLite how much memory it uses.
    bool const is_uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    return is_multithread && is_uncounted;
}

} // namespace

std::unique_ptr<Backend> sqlite_backend(std::string path, std::chrono::milliseconds busy_time) {
    static bool const is_configured = configure_library();
    static_cast<void>(is_configured);
    return std::make_unique<SqliteBackend>(std::move(path), busy_time);
}

bool empty_log(std::string const& database) {
    if (store::is_postgresql(database)) return true;
    try {
        SqliteBackend const backend(database, std::chrono::seconds(5));
        soci::session session;
        backend.open(session, Purpose::writing);
        int is_busy = 1;
        int pages = 0;
        int moved = 0;
        session << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(is_busy), soci::into(pages),
            soci::into(moved);
        return is_busy == 0;
    } catch (soci::soci_error const&) { // SQLite empties the log by itself before long
        return false;
    }
}

} // namespace legation::store
