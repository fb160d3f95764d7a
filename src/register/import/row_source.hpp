#pragma once

#include "kernel/records/field.hpp"
#include "register/reconcile/reconciler.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace legation::registry {

/// One record that a row of a file speaks of. A row of a found file may speak of several: they have one line.
struct ImportRow {
    std::size_t line = 0; ///< in the file
    records::RecordType const* noun = nullptr;
    /// Names of fields as they stand in files (`actor`, not `actor_id`), and of the lists of children:
    /// `parties`, `participants`, `identifiers`.
    std::vector<std::string> columns;
    std::vector<std::string> cells; ///< in the order of `columns`
    /// What the file says about the actors and places that a cell names, besides their names: by column, one
    /// for each entry of its cell; `parties` of a partnership has two.
    std::map<std::string, std::vector<Mention>, std::less<>> mentions;
    /// Where the source has decided about them already, what it decided.
    std::map<std::string, std::vector<Verdict>, std::less<>> verdicts;
    std::string problem; ///< why the row cannot be used; it is then rejected with these words
    std::string skip;    ///< why the row says nothing that is recorded; it is then passed over
};

/// Where the rows of an import come from: a table whose header names fields, or a file found in the world,
/// whose rows are translated into those of nouns.
class RowSource {
  public:
    virtual ~RowSource() = default;

    /// Fills the next row; false at the end. Lines never go back.
    virtual bool next(ImportRow& row) = 0;
    /// From 0 to 1, for a progress bar.
    virtual double share_read() const = 0;
    /// Whether what is recorded already stays as people have it: rows then only make what is missing and fill
    /// what is empty.
    virtual bool only_adds() const { return false; }

  protected:
    RowSource() = default;
    RowSource(RowSource const&) = default;
    RowSource& operator=(RowSource const&) = default;
};

} // namespace legation::registry
