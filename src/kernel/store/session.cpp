#include "kernel/store/session.hpp"

#include "kernel/error.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace legation::store {

namespace {

/// A program has a few hundred different statements; more than this means that one is put together from data.
constexpr std::size_t most_kept_statements = 1'000;

struct Cell {
    ColumnType type = ColumnType::text;
    soci::indicator indicator = soci::i_null;
    long long integer = 0; // SOCI's 64-bit type
    double real = 0;
    std::string text;
};

} // namespace

/// A prepared statement with the buffers that it reads from and writes to.
class Session::Kept final : public Row {
  public:
    Kept(soci::session& connection, std::string_view sql, std::span<Bound const> arguments,
         std::span<ColumnType const> types)
        : statement_(connection), arguments_(arguments.size()), columns_(types.size()) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            Cell& cell = arguments_[i];
            cell.type = arguments[i].type;
            switch (cell.type) {
            case ColumnType::integer:
                statement_.exchange(soci::use(cell.integer, cell.indicator));
                break;
            case ColumnType::real:
                statement_.exchange(soci::use(cell.real, cell.indicator));
                break;
            case ColumnType::text:
                statement_.exchange(soci::use(cell.text, cell.indicator));
                break;
            }
        }
        for (std::size_t i = 0; i < types.size(); ++i) {
            Cell& cell = columns_[i];
            cell.type = types[i];
            switch (cell.type) {
            case ColumnType::integer:
                statement_.exchange(soci::into(cell.integer, cell.indicator));
                break;
            case ColumnType::real:
                statement_.exchange(soci::into(cell.real, cell.indicator));
                break;
            case ColumnType::text:
                statement_.exchange(soci::into(cell.text, cell.indicator));
                break;
            }
        }
        statement_.alloc();
        statement_.prepare(std::string(sql));
        statement_.define_and_bind();
    }

    void bind(std::span<Bound const> arguments) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            Cell& cell = arguments_[i];
            cell.indicator = arguments[i].is_null ? soci::i_null : soci::i_ok;
            cell.integer = arguments[i].integer;
            cell.real = arguments[i].real;
            cell.text.assign(arguments[i].text);
        }
    }

    /// Reads every row.
    void read_all(std::function<void(Row const&)> const& visit) {
        statement_.execute(false);
        while (statement_.fetch())
            visit(*this);
    }

    std::int64_t run() {
        statement_.execute(true);
        return statement_.get_affected_rows();
    }

    bool is_null(std::size_t column) const override { return columns_[column].indicator == soci::i_null; }
    std::int64_t integer(std::size_t column) const override { return columns_[column].integer; }
    double real(std::size_t column) const override { return columns_[column].real; }
    std::string const& text(std::size_t column) const override { return columns_[column].text; }

    bool in_use = false;

  private:
    soci::statement statement_;
    std::vector<Cell> arguments_;
    std::vector<Cell> columns_;
};

namespace {

/// Marks a kept statement as being read, so that reading it again inside its own loop is noticed.
class Use {
  public:
    explicit Use(bool& flag) : flag_(flag) {
        if (flag_)
            throw Error(ErrorCode::internal, "Something went wrong on our side.",
                        "a statement is run inside its own result loop");
        flag_ = true;
    }
    ~Use() { flag_ = false; }
    Use(Use const&) = delete;
    Use& operator=(Use const&) = delete;

  private:
    bool& flag_;
};

} // namespace

Session::Session(Backend const& backend, Purpose purpose) : backend_(backend) {
    try {
        backend_.open(connection_, purpose);
        if (purpose == Purpose::looking_in || purpose == Purpose::looking_back) {
            backend_.fit(connection_, lens_);
            make_lens_views(*this, purpose == Purpose::looking_back);
        }
    } catch (soci::soci_error const& error) {
        backend_.explain(error);
    }
}

Session::~Session() = default;

std::size_t Session::TextHash::operator()(std::string const& text) const {
    return XXH3_64bits(text.data(), text.size());
}

Session::Kept& Session::kept(std::string_view sql, std::span<Bound const> arguments,
                             std::span<ColumnType const> types) {
    key_.assign(sql);
    key_ += '\n';
    for (Bound const& argument : arguments)
        key_ += static_cast<char>(argument.type);
    key_ += ':';
    for (ColumnType const type : types)
        key_ += static_cast<char>(type);

    auto const found = statements_.find(key_);
    if (found != statements_.end()) return *found->second;
    if (statements_.size() >= most_kept_statements)
        std::erase_if(statements_, [](auto const& entry) { return !entry.second->in_use; });
    auto statement = std::make_unique<Kept>(connection_, sql, arguments, types);
    return *statements_.emplace(key_, std::move(statement)).first->second;
}

void Session::query(std::string_view sql, std::span<Bound const> arguments, std::span<ColumnType const> types,
                    std::function<void(Row const&)> const& visit) {
    Kept& statement = kept(sql, arguments, types);
    std::unique_ptr<Kept> half_read; // outlives `use`, which points into it
    Use const use(statement.in_use);
    statement.bind(arguments);
    try {
        statement.read_all(visit);
    } catch (...) {
        // Kept as it is, it would pin SQLite's snapshot: later readers of this connection would see the past.
        half_read = take(statement);
        throw;
    }
}

std::unique_ptr<Session::Kept> Session::take(Kept const& statement) {
    auto const found = std::ranges::find_if(
        statements_, [&](auto const& entry) { return entry.second.get() == &statement; });
    auto taken = std::move(found->second);
    statements_.erase(found);
    return taken;
}

std::int64_t Session::run(std::string_view sql, std::span<Bound const> arguments) {
    Kept& statement = kept(sql, arguments, {});
    Use const use(statement.in_use);
    statement.bind(arguments);
    return statement.run();
}

void Session::aim(Lens const& lens) {
    lens_ = lens;
    if (backend_.aim_statement().empty()) return;
    std::array<Bound, 2> const bound{Bound(lens_.moment), Bound(lens_.audiences)};
    query(backend_.aim_statement(), bound, std::array{ColumnType::text}, [](Row const&) {});
}

} // namespace legation::store
