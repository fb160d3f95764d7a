#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/views/data.hpp"
#include "register/import/upload_run.hpp"
#include "register/presenter.hpp"

namespace legation::registry {

/// The part of `/register/import` for those who may edit: the form, and what was brought in lately.
void show_upload_form(views::Data& data, ImportDesk const& desk, Presenter const& presenter,
                      http::Request const& request);

/// Takes a file in and looks at it.
http::Response receive_upload(http::Request const& request, ImportDesk const& desk);
/// How far an upload is, and what its rows come to. Only its owner and moderators see it.
http::Response upload_page(http::Request const& request, ImportDesk const& desk);
/// What its columns are, apply it, discard it.
http::Response act_on_upload(http::Request const& request, ImportDesk const& desk);
http::Response upload_report(http::Request const& request, ImportDesk const& desk);

} // namespace legation::registry
