#include "register/feeds/discovery.hpp"

#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "kernel/xml.hpp"
#include "register/feeds/changes.hpp"
#include "register/feeds/country_changes.hpp"
#include "register/noun_list.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using http::Language;

constexpr std::string_view sitemap_namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// In two languages 20,000 addresses: within the 50,000 and the 50 MB that sitemaps.org allows in a part.
constexpr std::int64_t records_per_part = 10'000;

/// Pages that are no record. The part of them is named `pages`.
constexpr std::array<std::string_view, 11> other_pages{"/",
                                                       "/register",
                                                       "/register/map",
                                                       "/register/countries",
                                                       "/register/themes",
                                                       "/register/referrals",
                                                       "/register/import",
                                                       "/about-the-data",
                                                       "/developers",
                                                       "/dumps",
                                                       "/accessibility"};

/// Every noun that has pages.
std::vector<records::RecordType const*> nouns_with_pages() {
    std::vector<records::RecordType const*> types{find_noun("actor")};
    for (RecordPage const& page : record_pages())
        types.push_back(find_noun(page.table));
    return types;
}

http::Response xml_answer(XmlWriter& xml, std::string content_type = "application/xml; charset=utf-8") {
    http::Response response;
    response.body = xml.take();
    return response.with("Content-Type", std::move(content_type));
}

void add_page(XmlWriter& xml, std::string const& public_url, std::string_view path,
              std::string_view changed_at) {
    std::string const english = public_url + views::path(Language::en, path);
    std::string const spanish = public_url + views::path(Language::es, path);
    auto const alternate = [&](std::string_view language, std::string const& address) {
        xml.begin("xhtml:link").attribute("rel", "alternate").attribute("hreflang", language);
        xml.attribute("href", address).end();
    };
    for (std::string const& address : {english, spanish}) {
        xml.begin("url").element("loc", address).element_if("lastmod", changed_at);
        alternate("en", english);
        alternate("es", spanish);
        alternate("x-default", english);
        xml.end();
    }
}

/// The pages of countries that are no record themselves: what is recorded with them is there.
void add_countries(XmlWriter& xml, std::string const& public_url, Context const& context) {
    auto const picture = context.pictures.current();
    auto const changed = context.store.read(changed_countries);
    for (ChangedCountry const& country : changed) {
        auto const place = picture->atlas->country(country.code);
        if (!place || picture->roster->of_place(*place) != nullptr) continue;
        add_page(xml, public_url, fmt::format("/register/{}", picture->atlas->entry(*place).slug),
                 country.changed_at);
    }
}

void add_other_pages(XmlWriter& xml, std::string const& public_url) {
    for (std::string_view const path : other_pages)
        add_page(xml, public_url, path, {});
    for (NounList const& list : noun_lists())
        add_page(xml, public_url, fmt::format("/register/{}", list.table), {});
}

/// Throws Error(not_found) for a part that is not there.
void add_records(XmlWriter& xml, store::ReadTransaction& tx, std::string const& public_url,
                 std::string const& address, std::int64_t part) {
    for (records::RecordType const* type : nouns_with_pages()) {
        if (address_of(type->table) != address) continue;
        bool const is_actor = type->name == "actor";
        std::string const folder = is_actor ? "/register/" : fmt::format("/register/{}/", address);
        std::int64_t count = 0;
        tx.each<std::string, std::string>(
            fmt::format("SELECT {}, changed_at FROM {} WHERE {} ORDER BY id LIMIT :limit OFFSET :offset",
                        type->find("slug") == nullptr ? "uuid" : "slug", type->table,
                        records::visible_condition),
            [&](std::string const& name, std::string const& changed_at) {
                ++count;
                add_page(xml, public_url, folder + name, changed_at);
            },
            records_per_part, (part - 1) * records_per_part);
        if (count > 0) return;
    }
    throw Error(ErrorCode::not_found, "The sitemap has no such part: /sitemap.xml lists them.");
}

} // namespace

http::Response sitemap_index(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    std::string const& public_url = context.layout.site().public_url;
    XmlWriter xml;
    xml.begin("sitemapindex").attribute("xmlns", sitemap_namespace);
    auto const add = [&](std::string_view name, std::int64_t part) {
        xml.begin("sitemap")
            .element("loc", fmt::format("{}/sitemaps/{}/{}.xml", public_url, name, part))
            .end();
    };
    add("pages", 1);
    context.store.read([&](store::ReadTransaction& tx) {
        for (records::RecordType const* type : nouns_with_pages()) {
            std::int64_t const parts = (count_visible(tx, *type) + records_per_part - 1) / records_per_part;
            for (std::int64_t part = 1; part <= parts; ++part)
                add(address_of(type->table), part);
        }
    });
    return xml_answer(xml);
}

http::Response sitemap_part(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    std::string const& name = request.parameter("name");
    std::int64_t const part = whole_number(request.parameter("part")).value_or(0);
    constexpr std::int64_t largest = 1'000'000;
    if (part < 1 || part > largest || (name == "pages" && part > 1))
        throw Error(ErrorCode::not_found, "The sitemap has no such part: /sitemap.xml lists them.");
    std::string const& public_url = context.layout.site().public_url;
    XmlWriter xml;
    xml.begin("urlset").attribute("xmlns", sitemap_namespace);
    xml.attribute("xmlns:xhtml", "http://www.w3.org/1999/xhtml");
    if (name == "pages") {
        add_other_pages(xml, public_url);
        add_countries(xml, public_url, context);
    } else {
        context.store.read([&](store::ReadTransaction& tx) { add_records(xml, tx, public_url, name, part); });
    }
    return xml_answer(xml);
}

http::Response robots(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    return http::text(fmt::format("User-agent: *\nDisallow: /search\nDisallow: /es/search\n"
                                  "Disallow: /*?*as_of=\n\nSitemap: {}/sitemap.xml\n",
                                  context.layout.site().public_url));
}

http::Response opensearch_description(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    views::Site const& site = context.layout.site();
    Language const language = request.language;
    // OpenSearch allows 16 characters here. A name that is longer is cut between characters, not within one.
    constexpr std::size_t longest_name = 16;
    std::size_t end = std::min(site.name.size(), longest_name);
    while (end < site.name.size() && (static_cast<unsigned char>(site.name[end]) & 0xC0U) == 0x80U)
        --end;
    std::string const short_name = site.name.substr(0, end);
    std::string const search = site.public_url + views::path(language, site.search_path) + "?q={searchTerms}";
    XmlWriter xml;
    xml.begin("OpenSearchDescription").attribute("xmlns", "http://a9.com/-/spec/opensearch/1.1/");
    xml.element("ShortName", short_name);
    xml.element("Description", context.layout.texts().text(language, site.tagline));
    xml.element("InputEncoding", "UTF-8").element("OutputEncoding", "UTF-8");
    xml.element("Language", views::code(language));
    xml.begin("Url").attribute("type", "text/html").attribute("method", "get");
    xml.attribute("template", search).end();
    xml.begin("Url").attribute("type", "application/opensearchdescription+xml").attribute("rel", "self");
    xml.attribute("template", site.public_url + views::path(language, "/opensearch.xml")).end();
    return xml_answer(xml, "application/opensearchdescription+xml; charset=utf-8");
}

} // namespace legation::registry
