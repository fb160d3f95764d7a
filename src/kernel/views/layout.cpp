#include "kernel/views/layout.hpp"

#include "kernel/views/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace legation::views {

using http::Language;

namespace {

Language other(Language language) {
    return language == Language::en ? Language::es : Language::en;
}

void add_head(Data& data, Site const& site, Texts const& texts, http::Request const& request,
              PageInfo const& info) {
    auto const language = request.language;
    data.set("SITE_NAME", site.name);
    data.set("SITE_TAGLINE", texts.text(language, site.tagline));
    data.set_shown("PAGE_TITLE", info.title);
    if (info.title.empty()) data.show("PAGE_IS_HOME");
    data.set_shown("PAGE_DESCRIPTION", info.description);
    if (request.as_of.empty()) data.set_shown("PAGE_JSON_LD", info.json_ld); // which speaks of now
    if (info.path.empty() || !request.as_of.empty()) {
        data.show("PAGE_NOT_INDEXED");
    } else {
        auto const address = [&](Language in) { return site.public_url + path(in, info.path); };
        auto canonical = data.add("PAGE_CANONICAL");
        canonical.set("PAGE_CANONICAL_URL", address(language));
        canonical.set("PAGE_ENGLISH_URL", address(Language::en));
        canonical.set("PAGE_SPANISH_URL", address(Language::es));
    }
    if (!info.json_path.empty()) data.set_shown("PAGE_JSON_URL", path(language, info.json_path));
    data.set_shown("PAGE_OEMBED_URL", info.oembed_url);
    if (!info.feed_path.empty()) data.set_shown("PAGE_FEED_URL", path(language, info.feed_path));
}

/// The page says plainly that it shows the past, and where the present is.
void add_moment(Data& data, http::Request const& request) {
    if (request.as_of.empty()) return;
    auto const language = request.language;
    auto moment = data.add("PAGE_AS_OF");
    moment.set("PAGE_MOMENT", shown_moment(language, request.as_of));
    std::string today = path(language, request.path);
    char separator = '?';
    for (auto const& [name, value] : request.query.pairs()) {
        today += fmt::format("{}{}={}", separator, http::percent_encode(name), http::percent_encode(value));
        separator = '&';
    }
    moment.set("PAGE_TODAY_URL", today);
}

void set_link(Data& link, Texts const& texts, Language language, NavigationItem const& item) {
    link.set("SITE_LINK_LABEL", texts.text(language, item.label));
    link.set("SITE_LINK_URL", path(language, item.path));
}

void add_masthead(Data& data, Site const& site, Texts const& texts, http::Request const& request,
                  PageInfo const& info) {
    auto const language = request.language;
    for (auto const& item : site.navigation) {
        auto link = data.add("SITE_NAVIGATION");
        set_link(link, texts, language, item);
        if (item.section == info.section)
            link.add("SITE_LINK_CURRENT")
                .set("SITE_LINK_CURRENT_KIND", item.path == info.path ? "page" : "true");
    }
    for (auto const& item : site.footer) {
        auto link = data.add("SITE_FOOTER");
        set_link(link, texts, language, item);
    }
    data.set("SITE_SEARCH_URL", path(language, site.search_path));
    data.set("SITE_SUGGEST_URL", path(language, site.suggest_path));
    data.set("PAGE_SEARCH_TEXT", info.search_text);
    if (info.has_header_search) data.show("PAGE_HEADER_SEARCH");
    data.set("PAGE_OTHER_LANGUAGE_URL", in_other_language(request, other(language)));
    data.show(language == Language::en ? "PAGE_OFFER_SPANISH" : "PAGE_OFFER_ENGLISH");
}

void add_viewer(Data& data, Site const& site, http::Request const& request) {
    auto const language = request.language;
    if (request.viewer.is_signed_in()) {
        auto viewer = data.add("SITE_VIEWER");
        viewer.set("SITE_VIEWER_NAME", request.viewer.name);
        viewer.set("SITE_ACCOUNT_URL", path(language, site.account_path));
        auto session = data.add("SITE_SESSION");
        session.set("SITE_SESSION_ENDS", timestamp(language, request.viewer.ends_at));
        // Not the time of the end: the clock of somebody's device may be wrong by hours.
        session.set("SITE_SESSION_LASTS", (request.viewer.ends_at - request.viewer.seen_at).count());
        session.set("SITE_SESSION_URL", path(language, site.account_path));
        viewer.set("SITE_SIGN_OUT_URL", path(language, site.sign_out_path));
    } else if (!site.sign_in_path.empty()) {
        data.add("SITE_SIGN_IN").set("SITE_SIGN_IN_URL", path(language, site.sign_in_path));
    }
}

void add_breadcrumbs(Data& data, Language language, std::vector<Breadcrumb> const& breadcrumbs) {
    if (breadcrumbs.empty()) return;
    auto trail = data.add("PAGE_BREADCRUMBS");
    for (auto const& crumb : breadcrumbs) {
        bool const is_page = &crumb == &breadcrumbs.back();
        auto step = trail.add(is_page ? "PAGE_BREADCRUMB_HERE" : "PAGE_BREADCRUMB");
        step.set("PAGE_BREADCRUMB_LABEL", crumb.label);
        if (!is_page) step.set("PAGE_BREADCRUMB_URL", path(language, crumb.path));
    }
}

} // namespace

http::Response Layout::page(http::Request const& request, PageInfo const& info,
                            std::string_view body_template, Data data, int status) const {
    add_head(data, site_, texts(), request, info);
    add_moment(data, request);
    add_masthead(data, site_, texts(), request, info);
    add_viewer(data, site_, request);
    add_breadcrumbs(data, request.language, info.breadcrumbs);
    bool const has_form = views_.has_form(body_template);
    NewFormToken form{request.viewer.form_token, {}};
    if (has_form && form.token.empty() && site_.new_form_token) form = site_.new_form_token();
    data.set_global("FORM_TOKEN", form.token);
    auto response = http::html(views_.render_page(request.language, body_template, data), status);
    if (has_form) response.with("Cache-Control", "private, no-store");
    if (!form.cookie.empty()) response.with("Set-Cookie", std::move(form.cookie));
    response.with("Content-Language", std::string(code(request.language)));
    return response;
}

std::string in_other_language(http::Request const& request, Language language) {
    std::string_view target = request.target;
    bool const is_spanish = target == "/es" || target.starts_with("/es/") || target.starts_with("/es?");
    if (is_spanish) target.remove_prefix(3);
    // One slash at the start: "//host" would lead to another site.
    while (target.starts_with("//"))
        target.remove_prefix(1);
    auto const query = target.substr(std::min(target.find('?'), target.size()));
    auto const page = target.substr(0, target.size() - query.size());
    // Anything but a path, such as a proxy's "http://…" or "*", has no other language: the home page does.
    return path(language, page.starts_with('/') ? page : "/") + std::string(query);
}

} // namespace legation::views
