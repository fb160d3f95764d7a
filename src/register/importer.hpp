#pragma once

#include "kernel/records/csv.hpp"
#include "kernel/records/field.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace legation::registry {

struct ImportReport {
    std::int64_t created = 0, changed = 0, unchanged = 0;
};

/// Brings the rows of CSV files into the Register, inside one write transaction. A row is a record; a column
/// has the name of a field, or of a reference without its `_id` (`actor`, `place`, `network`), which then
/// holds a key or slug. A row whose record is known (by key, or by what it says when its type has none)
/// changes it; the same file twice changes nothing. Errors name the file, the line and the remedy, and
/// nothing of the file is kept.
class Importer {
  public:
    explicit Importer(store::WriteTransaction& tx) : tx_(tx) {}

    ImportReport import(records::RecordType const& type, records::CsvFile const& file,
                        std::string_view file_name);

  private:
    struct Row;
    using Lines = std::map<std::string, std::size_t>; ///< where each record of a file stands

    void check_header(records::RecordType const& type, records::CsvFile const& file,
                      std::string_view file_name);
    bool wait_for_parent(Row const& row);
    void import_row(Row const& row, Lines& lines, ImportReport& report);
    void fill(Row const& row, records::Record& record, std::string& identity);
    void check_list(Row const& row, records::Field const& field, records::Record const& record);
    std::unique_ptr<records::Record> stored(records::RecordType const& type, std::int64_t id);
    /// Answers whether anything was stored.
    bool save(records::RecordType const& type, records::Record& record);
    /// Parties, participants and identifiers stand in a cell of the row they belong to.
    bool import_children(Row const& row, records::Record const& record);
    /// By what identifies each, in the order of that.
    using Children = std::map<std::string, std::unique_ptr<records::Record>>;
    /// Makes the children of a record exactly the wanted ones; what is no longer wanted is hidden.
    bool replace_children(records::RecordType const& type, std::string_view parent_column,
                          std::int64_t parent_id, Children& wanted);
    std::optional<std::int64_t> find(std::string_view target, std::string const& key);

    store::WriteTransaction& tx_;
    std::map<std::pair<std::string, std::string>, std::int64_t> known_; ///< (type, key) → id
};

} // namespace legation::registry
