#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/import/upload_run.hpp"

namespace legation::registry {

/// `/register/import`: how people bring their own lists in, and the form for those who may.
http::Response import_page(http::Request const& request, ImportDesk const& desk);
/// `/register/import/{noun}.csv` and `.xlsx`: a table to fill in, with help and an example.
http::Response import_template_file(http::Request const& request, Context const& context);

} // namespace legation::registry
