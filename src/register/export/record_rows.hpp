#pragma once

#include "kernel/records/sheet.hpp"
#include "kernel/store/store.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// A column of a noun as it goes out: a public field, or what is known from elsewhere.
struct RecordColumn {
    records::SheetColumn sheet;
    records::Field const* field = nullptr; ///< null where it is not a field: `page`, `latitude`
};

/// The columns of every download and of the API: id and page, the public fields, the parties or participants,
/// where it is, under which license and as of when its sources say so, version and last change.
std::vector<RecordColumn> record_columns(records::RecordType const& type);
std::vector<records::SheetColumn> sheet_columns(records::RecordType const& type);

/// Whether its records can be points on a map.
bool has_points(records::RecordType const& type);

/// The address of a record's page: `/register/us-ca`, `/register/partnerships/{uuid}`.
std::string record_path(records::RecordType const& type, std::string_view uuid, std::string_view key);
std::string record_path(records::RecordType const& type, records::Record const& record);

/// Reads records of one noun as rows. References are slugs and keys, never numbers of this database, and
/// nothing that is hidden or meant for a closed audience is named.
class RecordRows {
  public:
    struct Row {
        std::int64_t id = 0;
        records::SheetRow sheet;
    };

    /// `public_url` begins the addresses of pages.
    RecordRows(records::RecordType const& type, std::string public_url);

    std::vector<RecordColumn> const& columns() const { return columns_; }
    /// Visible records that meet a condition, which may end with an order and a limit.
    std::vector<Row> read(store::ReadTransaction& tx, Picture const& picture, std::string_view condition,
                          std::span<store::Bound const> bound) const;

  private:
    class Batch;

    records::RecordType const& type_;
    std::string public_url_;
    std::vector<RecordColumn> columns_;
};

} // namespace legation::registry
