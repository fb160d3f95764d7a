#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>

namespace legation::registry {

/// One version of any record as it stood, at an address that stays, with what changed in it.
http::Response version_page(http::Request const& request, Context const& context);
/// Any two versions of a record side by side: `from` and `to`.
http::Response comparison_page(http::Request const& request, Context const& context);

/// Fills `{{#COMPARE}}`: a form that asks for two of the versions of a record.
void show_comparison_form(views::Data& data, Presenter const& presenter, std::string const& record_path,
                          std::int64_t latest, std::int64_t from, std::int64_t to);

} // namespace legation::registry
