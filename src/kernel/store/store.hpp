#pragma once

#include "kernel/clock.hpp"
#include "kernel/store/lens.hpp"
#include "kernel/store/value.hpp"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace legation::store {

/// A consistent view of the database. Statements name their values `:like_this`, each name once, bound in
/// order.
class ReadTransaction {
  public:
    explicit ReadTransaction(Session& session) : session_(session) {}
    ReadTransaction(ReadTransaction const&) = delete;
    ReadTransaction& operator=(ReadTransaction const&) = delete;

    /// Every row of the answer: `for (auto const& [id, name] : tx.rows<std::int64_t, std::string>(…))`.
    template <class... Columns, class... Arguments>
    std::vector<std::tuple<Columns...>> rows(std::string_view sql, Arguments const&... arguments) {
        std::vector<std::tuple<Columns...>> result;
        each<Columns...>(
            sql, [&](Columns... columns) { result.emplace_back(std::move(columns)...); }, arguments...);
        return result;
    }

    /// The first row, if there is one.
    template <class... Columns, class... Arguments>
    std::optional<std::tuple<Columns...>> row(std::string_view sql, Arguments const&... arguments) {
        auto all = rows<Columns...>(sql, arguments...);
        if (all.empty()) return std::nullopt;
        return std::move(all.front());
    }

    /// The only column of every row.
    template <class T, class... Arguments>
    std::vector<T> values(std::string_view sql, Arguments const&... arguments) {
        std::vector<T> result;
        each<T>(sql, [&](T value) { result.push_back(std::move(value)); }, arguments...);
        return result;
    }

    /// The only column of the first row.
    template <class T, class... Arguments>
    std::optional<T> value(std::string_view sql, Arguments const&... arguments) {
        auto all = values<T>(sql, arguments...);
        if (all.empty()) return std::nullopt;
        return std::move(all.front());
    }

    /// Calls `visit(columns…)` for each row without keeping the rows: for results too large to hold.
    template <class... Columns, class Visit, class... Arguments>
    void each(std::string_view sql, Visit&& visit, Arguments const&... arguments) {
        std::array<ColumnType, sizeof...(Columns)> const types{Column<Columns>::type...};
        std::array<Bound, sizeof...(Arguments)> const bound{Bound(arguments)...};
        query(sql, bound, types, [&](Row const& row) {
            read_columns<Columns...>(row, visit, std::index_sequence_for<Columns...>{});
        });
    }

    /// The same with columns known only at run time.
    void query(std::string_view sql, std::span<Bound const> arguments, std::span<ColumnType const> types,
               std::function<void(Row const&)> const& visit);

    /// What this looks through; an empty one shows what is public now.
    Lens const& lens() const;

  protected:
    Session& session() { return session_; }

  private:
    template <class... Columns, class Visit, std::size_t... Index>
    static void read_columns(Row const& row, Visit& visit, std::index_sequence<Index...>) {
        visit(Column<Columns>::read(row, Index)...);
    }

    Session& session_;
};

/// Who changes the record, as revisions name them.
struct Author {
    std::string name;
    std::int64_t account_id = 0; ///< 0: a program, or somebody without an account
};

/// A transaction that may write. Its closure may be run again, so it has no outside effects.
class WriteTransaction : public ReadTransaction {
  public:
    WriteTransaction(Session& session, Author const& author, Timestamp now)
        : ReadTransaction(session), author_(author), now_(now) {}

    Author const& author() const { return author_; }
    /// The one time of everything written here.
    Timestamp now() const { return now_; }

    /// Runs a statement; answers how many rows it changed.
    template <class... Arguments>
    std::int64_t execute(std::string_view sql, Arguments const&... arguments) {
        std::array<Bound, sizeof...(Arguments)> const bound{Bound(arguments)...};
        return run(sql, bound);
    }
    std::int64_t run(std::string_view sql, std::span<Bound const> arguments);

    /// One more than the largest id: ids are integers given out inside the (serialized) write transaction.
    std::int64_t next_id(std::string_view table);

    /// Runs a script of several statements as it stands: migrations only.
    void run_script(std::string_view script);

    /// Inserts many rows fast. `next` fills one row (a value for each column) and answers false at the end.
    void insert_rows(std::string_view table, std::span<std::string_view const> columns,
                     std::span<ColumnType const> types,
                     std::function<bool(std::vector<Value>& row)> const& next);

  private:
    Author const& author_;
    Timestamp now_;
};

/// Where the database is and how many may use it at once.
struct StoreOptions {
    /// A file for the embedded SQLite, or `postgresql://user@host/name`.
    std::string database;
    unsigned readers = 4;
    /// How long a write waits for another program that holds the file of the embedded database.
    std::chrono::milliseconds busy_time{5'000};
};

/// Tells what kind of database a text names.
bool is_postgresql(std::string_view database);

/// The database: reads and writes in transactions, the same on SQLite and PostgreSQL.
class Store {
  public:
    /// Opens the database; throws Error naming the remedy when it cannot.
    Store(StoreOptions const& options, Clock clock);
    /// The same database read through a lens, with the same statements; nothing is written to the past.
    Store(Store const& store, Lens lens);
    ~Store();
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;

    /// Runs `read(ReadTransaction&)` in one consistent view and returns what it returns.
    template <class Read>
    auto read(Read&& read) {
        using Result = std::invoke_result_t<Read, ReadTransaction&>;
        if constexpr (std::is_void_v<Result>) {
            run_read([&](ReadTransaction& tx) { read(tx); });
        } else {
            std::optional<Result> result;
            run_read([&](ReadTransaction& tx) { result.emplace(read(tx)); });
            return std::move(*result);
        }
    }

    /// Runs `write(WriteTransaction&)`; everything in it is stored, durably, or nothing is. It may be run
    /// again after a lost race. Throws Error(unavailable) when the disk is full or the database stays busy.
    template <class Write>
    auto write(Author const& author, Write&& write) {
        using Result = std::invoke_result_t<Write, WriteTransaction&>;
        if constexpr (std::is_void_v<Result>) {
            run_write(author, [&](WriteTransaction& tx) { write(tx); });
        } else {
            std::optional<Result> result;
            run_write(author, [&](WriteTransaction& tx) { result.emplace(write(tx)); });
            return std::move(*result);
        }
    }

    bool is_postgresql() const;
    /// Collects the planner's statistics; worth it after loading much data.
    void analyze();
    /// The time; for a lens the moment that it shows, so that what is reckoned from now is reckoned from
    /// then.
    Timestamp now() const;

  private:
    class Implementation;
    void run_read(std::function<void(ReadTransaction&)> const& read);
    void run_write(Author const& author, std::function<void(WriteTransaction&)> const& write);
    std::shared_ptr<Implementation> implementation_;
    std::optional<Lens> lens_;
};

} // namespace legation::store
