#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/views/views.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::views {

/// A link in the main menu or the footer. The label is English marked with `tr_noop`.
struct NavigationItem {
    std::string label = {};
    std::string path = {};
    std::string section = {}; ///< in the menu: `PageInfo::section` of the pages below it
};

/// What a form of somebody who has not signed in is sent with: the hidden field's value, and the cookie that
/// it belongs to.
struct NewFormToken {
    std::string token, cookie;
};

/// What every page of this hub shares. The program fills it: the kernel knows no section.
struct Site {
    std::string name = "Legation";
    std::string tagline{tr_noop("The open hub for city and state diplomacy")};
    std::string public_url = {}; ///< such as `https://hub.example.org`, without a slash at the end
    std::vector<NavigationItem> navigation = {};
    std::vector<NavigationItem> footer = {};
    std::string search_path = "/search";
    std::string suggest_path = "/search.json"; ///< answers `?suggest=1&q=…`
    std::string sign_in_path = {};             ///< empty: nobody can sign in
    std::string sign_out_path = {};            ///< takes a form
    std::string account_path = {};
    std::function<NewFormToken()> new_form_token = {};
};

/// A step of the trail above a page; the last one is the page itself and needs no path.
struct Breadcrumb {
    std::string label = {};
    std::string path = {};
};

/// What a page says about itself. Texts are in the page's language, paths without language prefix.
struct PageInfo {
    std::string title = {}; ///< without the site's name; empty only on the home page
    std::string description = {};
    std::string path = {};    ///< the canonical address; a page without one is kept out of search engines
    std::string section = {}; ///< which entry of the menu is current
    std::vector<Breadcrumb> breadcrumbs = {};
    std::string search_text = {};  ///< what the search field shows
    std::string json_path = {};    ///< the same page as JSON, for `<link rel="alternate">`
    std::string feed_path = {};    ///< the changes of what the page shows, as an Atom feed
    std::string oembed_url = {};   ///< how another site can show the page: a whole address
    std::string json_ld = {};      ///< a schema.org JSON text
    bool has_header_search = true; ///< false where the page has a search form of its own
};

/// The frame around every page: head, masthead, menu, trail, search and footer. Safe to use from many
/// threads.
class Layout {
  public:
    Layout(Views const& views, Site site) : views_(views), site_(std::move(site)) {}

    /// The whole page: `body_template` within `layout.tpl`. Names that begin with `PAGE_` and `SITE_` are the
    /// layout's; the body may use them too, such as `{{PAGE_TITLE}}`.
    http::Response page(http::Request const& request, PageInfo const& info, std::string_view body_template,
                        Data data, int status = 200) const;

    Views const& views() const { return views_; }
    Texts const& texts() const { return views_.texts(); }
    Site const& site() const { return site_; }

  private:
    Views const& views_;
    Site site_;
};

/// The address of the same page in that language, query included.
std::string in_other_language(http::Request const& request, http::Language language);

} // namespace legation::views
