#pragma once

#include "kernel/records/field.hpp"
#include "register/reconcile/reconciler.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace legation::registry {

/// One row of a file as the fields of one noun.
struct ImportRow {
    std::size_t line = 0;           ///< in the file
    std::vector<std::string> cells; ///< in the order of `RowSource::columns`
    /// What the file says about the actors and places that a cell names, besides their names: by column, one
    /// for each entry of its cell; `parties` of a partnership has two.
    std::map<std::string, std::vector<Mention>, std::less<>> mentions;
    std::string problem; ///< why the row cannot be used; it is then rejected with these words
    std::string skip;    ///< why the row says nothing for this noun; it is then passed over
};

/// Where the rows of an import come from: a table whose header names fields, or an adapter, which is a
/// TableReader and a translation of its rows to those of one noun.
class RowSource {
  public:
    virtual ~RowSource() = default;

    virtual records::RecordType const& noun() const = 0;
    /// Names of fields as they stand in files (`actor`, not `actor_id`), and of the lists of children:
    /// `parties`, `participants`, `identifiers`.
    virtual std::vector<std::string> const& columns() const = 0;
    /// Fills the next row; false at the end.
    virtual bool next(ImportRow& row) = 0;
    /// From 0 to 1, for a progress bar.
    virtual double share_read() const = 0;

  protected:
    RowSource() = default;
    RowSource(RowSource const&) = default;
    RowSource& operator=(RowSource const&) = default;
};

} // namespace legation::registry
