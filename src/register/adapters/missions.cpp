// Lists of embassies and consulates as Wikidata has them: who sends them, where they are, what they cover.

#include "kernel/search/fold.hpp"
#include "register/adapters/found_row.hpp"
#include "register/reconcile/evidence_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace legation::registry {

namespace {

using records::CsvFile;
using records::CsvRow;

/// What Wikidata calls some by a name that has the sender in it.
struct TypeName {
    std::string_view type, name;
};
constexpr auto type_names = std::to_array<TypeName>({
    {"British High Commission", "High Commission"},
    {"Australian High Commission", "High Commission"},
    {"Consulate General of Sweden", "Consulate General"},
    {"Consulate General of Belgium", "Consulate General"},
    {"consulates of Sweden", "Consulate"},
    {"diplomatic mission of El Salvador", "Diplomatic Mission"},
    {"Embassy of the United States", "Embassy"},
    {"Quebec Government Office", "Government Office"},
});

/// `consulate general` is a Consulate General.
std::string title_of(std::string_view type) {
    for (TypeName const& known : type_names)
        if (known.type == type) return std::string(known.name);
    std::string title(type);
    bool begins_word = true;
    for (char& letter : title) {
        if (begins_word && letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        begins_word = letter == ' ';
    }
    return title;
}

/// A name as it stands within a sentence: `the United Kingdom`.
std::string with_article(std::string_view name) {
    static constexpr auto beginnings =
        std::to_array<std::string_view>({"United ",           "Republic of ",       "Democratic Republic",
                                         "People's Republic", "Dominican Republic", "Czech Republic",
                                         "Central African",   "Federated States",   "Netherlands",
                                         "Philippines",       "Maldives",           "Kingdom of ",
                                         "Comoros",           "Seychelles",         "Solomon Islands",
                                         "Marshall Islands",  "Cook Islands",       "Turkish Republic",
                                         "European ",         "Government of ",     "Ministry of ",
                                         "Central Tibetan"});
    if (name.starts_with("The ")) return "the " + std::string(name.substr(4));
    bool const needs_it = std::ranges::any_of(
        beginnings, [&](std::string_view beginning) { return name.starts_with(beginning); });
    return (needs_it ? "the " : "") + std::string(name);
}

/// The item of an address such as `http://www.wikidata.org/entity/Q889`.
std::string_view item_of(std::string_view address) {
    return address.substr(address.rfind('/') + 1);
}

bool is_item(std::string_view item) {
    return item.size() > 1 && item.front() == 'Q' &&
           std::ranges::all_of(item.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

/// Wikidata fills up a year with January 1 and a month with the first: no more than is surely meant.
std::string day_of(std::string_view time) {
    constexpr std::size_t day_size = 10, month_size = 7, year_size = 4;
    std::string_view day = time.substr(0, day_size);
    if (day.ends_with("-01-01")) day = day.substr(0, year_size);
    if (day.ends_with("-01")) day = day.substr(0, month_size);
    return std::string(day);
}

std::vector<std::string_view> parts_of(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        std::size_t const end = std::min(list.find('|'), list.size());
        parts.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

/// One row of the file with what is found out about it.
class MissionRow {
  public:
    MissionRow(CsvFile const& file, CsvRow const& cells, Reconciler const& reconciler,
               std::set<std::string, std::less<>> const& countries)
        : file_(file), cells_(cells), reconciler_(reconciler), countries_(countries),
          host_(reconciler.country(cell("country"))) {
        row_.line = cells.line;
    }

    FoundRow translate() {
        std::string_view const item = item_of(cell("QID"));
        if (!is_item(item)) {
            row_.problem = fmt::format("“{}” is no item of Wikidata", cell("QID"));
            return std::move(row_);
        }
        if (host_.empty()) {
            row_.left_out = fmt::format("no country is known as “{}”", cell("country"));
            return std::move(row_);
        }
        std::string const sender = country_slug(cell("operator"));
        if (sender.empty() && is_office(cell("type")))
            add_presence();
        else
            add_mission(sender, "mission-" + search::fold(item));
        return std::move(row_);
    }

  private:
    std::string_view cell(std::string_view column) const { return file_.cell(cells_, column); }

    static bool is_office(std::string_view type) {
        return type == "Quebec Government Office" || type == "liaison office" || type == "trade office" ||
               type == "representative office";
    }

    /// The slug of a country by any of its names.
    std::string country_slug(std::string_view name) const {
        auto const place = reconciler_.atlas().country(reconciler_.country(name));
        return place ? std::string(reconciler_.atlas().entry(*place).slug) : std::string();
    }

    std::string title() const {
        std::string_view const where = cell("city").empty() ? cell("country") : cell("city");
        std::string const kind = title_of(cell("type"));
        // Only the Holy See has nunciatures and delegations.
        if (kind.starts_with("Apostolic")) return fmt::format("{} in {}", kind, with_article(where));
        return fmt::format("{} of {} in {}", kind, with_article(cell("operator")), with_article(where));
    }

    std::size_t add_name(std::string_view column, Mention mention, bool is_detail = false) {
        row_.names.push_back({column, std::move(mention), is_detail});
        return row_.names.size() - 1;
    }

    /// The city as a place; none where the file names none. Often it is a part of a city that no gazetteer
    /// has.
    void add_city(FoundRecord& record, bool is_detail) {
        if (cell("city").empty()) return;
        Mention city;
        city.name = cell("city");
        city.country = host_;
        city.kind = "municipality";
        city.latitude = latitude_in(cell("latitude"));
        city.longitude = longitude_in(cell("longitude"));
        record.names.push_back(add_name("place", std::move(city), is_detail));
    }

    Mention sender_by_name() const {
        Mention sender;
        sender.name = cell("operator");
        return sender;
    }

    void add_mission(std::string const& sender, std::string const& slug) {
        FoundRecord mission{
            "actor", {{"slug", slug}, {"kind", "mission"}, {"name", title()}, {"country", host_}}, {}};
        if (sender.empty())
            mission.names.push_back(add_name("parent", sender_by_name(), true));
        else
            mission.cells.emplace_back("parent", sender);
        if (!cell("website").empty()) mission.cells.emplace_back("website", cell("website"));
        if (!cell("creation").empty()) mission.cells.emplace_back("founded", day_of(cell("creation")));
        add_city(mission, true);
        row_.records.push_back(std::move(mission));
        row_.records.push_back(
            {"identifier",
             {{"actor", slug}, {"scheme", "wikidata"}, {"value", std::string(item_of(cell("QID")))}},
             {}});
        add_jurisdictions(slug);
    }

    void add_jurisdictions(std::string const& slug) {
        auto const names = parts_of(cell("jurisdictions"));
        auto const items = parts_of(cell("jurisdictionQIDs"));
        for (std::size_t at = 0; at < names.size(); ++at) {
            FoundRecord jurisdiction{"jurisdiction", {{"mission", slug}}, {}};
            bool const is_country = at < items.size() && countries_.contains(items[at]);
            std::string const area = is_country ? country_slug(names[at]) : std::string();
            if (!area.empty()) {
                jurisdiction.cells.emplace_back("area", area);
            } else {
                Mention mention;
                mention.name = names[at];
                mention.kind = "state";
                mention.country = host_;
                jurisdiction.names.push_back(add_name("area", std::move(mention)));
            }
            row_.records.push_back(std::move(jurisdiction));
        }
    }

    void add_presence() {
        std::string_view const kind = cell("type") == "trade office" ? "trade_office" : "overseas_office";
        FoundRecord presence{
            "presence", {{"kind", std::string(kind)}, {"name", title()}, {"country", host_}}, {}};
        presence.names.push_back(add_name("actor", sender_by_name()));
        if (!cell("creation").empty()) presence.cells.emplace_back("since", day_of(cell("creation")));
        add_city(presence, false);
        row_.records.push_back(std::move(presence));
    }

    CsvFile const& file_;
    CsvRow const& cells_;
    Reconciler const& reconciler_;
    std::set<std::string, std::less<>> const& countries_;
    std::string host_; ///< code of the country where it is
    FoundRow row_;
};

} // namespace

std::vector<FoundRow> translate_missions(CsvFile const& file, Reconciler const& reconciler) {
    // Georgia is the country where the item is one that sends or receives missions, else the state.
    std::set<std::string, std::less<>> countries;
    for (CsvRow const& cells : file.rows)
        countries.emplace(file.cell(cells, "countryQID"));
    std::vector<FoundRow> rows;
    rows.reserve(file.rows.size());
    for (CsvRow const& cells : file.rows)
        rows.push_back(MissionRow(file, cells, reconciler, countries).translate());
    return rows;
}

} // namespace legation::registry
