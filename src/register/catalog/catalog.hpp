#pragma once

#include "register/dumps/dump.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The hub's data sets with their files, for catalogs such as data.gov.
namespace legation::registry {

struct CatalogFile {
    std::string title, url, media_type, format;
    std::string sha256 = {}; ///< of a file that does not change
    std::uint64_t size = 0;  ///< 0: it is made when it is asked for
};

/// A program that answers over HTTP: the API, reconciliation.
struct CatalogService {
    std::string title, description;
    std::string endpoint;        ///< also its id
    std::string description_url; ///< where its operations are described to machines
    std::string conforms_to;
    std::vector<std::string> datasets; ///< the ids of what it serves
};

struct CatalogDataset {
    std::string id; ///< an address that never changes: its page
    std::string title, description, page;
    std::string modified; ///< empty while nothing is recorded
    std::vector<std::string> keywords;
    std::vector<CatalogFile> files;
    std::string api_url; ///< where the API has it
};

struct Catalog {
    std::string title, description, url, publisher, contact_email;
    std::vector<CatalogDataset> datasets;
    std::vector<CatalogService> services;
};

Catalog gather_catalog(Context const& context, Presenter const& presenter);

/// DCAT-US 1.1 (Project Open Data), as `/data.json` is expected to be.
std::string to_dcat_us_1_1(Catalog const& catalog);
/// DCAT-US 3.0. The two cannot be one document: `keyword` is a list in one and a text in the other.
std::string to_dcat_us_3_0(Catalog const& catalog);

} // namespace legation::registry
