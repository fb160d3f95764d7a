#pragma once

#include "kernel/http/response.hpp"
#include "kernel/http/router.hpp"
#include "register/presenter.hpp"

#include <string_view>
#include <vector>

namespace legation::registry {

/// What a list or record can be had as besides a page and JSON, in the order of the menu.
std::vector<http::Format> downloads(bool with_points);

/// Fills `{{>register/export.tpl}}`: spreadsheets first. `path` is the page's address with its filter;
/// `is_list` says that its JSON comes in pages, of which the menu offers all.
/// Beside the files stands a form for the same page as of a date.
void show_export_menu(views::Data& data, Presenter const& presenter, std::string_view path, bool is_list,
                      bool with_points);

/// An address with the suffix of a format and, for JSON of a list, all pages:
/// `/register.csv?country=JP`.
std::string address_as(http::Format format, std::string_view path, bool is_list);

} // namespace legation::registry
