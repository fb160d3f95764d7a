#pragma once
// Inside the store only: the one place that knows SOCI.

#include "kernel/store/lens.hpp"
#include "kernel/store/value.hpp"

#include <soci/soci.h>

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace legation::store {

/// What a write says whose key is taken: a slug, or a name that only one record may have.
inline constexpr std::string_view duplicate_message =
    "There is a record with this key already. Choose another key, or change that record.";

/// What a connection is for.
enum class Purpose {
    writing,
    reading,      ///< the record as it stands
    looking_in,   ///< the record as it stands, through a lens
    looking_back, ///< the record of the past, through a lens
};

/// What differs between the two databases.
class Backend {
  public:
    virtual ~Backend() = default;
    /// Opens a connection and sets it up.
    virtual void open(soci::session& session, Purpose purpose) const = 0;
    /// Makes what the views of a lens read their moment and audiences from; `lens` outlives the connection,
    /// and is another from one transaction to the next.
    virtual void fit(soci::session& session, Lens& lens) const = 0;
    /// How those views name the moment.
    virtual std::string_view moment_expression() const = 0;
    /// How they ask whether the lens sees an audience, which is given as an expression too.
    virtual std::string sees_expression(std::string_view audience) const = 0;
    /// A query for the schema, table and name of every column, each table's in their order.
    virtual std::string_view columns_query() const = 0;
    /// Run before each transaction of a lens with the moment and the audiences as its values; empty where
    /// nothing is needed.
    virtual std::string_view aim_statement() const = 0;
    virtual std::string_view begin_read() const = 0;
    virtual std::string_view begin_write() const = 0;
    /// Whether running the write again may succeed: a lost race.
    virtual bool is_lost_race(soci::soci_error const& error) const = 0;
    /// Turns a database error into one with a remedy; never returns.
    [[noreturn]] virtual void explain(soci::soci_error const& error) const = 0;
    virtual void run_script(soci::session& session, std::string const& script) const = 0;
    virtual void insert_rows(soci::session& session, std::string_view table,
                             std::span<std::string_view const> columns, std::span<ColumnType const> types,
                             std::function<bool(std::vector<Value>& row)> const& next) const = 0;
    /// Waits until the disk has every transaction that was committed before; commits do not wait themselves.
    /// Throws Error(unavailable) when the disk fails.
    virtual void sync() const = 0;
    virtual bool is_postgresql() const = 0;
};

std::unique_ptr<Backend> sqlite_backend(std::string path, std::chrono::milliseconds busy_time);
std::unique_ptr<Backend> postgresql_backend(std::string url);

/// One connection with the statements it has prepared. Used by one thread at a time.
class Session {
  public:
    Session(Backend const& backend, Purpose purpose);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    void query(std::string_view sql, std::span<Bound const> arguments, std::span<ColumnType const> types,
               std::function<void(Row const&)> const& visit);
    std::int64_t run(std::string_view sql, std::span<Bound const> arguments);
    /// Turns the lens of a session that looks through one; the next transaction reads accordingly.
    void aim(Lens const& lens);

    Lens const& lens() const { return lens_; }
    Backend const& backend() const { return backend_; }
    soci::session& connection() { return connection_; }

  private:
    class Kept;
    Kept& kept(std::string_view sql, std::span<Bound const> arguments, std::span<ColumnType const> types);
    std::unique_ptr<Kept> take(Kept const& statement);

    Backend const& backend_;
    Lens lens_; ///< before the connection, which reads from it to its end
    soci::session connection_;
    /// SQL texts are long and looked up for every query: a fast hash is worth having.
    struct TextHash {
        std::size_t operator()(std::string const& text) const;
    };
    std::unordered_map<std::string, std::unique_ptr<Kept>, TextHash> statements_;
    std::string key_;
};

} // namespace legation::store
