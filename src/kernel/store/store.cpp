#include "kernel/store/store.hpp"

#include "kernel/error.hpp"
#include "kernel/store/session.hpp"
#include "kernel/store/shared_sync.hpp"

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

Lens const& ReadTransaction::lens() const {
    return session_.lens();
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

namespace {

/// Connections for one purpose, opened when needed and lent to one thread at a time.
class Pool {
  public:
    Pool(Backend const& backend, Purpose purpose, unsigned most)
        : backend_(backend), purpose_(purpose), most_(most) {}

    void add(std::unique_ptr<Session> session) {
        idle_.push_back(std::move(session));
        ++open_;
    }

    std::unique_ptr<Session> open() const { return std::make_unique<Session>(backend_, purpose_); }

    std::unique_ptr<Session> take() {
        std::unique_lock lock(changing_);
        freed_.wait(lock, [&] { return !idle_.empty() || open_ < most_; });
        if (!idle_.empty()) {
            auto session = std::move(idle_.back());
            idle_.pop_back();
            return session;
        }
        ++open_;
        lock.unlock();
        try {
            return open();
        } catch (...) {
            forget();
            throw;
        }
    }

    void give_back(std::unique_ptr<Session> session) {
        {
            std::scoped_lock const lock(changing_);
            idle_.push_back(std::move(session));
        }
        freed_.notify_one();
    }

    /// One of them is gone.
    void forget() {
        {
            std::scoped_lock const lock(changing_);
            --open_;
        }
        freed_.notify_one();
    }

  private:
    Backend const& backend_;
    Purpose purpose_;
    unsigned most_;
    std::mutex changing_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Session>> idle_;
    unsigned open_ = 0;
};

} // namespace

class Store::Implementation {
  public:
    Implementation(StoreOptions const& options, Clock clock)
        : backend_(store::is_postgresql(options.database)
                       ? postgresql_backend(options.database)
                       : sqlite_backend(options.database, options.busy_time)),
          clock_(std::move(clock)), readers_(*backend_, Purpose::reading, options.readers),
          inward_(*backend_, Purpose::looking_in, options.readers),
          backward_(*backend_, Purpose::looking_back, options.readers), sync_([this] { backend_->sync(); }) {
        // Opening both at once shows a wrong path or password at the start, not at the first request.
        writer_ = std::make_unique<Session>(*backend_, Purpose::writing);
        readers_.add(readers_.open());
    }

    void read(std::optional<Lens> const& lens, std::function<void(ReadTransaction&)> const& read) {
        Pool& pool = !lens ? readers_ : lens->moment.empty() ? inward_ : backward_;
        std::unique_ptr<Session> session;
        try {
            session = pool.take();
            read_with(session, pool, lens, read);
        } catch (soci::soci_error const& error) {
            pool.forget(); // its connection may be broken; the next one opens afresh
            session.reset();
            backend_->explain(error);
        } catch (...) {
            if (session) pool.give_back(std::move(session));
            throw;
        }
        pool.give_back(std::move(session));
    }

    /// The next writer begins while this one still waits for the disk.
    void write(Author const& author, std::function<void(WriteTransaction&)> const& write) {
        sync_.wait_for(commit(author, write));
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
    /// Answers the number of the commit, which the disk may not have yet.
    std::uint64_t commit(Author const& author, std::function<void(WriteTransaction&)> const& write) {
        std::scoped_lock const one_writer(writing_);
        for (int attempt = 1;; ++attempt) {
            try {
                if (!writer_) writer_ = std::make_unique<Session>(*backend_, Purpose::writing);
                OpenTransaction open(*writer_, backend_->begin_write());
                WriteTransaction tx(*writer_, author, clock_());
                write(tx);
                open.commit();
                return sync_.committed();
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

    void read_with(std::unique_ptr<Session>& session, Pool const& pool, std::optional<Lens> const& lens,
                   std::function<void(ReadTransaction&)> const& read) {
        std::optional<OpenTransaction> open;
        auto const begin = [&] {
            if (lens) session->aim(*lens);
            open.emplace(*session, backend_->begin_read());
        };
        try {
            begin();
        } catch (soci::soci_error const&) {
            // A kept connection may have been closed by the server since: try once with a new one.
            session = pool.open();
            begin();
        }
        ReadTransaction tx(*session);
        read(tx);
        open->commit();
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

    std::mutex writing_;
    std::unique_ptr<Session> writer_;
    Pool readers_;
    Pool inward_;
    Pool backward_;
    SharedSync sync_;
};

Store::Store(StoreOptions const& options, Clock clock)
    : implementation_(std::make_shared<Implementation>(options, std::move(clock))) {}

Store::Store(Store const& store, Lens lens)
    : implementation_(store.implementation_), lens_(std::move(lens)) {}

Store::~Store() = default;

void Store::run_read(std::function<void(ReadTransaction&)> const& read) {
    implementation_->read(lens_, read);
}

void Store::run_write(Author const& author, std::function<void(WriteTransaction&)> const& write) {
    if (lens_ && !lens_->moment.empty())
        throw Error(ErrorCode::internal, "Something went wrong on our side.",
                    "nothing is written to the past: write to the store itself");
    implementation_->write(author, write);
}

bool Store::is_postgresql() const {
    return implementation_->backend().is_postgresql();
}

void Store::analyze() {
    implementation_->analyze();
}

Timestamp Store::now() const {
    if (lens_)
        if (auto const moment = parse_timestamp(lens_->moment)) return *moment;
    return implementation_->now();
}

} // namespace legation::store
