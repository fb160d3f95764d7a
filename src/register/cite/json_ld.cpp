#include "register/cite/json_ld.hpp"

#include "kernel/records/json.hpp"
#include "kernel/views/format.hpp"
#include "register/actor.hpp"
#include "register/export/export_menu.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using records::JsonWriter;

/// What a noun is in schema.org. Agreements, promises and practices have no class there: their page says what
/// it is about instead of claiming to be something it is not.
struct SchemaClass {
    std::string_view type, name;
};
constexpr std::array classes{
    SchemaClass{"activity", "Event"},        SchemaClass{"edition", "Event"},
    SchemaClass{"convening", "EventSeries"}, SchemaClass{"person", "Person"},
    SchemaClass{"theme", "DefinedTerm"},     SchemaClass{"source", "CreativeWork"},
    SchemaClass{"presence", "Organization"}, SchemaClass{"international_office", "GovernmentOrganization"}};

/// Writes the thing that one page is about.
class Thing {
  public:
    Thing(views::Site const& site, Presenter const& presenter, RecordView const& view, JsonWriter& json)
        : site_(site), presenter_(presenter), view_(view), json_(json) {}

    void write() {
        std::string const page = address(view_.path);
        json_.begin_object().member("@type", class_name()).member("@id", page).member("name", view_.title);
        if (is("actor")) {
            write_organization();
        } else if (view_.type == nullptr) {
            write_place();
        } else if (is("activity") || is("edition")) {
            write_event();
        } else if (is("convening")) {
            write_series();
        } else if (is("person")) {
            json_.member_if("jobTitle", view_.lead);
            write_linked("worksFor", "Organization", cells_of_fact("actor"));
        } else if (is("source")) {
            write_source();
        } else if (is("theme")) {
            json_.member("inDefinedTermSet", address("/register/themes"))
                .member_if("description", view_.lead);
        } else if (is("presence") || is("international_office")) {
            write_linked("parentOrganization", "Organization", cells_of_fact("actor"));
        } else {
            write_about();
        }
        if (!is("actor") && !is("source")) json_.member("url", page);
        json_.member("mainEntityOfPage", page).end_object();
    }

  private:
    bool is(std::string_view type) const { return view_.type != nullptr && view_.type->name == type; }

    std::string address(std::string_view path) const {
        return path.starts_with('/') ? site_.public_url + views::path(presenter_.language(), path)
                                     : std::string(path);
    }

    std::string_view class_name() const {
        if (is("actor")) return is_government(raw("kind")) ? "GovernmentOrganization" : "Organization";
        if (view_.type == nullptr) {
            std::string_view const kind = raw("kind");
            if (kind == "country") return "Country";
            if (kind == "state") return "State";
            return kind == "place" || kind == "city" ? "Place" : "AdministrativeArea";
        }
        for (SchemaClass const& known : classes)
            if (known.type == view_.type->name) return known.name;
        return "WebPage";
    }

    std::vector<Cell> const* cells_of_fact(std::string_view key) const {
        for (auto const* facts : {&view_.json_only, &view_.facts})
            for (Fact const& fact : *facts)
                if (fact.key == key) return &fact.values;
        return nullptr;
    }

    /// The code, date or text of a fact; empty when it is not recorded.
    std::string_view raw(std::string_view key) const {
        auto const* cells = cells_of_fact(key);
        if (cells == nullptr || cells->empty()) return {};
        Cell const& cell = cells->front();
        return cell.raw.empty() ? cell.text : cell.raw;
    }

    Cell const* identifier(std::string_view key) const {
        for (Card const& card : view_.cards)
            if (card.key == "identifiers")
                for (Fact const& fact : card.facts)
                    if (fact.key == key && !fact.values.empty()) return &fact.values.front();
        return nullptr;
    }

    void write_link(std::string_view type, Cell const& cell) {
        json_.begin_object().member("@type", type).member("name", cell.text);
        if (!cell.path.empty()) json_.member("url", address(cell.path));
        json_.end_object();
    }

    void write_linked(std::string_view key, std::string_view type, std::vector<Cell> const* cells) {
        if (cells == nullptr || cells->empty()) return;
        json_.key(key).begin_array();
        for (Cell const& cell : *cells)
            write_link(type, cell);
        json_.end_array();
    }

    /// The first column of a table as a list of things.
    void write_rows(std::string_view key, std::string_view type, std::string_view table_key) {
        std::vector<Cell> cells;
        for (Table const& table : view_.tables)
            if (table.key == table_key)
                for (auto const& row : table.rows)
                    cells.push_back(row.front());
        write_linked(key, type, &cells);
    }

    void write_coordinates() {
        Cell const* coordinates = identifier("coordinates");
        if (coordinates == nullptr) return;
        std::string const& text = coordinates->text;
        std::size_t const comma = text.find(", ");
        if (comma == std::string::npos) return;
        json_.key("geo").begin_object().member("@type", "GeoCoordinates");
        json_.member("latitude", std::stod(text.substr(0, comma)));
        json_.member("longitude", std::stod(text.substr(comma + 2))).end_object();
    }

    void write_identifiers() {
        static constexpr std::array<std::string_view, 1> elsewhere{"coordinates"};
        bool has_any = false;
        for (Card const& card : view_.cards) {
            if (card.key != "identifiers") continue;
            for (Fact const& fact : card.facts) {
                if (fact.values.empty() || std::ranges::find(elsewhere, fact.key) != elsewhere.end())
                    continue;
                if (!has_any) json_.key("identifier").begin_array();
                has_any = true;
                json_.begin_object().member("@type", "PropertyValue").member("propertyID", fact.label);
                json_.member("value", fact.values.front().text).end_object();
            }
        }
        if (has_any) json_.end_array();
    }

    /// Where it is: the last step of the trail that is a place.
    void write_container(std::string_view key) {
        if (view_.trail.size() < 2) return;
        json_.key(key);
        write_link("AdministrativeArea", view_.trail.back());
    }

    void write_organization() {
        std::string_view const website = raw("website");
        json_.member("url", website.empty() ? address(view_.path) : std::string(website));
        json_.member_if("alternateName", raw("short_name")).member_if("description", view_.lead);
        json_.member_if("foundingDate", raw("founded"));
        if (std::string_view const country = raw("country"); !country.empty())
            json_.key("address")
                .begin_object()
                .member("@type", "PostalAddress")
                .member("addressCountry", country)
                .end_object();
        if (identifier("coordinates") != nullptr) {
            json_.key("location").begin_object().member("@type", "Place").member("name", view_.title);
            write_coordinates();
            write_container("containedInPlace");
            json_.end_object();
        }
        write_identifiers();
        write_rows("memberOf", "Organization", "memberships");
        write_rows("subOrganization", "Organization", "parts");
    }

    void write_place() {
        write_coordinates();
        write_identifiers();
        write_container("containedInPlace");
    }

    void write_event() {
        json_.member_if("description", view_.lead).member_if("startDate", raw("starts"));
        json_.member_if("endDate", raw("ends"));
        Cell const* where = nullptr;
        if (is("activity") && view_.meta.size() > 1) where = &view_.meta.back();
        for (std::string_view const key : {"country", "place"})
            if (auto const* cells = cells_of_fact(key);
                !is("activity") && cells != nullptr && !cells->empty())
                where = &cells->front();
        if (where != nullptr && !where->path.empty()) {
            json_.key("location");
            write_link("Place", *where);
        }
        write_rows("attendee", "Organization", "participants");
        if (is("edition")) write_linked("superEvent", "EventSeries", cells_of_fact("convening"));
    }

    void write_series() {
        json_.member_if("alternateName", raw("short_name")).member_if("description", view_.lead);
        write_linked("organizer", "Organization", cells_of_fact("organizers"));
        if (std::string_view const website = raw("website"); !website.empty())
            json_.member("sameAs", website);
        write_rows("subEvent", "Event", "editions");
    }

    void write_source() {
        json_.member_if("url", raw("url")).member_if("datePublished", raw("published"));
        json_.member_if("license", raw("license"));
        write_linked("author", "Person", cells_of_fact("author"));
        if (std::string_view const publisher = raw("publisher"); !publisher.empty())
            json_.key("publisher")
                .begin_object()
                .member("@type", "Organization")
                .member("name", publisher)
                .end_object();
    }

    void write_about() {
        json_.member_if("description", view_.lead).member("inLanguage", views::code(presenter_.language()));
        json_.member_if("dateModified", view_.changed_at);
        write_rows("about", "Organization", "parties");
        for (std::string_view const key : {"actor", "member", "offered_by"})
            if (auto const* cells = cells_of_fact(key); cells != nullptr && !cells->empty())
                return write_linked("about", "Organization", cells);
    }

    views::Site const& site_;
    Presenter const& presenter_;
    RecordView const& view_;
    JsonWriter& json_;
};

void write_trail(JsonWriter& json, views::Site const& site, Presenter const& presenter,
                 std::vector<views::Breadcrumb> const& trail, std::string_view own_path) {
    json.begin_object().member("@type", "BreadcrumbList").key("itemListElement").begin_array();
    std::int64_t position = 0;
    for (views::Breadcrumb const& step : trail) {
        std::string_view const path = step.path.empty() ? own_path : std::string_view(step.path);
        json.begin_object().member("@type", "ListItem").member("position", ++position);
        json.member("name", step.label);
        json.member("item", site.public_url + views::path(presenter.language(), path)).end_object();
    }
    json.end_array().end_object();
}

JsonWriter begin_graph() {
    JsonWriter json;
    json.begin_object().member("@context", "https://schema.org").key("@graph").begin_array();
    return json;
}

std::string end_graph(JsonWriter& json) {
    return json.end_array().end_object().take();
}

} // namespace

std::string record_json_ld(views::Site const& site, Presenter const& presenter, RecordView const& view) {
    JsonWriter json = begin_graph();
    Thing(site, presenter, view, json).write();
    std::vector<views::Breadcrumb> trail;
    trail.reserve(view.trail.size() + 1);
    for (Cell const& step : view.trail)
        trail.push_back({step.text, step.path});
    trail.push_back({view.title, view.path});
    write_trail(json, site, presenter, trail, view.path);
    return end_graph(json);
}

std::string list_json_ld(views::Site const& site, Presenter const& presenter, views::PageInfo const& info) {
    auto const address = [&](std::string_view path) {
        return site.public_url + views::path(presenter.language(), path);
    };
    JsonWriter json = begin_graph();
    json.begin_object().member("@type", "Dataset").member("@id", address(info.path));
    json.member("name", fmt::format("{}: {}", site.name, info.title)).member("description", info.description);
    json.member("url", address(info.path)).member("inLanguage", views::code(presenter.language()));
    json.member("isAccessibleForFree", true);
    json.key("creator").begin_object().member("@type", "Organization").member("name", site.name);
    json.member("url", site.public_url).end_object();
    json.key("distribution").begin_array();
    auto const add_file = [&](std::string const& path, std::string_view type) {
        if (path.empty()) return;
        json.begin_object().member("@type", "DataDownload").member("encodingFormat", type);
        json.member("contentUrl", address(path)).end_object();
    };
    add_file(address_as(http::Format::csv, info.path, true), "text/csv");
    add_file(info.json_path, "application/json");
    add_file(address_as(http::Format::ndjson, info.path, true), "application/x-ndjson");
    add_file(info.feed_path, "application/atom+xml");
    json.end_array().end_object();
    if (!info.breadcrumbs.empty()) write_trail(json, site, presenter, info.breadcrumbs, info.path);
    return end_graph(json);
}

std::string site_json_ld(views::Site const& site, Presenter const& presenter) {
    std::string const home = site.public_url + views::path(presenter.language(), "/");
    JsonWriter json = begin_graph();
    json.begin_object().member("@type", "WebSite").member("@id", home).member("url", home);
    json.member("name", site.name).member("inLanguage", views::code(presenter.language()));
    json.key("potentialAction").begin_object().member("@type", "SearchAction");
    json.key("target").begin_object().member("@type", "EntryPoint");
    json.member("urlTemplate", site.public_url + views::path(presenter.language(), site.search_path) +
                                   "?q={search_term_string}");
    json.end_object().member("query-input", "required name=search_term_string").end_object().end_object();
    return end_graph(json);
}

} // namespace legation::registry
