#pragma once

#include "register/presenter.hpp"
#include "register/record_view.hpp"
#include "register/section.hpp"

#include <memory>
#include <string>

namespace legation::registry {

/// The record, place or country that a path names (`/register/us-ca`, `/register/partnerships/{uuid}`;
/// without language prefix), gathered once for as long as the picture stays. Throws Error(not_found).
std::shared_ptr<RecordView const> find_view(Context const& context, Picture const& picture,
                                            Presenter const& presenter, std::string const& path);
/// The same for what is recorded: a place nobody has written about has no history, nothing to follow or to
/// cite.
std::shared_ptr<RecordView const> find_record(Context const& context, Picture const& picture,
                                              Presenter const& presenter, std::string const& path);

} // namespace legation::registry
