#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/records/record_store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace legation::registry {

/// Every change of one record, newest first.
struct History {
    records::RecordType const* type = nullptr;
    std::string title, path;
    std::vector<Cell> trail;
    std::vector<records::Revision> revisions;
    std::map<std::int64_t, std::string> without_words; ///< versions that words were erased from, and when
    std::vector<std::int64_t> owners;                  ///< actors that may take versions back
};

/// What was before and after a change is in the form of an export: references by slugs and keys.
History history_of(store::ReadTransaction& tx, Presenter const& presenter, RecordView const& view);
/// A row for each field that a revision changed.
Table history_table(History const& history, Presenter const& presenter);

/// Takes out of a revision what is private or hidden, and names by slugs and keys what it refers to. What
/// shows changes expects that.
void publish(store::ReadTransaction& tx, Presenter const& presenter, records::RecordType const& type,
             records::Revision& revision);
/// Fills `{{>register/changes.tpl}}`: what one revision changed, public fields only.
void show_revision_changes(views::Data& data, Presenter const& presenter, records::RecordType const& type,
                           records::Revision const& revision);

http::Response show_history(Context const& context, http::Request const& request, Presenter const& presenter,
                            History const& history);

} // namespace legation::registry
