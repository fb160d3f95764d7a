#pragma once

#include "register/editing/record_form.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <vector>

namespace legation::registry {

/// What is recorded already and may be the same as a new record: of that name, despite typos, or between the
/// same parties. Links with a note.
std::vector<Cell> similar_records(Picture const& picture, Presenter const& presenter,
                                  store::ReadTransaction& tx, records::RecordType const& type,
                                  FormValues const& values);

} // namespace legation::registry
