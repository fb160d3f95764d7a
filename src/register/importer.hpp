#pragma once

#include "kernel/error.hpp"
#include "kernel/records/csv.hpp"
#include "kernel/records/field.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

struct ImportReport {
    std::int64_t created = 0, changed = 0, unchanged = 0;
};

/// What is wrong with one row: its message names file, line and remedy, the parts serve a report.
class RowError : public Error {
  public:
    RowError(std::string_view file_name, std::size_t line, std::string wrong_column, std::string wrong_value,
             std::string what_is_wrong);

    std::string column, value, problem;
};

/// What a row says is against what is recorded: it, or the record, is about another thing.
class Contradiction : public RowError {
  public:
    using RowError::RowError;
};

enum class RowChange { created, changed, unchanged };

/// Brings the rows of CSV files into the Register, inside one transaction. A row is a record; a column
/// has the name of a field, or of a reference without its `_id` (`actor`, `place`, `network`), which then
/// holds a key or slug. A row whose record is known (by key, or by what it says when its type has none)
/// changes it; the same file twice changes nothing. Errors name the file, the line and the remedy.
class Importer {
  public:
    explicit Importer(store::WriteTransaction& tx) : tx_(tx), writer_(&tx) {}
    /// Finds out what would happen, and stores nothing.
    explicit Importer(store::ReadTransaction& tx) : tx_(tx) {}

    /// All rows of a file or, where one is wrong, none: the error ends the transaction.
    ImportReport import(records::RecordType const& type, records::CsvFile const& file,
                        std::string_view file_name);

    /// By what identifies each, in the order of that.
    using Children = std::map<std::string, std::unique_ptr<records::Record>>;
    struct ChildList {
        records::RecordType const* type = nullptr;
        std::string_view parent_column;
        Children children;
    };
    /// A row that is right: what is to be stored.
    struct Prepared {
        records::RecordType const* type = nullptr;
        std::unique_ptr<records::Record> record;
        std::string identity; ///< tells its record from all others
        std::vector<ChildList> children;
        bool is_needless = false; ///< it is known without a record of it
    };

    /// Reads one row under the file's header. Throws RowError, and stores nothing yet.
    Prepared prepare(records::RecordType const& type, records::CsvFile const& header,
                     records::CsvRow const& cells, std::string_view file_name);
    RowChange apply(Prepared& prepared);

    /// A source that every record of this import names beside its own.
    void add_source(std::string key) { added_source_ = std::move(key); }
    /// What revisions say in place of “imported”.
    void explain(std::string const& comment) {
        created_comment_ = changed_comment_ = removed_comment_ = comment;
    }
    /// From now on what is recorded stays as people have it: rows make what is missing and fill what is
    /// empty.
    void only_add(bool only_adds) { only_adds_ = only_adds; }
    /// The record with that key or slug, or the place; also what is only about to be made.
    std::optional<std::int64_t> find(std::string_view target, std::string const& key);

    /// Whether there is something that a check would have made.
    bool has_imagined() const { return writer_ == nullptr && !known_.empty(); }

  private:
    struct Row;

    void check_header(records::RecordType const& type, records::CsvFile const& file,
                      std::string_view file_name);
    bool wait_for_parent(Row const& row);
    /// Answers whether it set anything.
    bool fill(Row const& row, records::Record& record, std::string& identity);
    std::optional<std::int64_t> find_unkeyed(records::RecordType const& type, records::Record const& record);
    void check_identifier(Row const& row, Prepared& prepared);
    void check_list(Row const& row, records::Field const& field, records::Record const& record);
    void name_source(records::RecordType const& type, records::Record& record,
                     std::string_view stored_sources) const;
    /// Answers whether anything was, or would be, stored.
    bool save(records::RecordType const& type, records::Record& record);
    /// Parties, participants and identifiers stand in a cell of the row they belong to.
    std::vector<ChildList> read_children(Row const& row, records::Record const& record);
    /// Makes the children of a record exactly the wanted ones; what is no longer wanted is hidden.
    bool replace_children(ChildList& list, std::int64_t parent_id);

    store::ReadTransaction& tx_;
    store::WriteTransaction* writer_ = nullptr; ///< null where nothing shall be stored
    std::string added_source_;
    std::string created_comment_ = "imported", changed_comment_ = "imported again",
                removed_comment_ = "no longer in the imported file";
    bool only_adds_ = false;
    std::map<std::string, std::string> codes_; ///< of places, which a check would have given them
    std::map<std::pair<std::string, std::string>, std::int64_t> known_; ///< (type, key) → id
};

} // namespace legation::registry
