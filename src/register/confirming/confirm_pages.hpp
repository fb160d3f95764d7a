#pragma once

#include "kernel/http/router.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <vector>

/// That those to whom a record belongs say that it is right: each side of a partnership, and everybody about
/// what is theirs.
namespace legation::registry {

std::vector<http::Route> confirming_routes(Context const& context);

/// Mails a side's members what they are asked to confirm.
jobs::JobHandler ask_to_confirm_handler(Context const& context);

/// Fills `{{>register/confirmed.tpl}}`: by whom the record was confirmed and when, whether it was changed
/// since, and, for whoever acts for one of its actors, the button.
void show_confirmations(views::Data& data, Context const& context, http::Request const& request,
                        Presenter const& presenter, RecordView const& view);

/// The same for JSON: a table of who confirmed it and when, and when it last changed.
void add_confirmations(RecordView& view, Context const& context, Presenter const& presenter);

} // namespace legation::registry
