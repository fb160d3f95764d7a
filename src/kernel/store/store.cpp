#include "kernel/store/store.hpp"

#include "kernel/error.hpp"
#include "kernel/store/session.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

namespace legation::store {

namespace {

constexpr int most_write_attempts = 8;

/// Ends a transaction with ROLLBACK unless it was committed.
class OpenTransaction {
  public:
    OpenTransaction(Session& session, std::string_view begin) : session_(session) { session_.run(begin, {}); }
    ~OpenTransaction() {
        if (done_) return;
        try {
            session_.run("ROLLBACK", {});
        } catch (std::exception const&) {
            done_ = true; // the connection is gone, and with it the transaction
        }
    }
    OpenTransaction(OpenTransaction const&) = delete;
    OpenTransaction& operator=(OpenTransaction const&) = delete;

    void commit() {
        session_.run("COMMIT", {});
        done_ = true;
    }

  private:
    Session& session_;
    bool done_ = false;
};

} // namespace

Bound::Bound(Value const& value, ColumnType column_type) : type(column_type) {
    if (auto const* whole = std::get_if<std::int64_t>(&value)) {
        integer = *whole;
    } else if (auto const* number = std::get_if<double>(&value)) {
        real = *number;
    } else if (auto const* string = std::get_if<std::string>(&value)) {
        text = *string;
    }
    is_null = std::holds_alternative<std::nullptr_t>(value);
}

void ReadTransaction::query(std::string_view sql, std::span<Bound const> arguments,
                            std::span<ColumnType const> types, std::function<void(Row const&)> const& visit) {
    session_.query(sql, arguments, types, visit);
}

std::int64_t WriteTransaction::run(std::string_view sql, std::span<Bound const> arguments) {
    return session().run(sql, arguments);
}

std::int64_t WriteTransaction::next_id(std::string_view table) {
    return value<std::int64_t>(fmt::format("SELECT MAX(id) FROM {}", table)).value_or(0) + 1;
}

void WriteTransaction::run_script(std::string_view script) {
    session().backend().run_script(session().connection(), std::string(script));
}

void WriteTransaction::insert_rows(std::string_view table, std::span<std::string_view const> columns,
                                   std::span<ColumnType const> types,
                                   std::function<bool(std::vector<Value>& row)> const& next) {
    session().backend().insert_rows(session().connection(), table, columns, types, next);
}

bool is_postgresql(std::string_view database) {
    return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

class Store::Implementation {
  public:
    Implementation(StoreOptions const& options, Clock clock)
        : backend_(store::is_postgresql(options.database)
                       ? postgresql_backend(options.database)
                       : sqlite_backend(options.database, options.busy_time)),
          clock_(std::move(clock)), most_readers_(options.readers) {
        // Opening both at once shows a wrong path or password at the start, not at the first request.
        writer_ = std::make_unique<Session>(*backend_, true);
        idle_readers_.push_back(std::make_unique<Session>(*backend_, false));
        open_readers_ = 1;
    }

    void read(std::function<void(ReadTransaction&)> const& read) {
        std::unique_ptr<Session> session = take_reader();
        try {
            read_with(session, read);
        } catch (soci::soci_error const& error) {
            forget_reader(); // its connection may be broken; the next one opens afresh
            session.reset();
            backend_->explain(error);
        } catch (...) {
            give_back(std::move(session));
            throw;
        }
        give_back(std::move(session));
    }

    void write(Author const& author, std::function<void(WriteTransaction&)> const& write) {
        std::scoped_lock const one_writer(writing_);
        for (int attempt = 1;; ++attempt) {
            try {
                if (!writer_) writer_ = std::make_unique<Session>(*backend_, true);
                OpenTransaction open(*writer_, backend_->begin_write());
                WriteTransaction tx(*writer_, author, clock_());
                write(tx);
                open.commit();
                return;
            } catch (soci::soci_error const& error) {
                if (backend_->is_lost_race(error) && attempt < most_write_attempts) {
                    wait_before(attempt);
                    continue;
                }
                writer_.reset();
                backend_->explain(error);
            }
        }
    }

    Backend const& backend() const { return *backend_; }
    Timestamp now() const { return clock_(); }

    void analyze() {
        std::scoped_lock const one_writer(writing_);
        try {
            if (writer_) backend_->run_script(writer_->connection(), "ANALYZE");
        } catch (soci::soci_error const& error) {
            backend_->explain(error);
        }
    }

  private:
    void read_with(std::unique_ptr<Session>& session, std::function<void(ReadTransaction&)> const& read) {
        std::optional<OpenTransaction> open;
        try {
            open.emplace(*session, backend_->begin_read());
        } catch (soci::soci_error const&) {
            // A kept connection may have been closed by the server since: try once with a new one.
            session = std::make_unique<Session>(*backend_, false);
            open.emplace(*session, backend_->begin_read());
        }
        ReadTransaction tx(*session);
        read(tx);
        open->commit();
    }

    std::unique_ptr<Session> take_reader() {
        std::unique_lock lock(readers_);
        reader_freed_.wait(lock, [&] { return !idle_readers_.empty() || open_readers_ < most_readers_; });
        if (!idle_readers_.empty()) {
            auto session = std::move(idle_readers_.back());
            idle_readers_.pop_back();
            return session;
        }
        ++open_readers_;
        lock.unlock();
        try {
            return std::make_unique<Session>(*backend_, false);
        } catch (...) {
            forget_reader();
            throw;
        }
    }

    void give_back(std::unique_ptr<Session> session) {
        {
            std::scoped_lock const lock(readers_);
            idle_readers_.push_back(std::move(session));
        }
        reader_freed_.notify_one();
    }

    void forget_reader() {
        {
            std::scoped_lock const lock(readers_);
            --open_readers_;
        }
        reader_freed_.notify_one();
    }

    /// Two writers that met once should not meet again at once: wait a random while that doubles.
    static void wait_before(int attempt) {
        thread_local std::minstd_rand random{std::random_device{}()};
        int const most = 2 << attempt;
        std::this_thread::sleep_for(
            std::chrono::milliseconds(std::uniform_int_distribution<int>(1, most)(random)));
    }

    std::unique_ptr<Backend> backend_;
    Clock clock_;
    unsigned most_readers_;

    std::mutex writing_;
    std::unique_ptr<Session> writer_;

    std::mutex readers_;
    std::condition_variable reader_freed_;
    std::vector<std::unique_ptr<Session>> idle_readers_;
    unsigned open_readers_ = 0;
};

Store::Store(StoreOptions const& options, Clock clock)
    : implementation_(std::make_unique<Implementation>(options, std::move(clock))) {}

Store::~Store() = default;

void Store::run_read(std::function<void(ReadTransaction&)> const& read) {
    implementation_->read(read);
}

void Store::run_write(Author const& author, std::function<void(WriteTransaction&)> const& write) {
    implementation_->write(author, write);
}

bool Store::is_postgresql() const {
    return implementation_->backend().is_postgresql();
}

void Store::analyze() {
    implementation_->analyze();
}

Timestamp Store::now() const {
    return implementation_->now();
}

} // namespace legation::store
