#pragma once

#include "kernel/files/table_reader.hpp"
#include "register/import/row_source.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Which column of somebody's file is which field: folded heading → field; `-` leaves a column out.
using Mapping = std::map<std::string, std::string>;

/// How headings are compared: without case, accents and signs.
std::string folded_heading(std::string_view heading);

/// Which field a heading is: as the mapping says, or as it is written, by field or label. `-` where it is
/// left out or known to be none; nothing when a person must say. `translate` gives the other language's word
/// for a label.
std::optional<std::string> field_of_heading(std::string const& heading, records::RecordType const& noun,
                                            Mapping const& mapping,
                                            std::function<std::string(std::string_view)> const& translate);

/// The rows of a table whose headings name fields: as in files (`short_name`), as on pages (`Short name`), in
/// another language, or as a mapping says. `state`, `latitude`, `longitude` and `population` may stand beside
/// them, to tell places of one name apart.
class TableSource : public RowSource {
  public:
    /// Throws Error(unprocessable) for a heading that is no field.
    TableSource(std::unique_ptr<files::TableReader> table, records::RecordType const& noun,
                Mapping const& mapping, std::function<std::string(std::string_view)> const& translate,
                std::string const& file_name);

    records::RecordType const& noun() const { return noun_; }
    std::vector<std::string> const& columns() const { return columns_; }
    bool next(ImportRow& row) override;
    double share_read() const override { return table_->share_read(); }

  private:
    enum class Use { cell, evidence, none };
    struct Column {
        Use use = Use::none;
        std::string name;
    };

    Column column_for(std::string const& heading, Mapping const& mapping,
                      std::function<std::string(std::string_view)> const& translate,
                      std::string const& file_name) const;
    void add_evidence(std::string_view name, std::string const& text, Mention& mention, ImportRow& row) const;

    std::unique_ptr<files::TableReader> table_;
    records::RecordType const& noun_;
    std::vector<Column> uses_; ///< by column of the table
    std::vector<std::string> columns_;
    files::TableRow table_row_;
};

/// The columns of a noun's files: its fields, and its parties, participants or identifiers.
std::vector<std::string> file_columns(records::RecordType const& noun);
/// What may stand beside them, to tell places of one name apart, and is no field itself.
std::vector<std::string> evidence_columns_of(records::RecordType const& noun);

} // namespace legation::registry
