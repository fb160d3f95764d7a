#pragma once

#include "kernel/views/form.hpp"
#include "register/editing/record_form.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// What is wrong with one answer, in the language of the page; where a name may mean several records, those.
struct FormProblem {
    std::string field, message;
    std::vector<views::Choice> offered = {};
    std::string missing = {}; ///< the name of a government or organization that is not on record
};

struct CheckedForm {
    FormValues values; ///< with keys where names were typed
    std::vector<FormProblem> problems;
};

/// Checks the answers that differ from what is stored; what stands in the record already is never refused
/// (`stored` is empty for a new record). A record may be named by its key, the address of its page, or its
/// name if that means one alone.
CheckedForm check_form(Picture const& picture, Presenter const& presenter, store::ReadTransaction& tx,
                       records::RecordType const& type, std::vector<FormField> const& fields,
                       FormValues const& stored, FormValues const& typed);

} // namespace legation::registry
