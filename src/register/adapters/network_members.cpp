// Lists of cities and regions with the climate networks and pledges that they joined, one cell of labels
// each.

#include "kernel/search/fold.hpp"
#include "register/adapters/found_row.hpp"
#include "register/reconcile/evidence_numbers.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace legation::registry {

namespace {

using records::CsvRow;

/// A label without its year, folded and without spaces, and the network of the starter data that it names.
/// Labels of registries and reports (CDP, NAZCA, carbonn) are no memberships.
struct Label {
    std::string_view text, network;
};
constexpr auto labels = std::to_array<Label>({
    {"gcom", "global-covenant-of-mayors"},
    {"gcomharmonized", "global-covenant-of-mayors"},
    {"gcomeuropeancommission", "global-covenant-of-mayors"},
    {"gcomcdp", "global-covenant-of-mayors"},
    {"globalcovenantofmayors", "global-covenant-of-mayors"},
    {"eucovenantofmayors", "covenant-of-mayors-europe"},
    {"c40cities", "c40-cities"},
    {"climatemayors", "climate-mayors"},
    {"wearestillin", "america-is-all-in"},
    {"under2coalition", "under2-coalition"},
    {"climatealliance", "united-states-climate-alliance"},
    {"carbonneutralcitiesalliancecnca", "carbon-neutral-cities-alliance"},
    {"internationalzeroemissionvehiclealliancezevalliance", "international-zev-alliance"},
    {"icleilocalgovernmentsforsustainability", "iclei"},
    {"iclei", "iclei"},
});

struct Joined {
    std::string network, year;
};

/// `C40Cities2022` is C40 Cities as of 2022.
Joined joined_of(std::string_view label, bool is_united_states) {
    Joined joined;
    std::string folded = search::fold(label);
    std::erase(folded, ' ');
    while (!folded.empty() && folded.back() >= '0' && folded.back() <= '9') {
        joined.year.insert(joined.year.begin(), folded.back());
        folded.pop_back();
    }
    if (joined.year.size() != 4) joined.year.clear();
    for (Label const& known : labels)
        if (known.text == folded) joined.network = known.network;
    // Abroad the Climate Alliance is the European one.
    if (joined.network == "united-states-climate-alliance" && !is_united_states)
        joined.network = "climate-alliance";
    return joined;
}

std::string_view known(std::string_view cell) {
    return cell == "NA" ? std::string_view() : cell;
}

} // namespace

std::vector<FoundRow> translate_network_members(records::CsvFile const& file, Reconciler const& reconciler) {
    std::vector<FoundRow> rows;
    rows.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows) {
        FoundRow row;
        row.line = cells.line;
        Mention mention;
        mention.name = known(file.cell(cells, "name"));
        std::string const type = search::fold(file.cell(cells, "entity_type"));
        mention.kind = type == "city" ? "municipality" : type == "region" ? "state" : "";
        mention.country = known(file.cell(cells, "iso"));
        if (mention.country.empty()) mention.country = known(file.cell(cells, "country"));
        mention.state = known(file.cell(cells, "state"));
        mention.latitude = latitude_in(file.cell(cells, "lat"));
        mention.longitude = longitude_in(file.cell(cells, "lng"));
        if (auto const people = people_in(file.cell(cells, "population")); people && *people > 0)
            mention.population = people;
        bool const is_united_states = mention.country == "USA" || mention.country == "US";
        std::set<std::string> networks;
        std::string_view list = file.cell(cells, "initiatives_committed");
        while (!list.empty()) {
            std::size_t const end = std::min(list.find(';'), list.size());
            Joined const joined = joined_of(list.substr(0, end), is_united_states);
            if (!joined.network.empty() && networks.insert(joined.network).second)
                if (reconciler.roster().find(joined.network) != nullptr)
                    row.records.push_back({"membership", {{"network", joined.network}}, {0}});
            list.remove_prefix(std::min(end + 1, list.size()));
        }
        if (row.records.empty()) row.left_out = "it names no network that is recorded here";
        row.names.push_back({"member", std::move(mention)});
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace legation::registry
