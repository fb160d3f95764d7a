#pragma once

#include "kernel/http/request.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What the page of a record says of those who confirmed it.
namespace legation::registry {

/// The actors, in words.
std::string names_of(Presenter const& presenter, std::vector<std::int64_t> const& actors);

/// Fills `{{>register/confirmed.tpl}}`: by whom the record was confirmed and when, whether it was changed
/// since, and, for whoever acts for one of its actors, the button.
void show_confirmations(views::Data& data, Context const& context, http::Request const& request,
                        Presenter const& presenter, RecordView const& view);

/// The same for JSON: a table of who confirmed it and when, and when it last changed.
void add_confirmations(RecordView& view, Context const& context, Presenter const& presenter);

} // namespace legation::registry
