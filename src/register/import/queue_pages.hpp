#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/import/upload_run.hpp"

namespace legation::registry {

/// The rows of imports that wait for a person, with what each may mean.
http::Response import_queue_page(http::Request const& request, ImportDesk const& desk);
/// Decides about those of the page that somebody chose something for, or about all that a filter finds.
http::Response decide_about_rows(http::Request const& request, ImportDesk const& desk);

} // namespace legation::registry
