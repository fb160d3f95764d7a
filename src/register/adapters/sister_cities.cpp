// Lists of sister cities: `country,city,sister`, where the sister's country is not said.

#include "kernel/search/fold.hpp"
#include "register/adapters/found_row.hpp"
#include "register/reconcile/name_readings.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace legation::registry {

namespace {

/// What two spellings of one city share: the name before the comma or parenthesis.
std::string head_of(std::string_view name) {
    return search::spell_out(search::fold(name.substr(0, name.find_first_of(",("))));
}

/// A pair of names, as one list has it, and the countries that list it so.
using Countries = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

} // namespace

std::vector<FoundRow> translate_sister_cities(records::CsvFile const& file, Reconciler const&) {
    // The other city's list of sisters says in which country it is.
    Countries countries;
    for (records::CsvRow const& cells : file.rows)
        countries[{head_of(file.cell(cells, "city")), head_of(file.cell(cells, "sister"))}].emplace(
            file.cell(cells, "country"));

    std::vector<FoundRow> rows;
    rows.reserve(file.rows.size());
    for (records::CsvRow const& cells : file.rows) {
        FoundRow row;
        row.line = cells.line;
        Mention one, other;
        one.name = file.cell(cells, "city");
        one.country = file.cell(cells, "country");
        other.name = file.cell(cells, "sister");
        auto const listed = countries.find({head_of(other.name), head_of(one.name)});
        if (listed != countries.end()) {
            std::set<std::string> elsewhere = listed->second;
            // Boston lists Boston: one of the two countries is its own.
            if (head_of(other.name) == head_of(one.name)) elsewhere.erase(one.country);
            if (elsewhere.size() == 1) other.country = *elsewhere.begin();
        }
        row.names = {{"parties", std::move(one)}, {"parties", std::move(other)}};
        // That a list has them says neither since when nor whether anything comes of it.
        row.records.push_back({"partnership", {{"kind", "sister_city"}, {"status", "not_recorded"}}, {0, 1}});
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace legation::registry
