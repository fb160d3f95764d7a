#pragma once

#include "kernel/views/layout.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <string>

/// What pages say to search engines and other machines, in the words of https://schema.org.
namespace legation::registry {

/// The thing a page is about and the trail that leads to it.
std::string record_json_ld(views::Site const& site, Presenter const& presenter, RecordView const& view);
/// A list as a data set, with its files.
std::string list_json_ld(views::Site const& site, Presenter const& presenter, views::PageInfo const& info);
/// The hub itself, and how to search it.
std::string site_json_ld(views::Site const& site, Presenter const& presenter);

} // namespace legation::registry
