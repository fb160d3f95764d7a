#include "register/catalog/catalog.hpp"

#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "register/export/export_menu.hpp"
#include "register/export/record_rows.hpp"
#include "register/noun_list.hpp"
#include "register/nouns.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using records::JsonWriter;

struct FormatName {
    http::Format format;
    std::string_view name, media_type;
};

constexpr std::array format_names{
    FormatName{http::Format::csv, "CSV", "text/csv"},
    FormatName{http::Format::xlsx, "XLSX",
               "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    FormatName{http::Format::json, "JSON", "application/json"},
    FormatName{http::Format::ndjson, "NDJSON", "application/x-ndjson"},
    FormatName{http::Format::geojson, "GeoJSON", "application/geo+json"},
};

/// The files that a list can be had as right now.
void add_downloads(CatalogDataset& dataset, std::string const& public_url, std::string const& path,
                   records::RecordType const& type) {
    auto formats = downloads(has_points(type));
    formats.push_back(http::Format::json);
    for (FormatName const& name : format_names)
        if (std::ranges::find(formats, name.format) != formats.end())
            dataset.files.push_back({fmt::format("{}, as recorded now", name.name),
                                     public_url + address_as(name.format, path, true),
                                     std::string(name.media_type), std::string(name.name)});
}

/// The files of the latest dump.
void add_dump(CatalogDataset& dataset, std::string const& public_url, std::vector<Dump> const& dumps,
              std::string_view table) {
    if (dumps.empty()) return;
    Dump const& latest = dumps.front();
    std::string const prefix = address_of(table) + '.';
    for (DumpFile const& file : latest.files)
        if (file.name.starts_with(prefix))
            dataset.files.push_back({fmt::format("{}, {}", file.name, latest.date),
                                     fmt::format("{}/dumps/{}/{}", public_url, latest.name, file.name),
                                     "application/zstd", file.name.substr(prefix.size()), file.sha256,
                                     file.size});
}

std::string last_change(store::ReadTransaction& tx, records::RecordType const& type) {
    return tx
        .value<std::string>(
            fmt::format("SELECT MAX(changed_at) FROM {} WHERE {}", type.table, records::visible_condition))
        .value_or("");
}

/// Where a hub's mail is answered: what the settings say, or the address that every domain with mail must
/// have (RFC 5321, section 4.5.1).
std::string contact_of(Context const& context) {
    if (!context.contact_email.empty()) return context.contact_email;
    std::string_view host = context.layout.site().public_url;
    if (std::size_t const scheme = host.find("://"); scheme != std::string_view::npos)
        host.remove_prefix(scheme + 3);
    host = host.substr(0, host.find_first_of(":/"));
    bool const is_domain = host.find('.') != std::string_view::npos;
    return fmt::format("postmaster@{}{}", host, is_domain ? "" : ".localdomain");
}

/// What answers questions instead of being a file.
std::vector<CatalogService> services_of(Presenter const& presenter, Catalog const& catalog) {
    std::vector<std::string> all;
    all.reserve(catalog.datasets.size());
    for (CatalogDataset const& dataset : catalog.datasets)
        all.push_back(dataset.id);
    return {
        {fmt::format("{}: {}", catalog.title, presenter.text("Read API")),
         presenter.text("The public record as JSON: lists with filters, single records."),
         catalog.url + "/api/v1", catalog.url + "/api/openapi.json", "https://spec.openapis.org/oas/v3.1.0",
         all},
        {fmt::format("{}: {}", catalog.title, presenter.text("Reconciliation service")),
         presenter.text("Matches your own list of governments, organizations and places to the record, from "
                        "OpenRefine and other programs."),
         catalog.url + "/reconcile",
         catalog.url + "/reconcile",
         "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
         {catalog.datasets.front().id}},
    };
}

constexpr std::string_view rights = "Public. Statements carry the license of their source; each row says "
                                    "which. The list of sources has them all.";

} // namespace

Catalog gather_catalog(Context const& context, Presenter const& presenter) {
    views::Site const& site = context.layout.site();
    auto const dumps = list_dumps(context.dumps_folder);
    Catalog catalog{
        site.name, presenter.text(site.tagline), site.public_url, site.name, contact_of(context), {}, {}};
    context.store.read([&](store::ReadTransaction& tx) {
        auto const add = [&](std::string_view table, std::string_view title, std::string_view description,
                             std::string const& path) {
            records::RecordType const& type = *find_noun(table);
            CatalogDataset dataset{site.public_url + path,
                                   fmt::format("{}: {}", site.name, presenter.text(title)),
                                   presenter.text(description),
                                   site.public_url + path,
                                   last_change(tx, type),
                                   {"city diplomacy", "subnational diplomacy", presenter.text(title)},
                                   {},
                                   fmt::format("{}/api/v1/{}", site.public_url, address_of(table))};
            add_downloads(dataset, site.public_url, path, type);
            add_dump(dataset, site.public_url, dumps, table);
            catalog.datasets.push_back(std::move(dataset));
        };
        add("actors", tr_noop("Governments and organizations on record"),
            tr_noop("Every government and organization with something on the record."), "/register");
        for (NounList const& list : noun_lists())
            add(list.table, list.title, list.description, fmt::format("/register/{}", list.table));
        add("themes", tr_noop("Themes"),
            tr_noop("The topics of city and state diplomacy, each with its Sustainable Development Goals."),
            "/register/themes");
    });
    catalog.services = services_of(presenter, catalog);
    return catalog;
}

std::string to_dcat_us_1_1(Catalog const& catalog) {
    JsonWriter json;
    json.begin_object().member("@context", "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld");
    json.member("@id", catalog.url + "/data.json").member("@type", "dcat:Catalog");
    json.member("conformsTo", "https://project-open-data.cio.gov/v1.1/schema");
    json.member("describedBy", "https://project-open-data.cio.gov/v1.1/schema/catalog.json");
    json.key("dataset").begin_array();
    for (CatalogDataset const& dataset : catalog.datasets) {
        json.begin_object().member("@type", "dcat:Dataset").member("identifier", dataset.id);
        json.member("title", dataset.title).member("description", dataset.description);
        json.key("keyword").begin_array();
        for (std::string const& keyword : dataset.keywords)
            json.value(keyword);
        json.end_array().member("modified", dataset.modified.empty() ? "R/P1D" : dataset.modified);
        json.key("publisher").begin_object().member("@type", "org:Organization");
        json.member("name", catalog.publisher).end_object();
        json.key("contactPoint")
            .begin_object()
            .member("@type", "vcard:Contact")
            .member("fn", catalog.publisher);
        json.member("hasEmail", "mailto:" + catalog.contact_email).end_object();
        // Required of federal agencies; a hub is none, which the zeros say.
        json.key("bureauCode").begin_array().value("000:00").end_array();
        json.key("programCode").begin_array().value("000:000").end_array();
        json.member("accessLevel", "public")
            .member("rights", rights)
            .member("accrualPeriodicity", "irregular");
        json.member("landingPage", dataset.page);
        json.key("language").begin_array().value("en").value("es").end_array();
        json.key("distribution").begin_array();
        for (CatalogFile const& file : dataset.files) {
            json.begin_object().member("@type", "dcat:Distribution").member("title", file.title);
            json.member("downloadURL", file.url).member("mediaType", file.media_type);
            json.member("format", file.format).end_object();
        }
        // Version 1.1 knows no services: a data set names those that serve it.
        for (CatalogService const& service : catalog.services) {
            if (std::ranges::find(service.datasets, dataset.id) == service.datasets.end()) continue;
            bool const is_api = &service == &catalog.services.front();
            json.begin_object().member("@type", "dcat:Distribution").member("title", service.title);
            json.member("description", service.description);
            json.member("accessURL", is_api ? dataset.api_url : service.endpoint).member("format", "API");
            json.member("conformsTo", service.conforms_to);
            json.member("describedBy", service.description_url);
            json.member("describedByType", "application/json").end_object();
        }
        json.end_array().end_object();
    }
    return json.end_array().end_object().take();
}

std::string to_dcat_us_3_0(Catalog const& catalog) {
    JsonWriter json;
    auto const add_publisher = [&] {
        json.key("publisher")
            .begin_object()
            .member("@type", "Organization")
            .member("name", catalog.publisher);
        json.member("prefLabel", catalog.publisher).end_object();
    };
    auto const add_contact = [&] {
        json.key("contactPoint").begin_array().begin_object().member("@type", "Kind");
        json.member("fn", catalog.publisher).member("hasEmail", "mailto:" + catalog.contact_email);
        json.end_object().end_array();
    };
    auto const add_list = [&](std::string_view name, std::vector<std::string> const& values) {
        json.key(name).begin_array();
        for (std::string const& value : values)
            json.value(value);
        json.end_array();
    };
    json.begin_object().member("@id", catalog.url + "/catalog.jsonld").member("@type", "Catalog");
    json.member("title", catalog.title).member("description", catalog.description);
    add_publisher();
    add_contact();
    json.member("homepage", catalog.url);
    json.key("dataset").begin_array();
    for (CatalogDataset const& dataset : catalog.datasets) {
        json.begin_object().member("@id", dataset.id).member("@type", "Dataset");
        json.key("identifier").begin_array().value(dataset.id).end_array();
        json.member("title", dataset.title).member("description", dataset.description);
        std::string keywords;
        for (std::string const& keyword : dataset.keywords)
            keywords += fmt::format("{}{}", keywords.empty() ? "" : ", ", keyword);
        json.member("keyword", keywords);
        json.member_if("modified", dataset.modified);
        add_publisher();
        add_contact();
        json.member("landingPage", dataset.page);
        json.key("distribution").begin_array();
        for (CatalogFile const& file : dataset.files) {
            json.begin_object().member("@type", "Distribution").member("title", file.title);
            json.member("downloadURL", file.url);
            json.key("mediaType")
                .begin_object()
                .member("@type", "MediaType")
                .member("label", file.media_type);
            json.end_object();
            if (file.size > 0) json.member("byteSize", std::to_string(file.size));
            if (!file.sha256.empty()) {
                json.key("checksum").begin_object().member("@type", "Checksum");
                json.member("algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256");
                json.member("checksumValue", file.sha256).end_object();
            }
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().key("service").begin_array();
    for (CatalogService const& service : catalog.services) {
        json.begin_object().member("@id", service.endpoint).member("@type", "DataService");
        json.member("title", service.title).member("description", service.description);
        add_publisher();
        add_contact();
        add_list("endpointURL", {service.endpoint});
        add_list("endpointDescription", {service.description_url});
        add_list("conformsTo", {service.conforms_to});
        add_list("servesDataset", service.datasets);
        json.end_object();
    }
    return json.end_array().end_object().take();
}

} // namespace legation::registry
