#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "kernel/xml.hpp"
#include "register/catalog/catalog_pages.hpp"
#include "register/map/map_pages.hpp"
#include "register/pages.hpp"
#include "register/record_lookup.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

constexpr std::int64_t usual_width = 550;
constexpr std::int64_t usual_height = 220;
constexpr std::int64_t usual_map_width = 800;
constexpr std::int64_t usual_map_height = 500;
constexpr std::size_t longest_summary = 280;

/// A page of ours as another site shows it. The words are those of https://oembed.com.
struct Embed {
    std::string title, html;
    std::string provider_name, provider_url;
    std::int64_t width = usual_width, height = usual_height;
};

/// `maxwidth` and `maxheight`: what the other site has room for.
std::int64_t within(http::Request const& request, std::string_view name, std::int64_t usual) {
    auto const text = request.query.find(name);
    if (!text) return usual;
    auto const most = whole_number(*text);
    if (!most || *most < 1)
        throw filled_error(ErrorCode::bad_request, "“{name}” must be a whole number of pixels.",
                           {{"name", name}});
    return std::min(usual, *most);
}

struct Address {
    http::Language language = http::Language::en;
    std::string path;
    http::Query query;
};

/// Takes the address of one of our pages apart. Throws Error(not_found) for anybody else's.
Address own_address(std::string_view url, std::string_view public_url) {
    bool const is_ours = url.starts_with(public_url) && url.substr(public_url.size()).starts_with('/');
    if (!is_ours) throw Error(ErrorCode::not_found, "Only pages of this site can be shown within others.");
    url.remove_prefix(public_url.size());
    url = url.substr(0, url.find('#'));
    std::size_t const question = std::min(url.find('?'), url.size());
    Address address{http::Language::en, http::parse_path(url.substr(0, question)),
                    http::parse_query(url.substr(std::min(question + 1, url.size())))};
    if (address.path.starts_with("/es/")) {
        address.language = http::Language::es;
        address.path.erase(0, 3);
    }
    while (address.path.ends_with('/'))
        address.path.pop_back();
    return address;
}

std::string shortened(std::string const& text) {
    if (text.size() <= longest_summary) return text;
    std::size_t const blank = text.rfind(' ', longest_summary);
    return blank == std::string::npos ? std::string() : text.substr(0, blank) + " …";
}

/// A quotation that needs no script and no style: what it looks like is up to the other site.
std::string quotation(RecordView const& view, std::string const& address, std::string const& site_name) {
    std::string const summary = shortened(view.lead.empty() ? view.lede : view.lead);
    // What is safe in XML is safe in HTML's text and quoted attributes.
    return fmt::format(
        "<blockquote cite=\"{0}\"><p><a href=\"{0}\">{1}</a></p>{2}<footer>{3}</footer></blockquote>",
        escape_xml(address), escape_xml(view.title),
        summary.empty() ? "" : fmt::format("<p>{}</p>", escape_xml(summary)), escape_xml(site_name));
}

std::string embed_json(Embed const& embed) {
    records::JsonWriter json;
    json.begin_object().member("version", "1.0").member("type", "rich").member("title", embed.title);
    json.member("provider_name", embed.provider_name).member("provider_url", embed.provider_url);
    json.member("html", embed.html).member("width", embed.width).member("height", embed.height);
    return json.end_object().take();
}

std::string embed_xml(Embed const& embed) {
    XmlWriter xml;
    xml.begin("oembed").element("version", "1.0").element("type", "rich").element("title", embed.title);
    xml.element("provider_name", embed.provider_name).element("provider_url", embed.provider_url);
    xml.element("html", embed.html).element("width", std::to_string(embed.width));
    xml.element("height", std::to_string(embed.height));
    return xml.take();
}

bool is_map(std::string_view path) {
    return path == "/register/map" || path == "/embed/map";
}

/// The map in a frame, narrowed as the page was.
Embed embedded_map(http::Request const& request, views::Site const& site, Presenter const& presenter,
                   http::Query const& query) {
    std::int64_t const width = within(request, "maxwidth", usual_map_width);
    std::int64_t const height = within(request, "maxheight", usual_map_height);
    ActorFilter const filter = parse_actor_filter(query, presenter.roster());
    return {presenter.text("Map of city and state diplomacy"),
            map_frame(site, presenter, filter, width, height),
            site.name,
            site.public_url,
            width,
            height};
}

Embed embedded_record(http::Request const& request, views::Site const& site, Presenter const& presenter,
                      RecordView const& view) {
    std::string const page = site.public_url + localized(presenter.language(), view.path);
    return {view.title,
            quotation(view, page, site.name),
            site.name,
            site.public_url,
            within(request, "maxwidth", usual_width),
            within(request, "maxheight", usual_height)};
}

} // namespace

std::string oembed_address(views::Site const& site, std::string const& page) {
    return fmt::format("{0}/oembed?format=json&url={1}", site.public_url,
                       http::percent_encode(site.public_url + page));
}

http::Response oembed(http::Request const& request, Context const& context) {
    allow_parameters(request, {"url", "format", "maxwidth", "maxheight"});
    auto const url = request.query.find("url");
    if (!url || url->empty())
        throw Error(ErrorCode::bad_request, "Say which page to show: /oembed?url=… with the page's address.");
    std::string_view const format = request.query.find("format").value_or("json");
    if (format != "json" && format != "xml")
        return http::text("This format is not offered: json and xml are.\n", 501);

    views::Site const& site = context.layout.site();
    Address const address = own_address(*url, site.public_url);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, address.language, *picture);
    Embed const embed = is_map(address.path)
                            ? embedded_map(request, site, presenter, address.query)
                            : embedded_record(request, site, presenter,
                                              *find_record(context, *picture, presenter, address.path));
    http::Response response = http::json(embed_json(embed));
    if (format == "xml") {
        response = http::Response();
        response.body = embed_xml(embed);
        response.with("Content-Type", "text/xml; charset=utf-8");
    }
    return response.with("Access-Control-Allow-Origin", "*");
}

} // namespace legation::registry
