#include "kernel/error.hpp"
#include "kernel/store/session.hpp"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <cstdlib>
#include <utility>

namespace legation::store {

namespace {

PGconn* handle(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

/// A value as COPY's text format has it: tab separates, backslash escapes, \N is null.
void append_copy_text(std::string& line, std::string_view text) {
    for (char const character : text) {
        switch (character) {
        case '\\':
            line += "\\\\";
            break;
        case '\t':
            line += "\\t";
            break;
        case '\n':
            line += "\\n";
            break;
        case '\r':
            line += "\\r";
            break;
        default:
            line += character;
        }
    }
}

void append_copy_value(std::string& line, Value const& value) {
    if (auto const* integer = std::get_if<std::int64_t>(&value)) {
        line += std::to_string(*integer);
    } else if (auto const* real = std::get_if<double>(&value)) {
        line += fmt::format("{}", *real);
    } else if (auto const* text = std::get_if<std::string>(&value)) {
        append_copy_text(line, *text);
    } else {
        line += "\\N";
    }
}

class PostgresqlBackend : public Backend {
  public:
    explicit PostgresqlBackend(std::string url) : url_(std::move(url)) {}

    void open(soci::session& session, Purpose) const override {
        // A server that does not answer must not hold a request for minutes; an own setting in the address
        // wins.
        setenv("PGCONNECT_TIMEOUT", "5", 0);
        try {
            session.open(soci::postgresql, url_);
        } catch (soci::soci_error const& error) {
            // SOCI gives no state for this: 08001 is "the client cannot establish a connection".
            throw soci::postgresql_soci_error(error.what(), "08001");
        }
        run_script(session, "SET client_min_messages = warning; SET TIME ZONE 'UTC';"
                            "SET statement_timeout = '30s'; SET lock_timeout = '10s'");
    }

    void fit(soci::session&, Lens&) const override {
        // A setting of the connection carries the moment: see `aim_statement`.
    }
    std::string_view moment_expression() const override {
        return "current_setting('legation.moment') COLLATE \"C\"";
    }
    std::string sees_expression(std::string_view audience) const override {
        return fmt::format("strpos(current_setting('legation.audiences'), ';' || {} || ';') > 0", audience);
    }
    std::string_view columns_query() const override {
        return "SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE "
               "table_schema = current_schema() ORDER BY table_name, ordinal_position";
    }
    std::string_view aim_statement() const override {
        return "SELECT set_config('legation.moment', :moment, false) || set_config('legation.audiences', "
               ":audiences, false)";
    }

    std::string_view begin_read() const override {
        return "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    }
    void sync() const override {} // its commits wait themselves (synchronous_commit)
    std::string_view begin_write() const override { return "BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE"; }

    bool is_lost_race(soci::soci_error const& error) const override {
        std::string const state = sqlstate(error);
        return state == "40001" || state == "40P01"; // serialization failure, deadlock
    }

    [[noreturn]] void explain(soci::soci_error const& error) const override {
        std::string const state = sqlstate(error);
        std::string const detail = fmt::format("PostgreSQL [{}]: {}", state, error.what());
        std::string_view const group = std::string_view(state).substr(0, 2);
        if (group == "53") // insufficient resources: disk full, out of memory, too many connections
            throw Error(ErrorCode::unavailable,
                        "This hub cannot save right now. Nothing was changed; please try again later.",
                        detail + "; free disk space or connections on the database server");
        if (group == "08" || group == "57" || group == "40" || state == "55P03" ||
            error.get_error_category() == soci::soci_error::connection_error)
            throw Error(ErrorCode::unavailable, "The record is busy. Please try again in a moment.",
                        detail + "; check that the database server runs and accepts this user");
        if (state == "25006") // read-only transaction: a replica, or recovery
            throw Error(ErrorCode::unavailable,
                        "This hub cannot save right now. Nothing was changed; please try again later.",
                        detail + "; the database is read-only: point --database at the primary");
        if (state == "23505") // unique violation
            throw Error(ErrorCode::conflict, std::string(duplicate_message), detail);
        throw Error(ErrorCode::internal, "Something went wrong on our side.", detail);
    }

    void run_script(soci::session& session, std::string const& script) const override {
        check(session, PQexec(handle(session), script.c_str()), PGRES_COMMAND_OK);
    }

    void insert_rows(soci::session& session, std::string_view table,
                     std::span<std::string_view const> columns, std::span<ColumnType const>,
                     std::function<bool(std::vector<Value>& row)> const& next) const override {
        std::string names;
        for (std::string_view const column : columns)
            names += fmt::format("{}{}", names.empty() ? "" : ", ", column);
        check(session, PQexec(handle(session), fmt::format("COPY {} ({}) FROM STDIN", table, names).c_str()),
              PGRES_COPY_IN);
        std::vector<Value> row(columns.size());
        std::string line;
        try {
            while (next(row)) {
                line.clear();
                for (std::size_t i = 0; i < row.size(); ++i) {
                    if (i > 0) line += '\t';
                    append_copy_value(line, row[i]);
                }
                line += '\n';
                if (PQputCopyData(handle(session), line.data(), static_cast<int>(line.size())) != 1)
                    throw soci::postgresql_soci_error(PQerrorMessage(handle(session)), "08006");
            }
        } catch (...) {
            PQputCopyEnd(handle(session), "the rows could not be read");
            while (PGresult* rest = PQgetResult(handle(session)))
                PQclear(rest);
            throw;
        }
        PQputCopyEnd(handle(session), nullptr);
        check(session, PQgetResult(handle(session)), PGRES_COMMAND_OK);
        while (PGresult* rest = PQgetResult(handle(session)))
            PQclear(rest);
    }

    bool is_postgresql() const override { return true; }

  private:
    static std::string sqlstate(soci::soci_error const& error) {
        auto const* known = dynamic_cast<soci::postgresql_soci_error const*>(&error);
        return known == nullptr ? std::string("-----") : known->sqlstate();
    }

    static void check(soci::session& session, PGresult* result, ExecStatusType wanted) {
        ExecStatusType const status = PQresultStatus(result);
        char const* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        std::string const state = field == nullptr ? "08006" : field;
        PQclear(result);
        // A script ends with the status of its last statement, which may also answer rows.
        if (status == wanted || (wanted == PGRES_COMMAND_OK && status == PGRES_TUPLES_OK)) return;
        throw soci::postgresql_soci_error(PQerrorMessage(handle(session)), state.c_str());
    }

    std::string url_;
};

} // namespace

std::unique_ptr<Backend> postgresql_backend(std::string url) {
    return std::make_unique<PostgresqlBackend>(std::move(url));
}

} // namespace legation::store
