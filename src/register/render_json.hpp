#pragma once

#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <string>

namespace legation::registry {

/// A record's page as JSON: the same facts, tables and sources, with codes and dates as they are stored.
std::string to_json(RecordView const& view, Presenter const& presenter);

} // namespace legation::registry
