#pragma once

#include "kernel/http/request.hpp"
#include "kernel/store/store.hpp"
#include "register/export/record_rows.hpp"
#include "register/section.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a call of the API asks for. The same lists that read a call describe it in `/api/openapi.json`.
namespace legation::registry::api {

inline constexpr std::int64_t usual_limit = 50;
inline constexpr std::int64_t largest_limit = 200;

/// The nouns that the API gives: those that have pages of their own.
std::vector<records::RecordType const*> const& collections();

/// The fields by which a noun's records are narrowed: codes, slugs, countries, references and lists of keys.
std::vector<records::Field const*> filters_of(records::RecordType const& type);
/// What its records can be sorted by, each also with a minus before it; `id` is the order of recording.
std::vector<std::string> sorts_of(records::RecordType const& type);

/// Where a page of the list begins: after that record. Opaque to clients.
struct Cursor {
    std::string sort; ///< the order that it belongs to
    std::string value;
    std::int64_t id = 0;
};
std::string to_text(Cursor const& cursor);
/// Throws Error(bad_request) for anything that `to_text` did not make.
Cursor parse_cursor(std::string_view text);

/// The conditions of a list, as SQL with the values that are bound to it.
class ListQuery {
  public:
    /// Reads the parameters. Throws Error(bad_request) that names the parameter at fault.
    ListQuery(records::RecordType const& type, http::Request const& request);

    /// Adds what must be looked up: references by their keys.
    void resolve(store::ReadTransaction& tx, Picture const& picture);

    std::int64_t total(store::ReadTransaction& tx) const;
    /// Up to one row more than the limit, which tells that there is another page.
    std::vector<RecordRows::Row> read(store::ReadTransaction& tx, Picture const& picture,
                                      RecordRows const& rows) const;

    std::int64_t limit() const { return limit_; }
    /// The column names of `fields`; empty for all.
    std::vector<std::string> const& fields() const { return fields_; }
    /// The cursor for the page after the one that ends with this row.
    std::string cursor_after(RecordRows const& rows, RecordRows::Row const& last) const;
    /// The address of this list from a cursor on, or from its start.
    std::string path(std::string_view cursor) const;

  private:
    struct Narrowing {
        records::Field const* field;
        std::string value;
    };

    void read_parameter(std::string const& name, std::string const& value);
    void read_sort(std::string const& value);
    void add_filter(store::ReadTransaction& tx, Picture const& picture, Narrowing const& narrowing);
    void add(std::string_view condition, store::Value value, store::ColumnType column_type);
    std::string next_name() const;
    std::vector<store::Bound> bound() const;
    std::string order_expression() const;

    records::RecordType const& type_;
    std::string path_;
    std::vector<http::Query::Pair> kept_; ///< parameters that every page of the list has
    std::vector<Narrowing> narrowings_;
    std::string updated_since_;
    std::string sort_ = "id";
    bool is_descending_ = false;
    std::int64_t limit_ = usual_limit;
    std::vector<std::string> fields_;
    std::vector<Cursor> cursor_; ///< at most one

    std::string condition_;
    std::vector<std::pair<store::Value, store::ColumnType>> values_;
};

/// The columns that `fields` names. Throws Error(bad_request) for a name that is none.
std::vector<std::string> parse_fields(records::RecordType const& type, std::string_view text);

/// The chosen cells of a row, and `id`, which is always there.
void write_item(records::JsonWriter& json, std::vector<RecordColumn> const& columns,
                std::vector<std::string> const& chosen, records::SheetRow const& row);

} // namespace legation::registry::api
