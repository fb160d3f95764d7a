#pragma once

#include "kernel/records/record_store.hpp"
#include "register/presenter.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace legation::registry {

/// A record as its page shows it; nothing when it may not be shown.
std::optional<RecordView> visible_view(store::ReadTransaction& tx, Presenter const& presenter,
                                       records::RecordType const& type, std::int64_t id);

/// The records that a list of changes speaks of: each gathered once, however often it changed.
class ChangedViews {
  public:
    ChangedViews(store::ReadTransaction& tx, Presenter const& presenter) : tx_(tx), presenter_(presenter) {}

    /// The record that a change is of; null when the record, or its version, may not be shown.
    RecordView const* of(records::Revision const& change);

  private:
    store::ReadTransaction& tx_;
    Presenter const& presenter_;
    struct Known {
        std::optional<RecordView> view;
        std::set<std::int64_t> open_versions;
    };
    std::map<std::pair<std::string, std::int64_t>, Known> known_;
};

} // namespace legation::registry
