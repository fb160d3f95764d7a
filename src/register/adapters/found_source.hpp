#pragma once

#include "register/adapters/found_file.hpp"
#include "register/adapters/found_row.hpp"
#include "register/import/row_source.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace legation::registry {

/// The records that the rows of a found file speak of, each name decided about on all processors. What was
/// recorded before stays as people have it.
class FoundSource : public RowSource {
  public:
    /// The reconciler must live as long as this. Throws Error(unprocessable) when it is not such a file.
    FoundSource(Adapter const& adapter, FoundTable table, Reconciler const& reconciler,
                std::string const& file_name);

    bool next(ImportRow& row) override;
    double share_read() const override;
    bool only_adds() const override { return true; }

    std::size_t size() const { return rows_.size(); }

  private:
    void decide_next();
    void translate_next();

    Reconciler const& reconciler_;
    std::vector<FoundRow> rows_;
    std::size_t decided_ = 0; ///< how many
    std::size_t at_ = 0;
    std::vector<ImportRow> translated_; ///< of one row
    std::size_t given_ = 0;             ///< how many of them
};

} // namespace legation::registry
