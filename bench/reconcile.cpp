// How well and how fast rows of files found in the world are matched:
// reconcile SHARE DATA [VERDICTS]          SHARE is build/share, DATA the folder of found files
// reconcile SHARE DATA --rows ADAPTER      one JSON line for each row, to look at
//
// VERDICTS holds ADAPTER.csv for each file: `line,mention,group,expected`, judged by hand (its README says
// how), and the same in VERDICTS/fresh for rows that nobody looked at while the rules were made. A row counts
// as present when something is expected; as wrong when anything else was taken for certain.

#include "gazetteer/loader.hpp"
#include "kernel/clock.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/store/migrate.hpp"
#include "register/adapters/found_file.hpp"
#include "register/adapters/found_row.hpp"
#include "register/finder.hpp"
#include "register/starter.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace legation;
using namespace legation::registry;

struct FoundFile {
    std::string_view adapter, path;
};
constexpr std::array<FoundFile, 6> files{FoundFile{"ocd-divisions", "places/us_census_places.csv"},
                                         FoundFile{"sister-cities", "ties/sister-cities-2025.csv"},
                                         FoundFile{"network-members", "networks/climactor-2022.csv"},
                                         FoundFile{"gov-domains", "places/dotgov-2026-08.csv"},
                                         FoundFile{"census-places", "places/census-2010-places.zip"},
                                         FoundFile{"missions", "missions/embassies-2022.csv"}};

struct Sample {
    std::string_view folder, what;
};
constexpr std::array<Sample, 2> samples{
    Sample{"", "rows looked at while the rules were improved:"},
    Sample{"/fresh", "rows judged afterwards, before anybody saw what they are taken for:"}};

std::string read_text(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw Error(ErrorCode::unprocessable, path + " cannot be read");
    return text.str();
}

std::string taken(Verdict const& verdict) {
    return verdict.decision == Verdict::Decision::certain ? verdict.candidates.front().slug : std::string();
}

void print_rows(std::vector<FoundRow> const& rows) {
    for (FoundRow const& matched : rows) {
        records::JsonWriter json;
        json.begin_object()
            .member("line", static_cast<std::int64_t>(matched.line))
            .key("mentions")
            .begin_array();
        for (FoundName const& found : matched.names) {
            Verdict const& verdict = found.verdict;
            json.begin_object().member("name", found.mention.name);
            json.member("decision", code_of(verdict.decision)).member("taken", taken(verdict));
            json.member("reason", verdict.reason).key("candidates").begin_array();
            for (Candidate const& candidate : verdict.candidates)
                json.begin_object()
                    .member("slug", candidate.slug)
                    .member("score", candidate.score)
                    .end_object();
            json.end_array().end_object();
        }
        json.end_array().end_object();
        std::printf("%s\n", json.take().c_str());
    }
}

struct Tally {
    std::size_t judged = 0, present = 0, matched = 0, wrong = 0;

    void print(char const* what) const {
        auto const percent = [](std::size_t part, std::size_t whole) {
            return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
        };
        std::printf("    %-10s judged %4zu, present %4zu, matched %4zu (%.1f %% of present), wrong %zu (%.2f "
                    "%% of judged)\n",
                    what, judged, present, matched, percent(matched, present), wrong, percent(wrong, judged));
    }
};

void judge(std::vector<FoundRow> const& rows, std::string const& path) {
    std::map<std::size_t, FoundRow const*> by_line;
    for (FoundRow const& row : rows)
        by_line[row.line] = &row;
    records::CsvFile const verdicts = records::read_csv(read_text(path), path);
    std::map<std::string, Tally> tallies;
    for (records::CsvRow const& cells : verdicts.rows) {
        auto const line = static_cast<std::size_t>(std::stoul(std::string(verdicts.cell(cells, "line"))));
        auto const mention =
            static_cast<std::size_t>(std::stoul(std::string(verdicts.cell(cells, "mention"))));
        std::string const expected(verdicts.cell(cells, "expected"));
        auto const row = by_line.find(line);
        if (row == by_line.end() || row->second->names.size() <= mention) {
            std::printf("    line %zu is not matched at all\n", line);
            continue;
        }
        std::string const found = taken(row->second->names[mention].verdict);
        Tally& tally = tallies[std::string(verdicts.cell(cells, "group"))];
        ++tally.judged;
        bool const is_present = expected != "none";
        tally.present += is_present ? 1 : 0;
        tally.matched += is_present && found == expected ? 1 : 0;
        if (!found.empty() && found != expected) {
            ++tally.wrong;
            std::printf("    wrong: line %zu “%s” taken for %s, not %s\n", line,
                        row->second->names[mention].mention.name.c_str(), found.c_str(), expected.c_str());
        }
    }
    for (auto const& [group, tally] : tallies)
        tally.print(group.c_str());
}

/// Rows that an import would leave out are matched here as well: the samples judge what names are taken for,
/// whether or not a row says anything that is recorded.
std::size_t match_all(Reconciler const& reconciler, std::vector<FoundRow>& rows) {
    std::size_t left_out = 0;
    for (FoundRow& row : rows) {
        left_out += row.left_out.empty() ? 0 : 1;
        row.left_out.clear();
    }
    decide_rows(reconciler, rows, std::thread::hardware_concurrency());
    return left_out;
}

void summarize(FoundFile const& file, std::vector<FoundRow> const& rows, std::size_t left_out,
               double seconds) {
    std::array<std::size_t, 3> decisions{};
    std::size_t certain = 0;
    for (FoundRow const& row : rows) {
        certain += row.is_certain() ? 1 : 0;
        for (FoundName const& name : row.names)
            ++decisions.at(static_cast<std::size_t>(name.verdict.decision));
    }
    std::printf("%s: %zu rows in %.2f s, %.0f rows a second; %zu rows certain; an import leaves %zu out\n",
                std::string(file.adapter).c_str(), rows.size(), seconds,
                static_cast<double>(rows.size()) / seconds, certain, left_out);
    std::printf("    names: %zu certain, %zu unsure, %zu unknown\n", decisions[0], decisions[1],
                decisions[2]);
}

int run(std::vector<std::string> const& arguments) {
    if (arguments.size() < 2)
        throw Error(ErrorCode::unprocessable, "reconcile SHARE DATA [VERDICTS | --rows ADAPTER]");
    std::string const folder = std::filesystem::temp_directory_path() / "legation-reconcile";
    std::filesystem::create_directories(folder);
    store::StoreOptions options;
    options.database = folder + "/bench.sqlite";
    store::Store store(options, system_now);
    store::migrate(store, embedded::migrations());
    gazetteer::load_places(store, arguments[0] + "/gazetteer/places.tsv", [](double) {});
    load_starter(store, arguments[0] + "/starter", [](double) {});
    auto const atlas = gazetteer::Atlas::read(store);
    Reconciler const reconciler(atlas, Roster::read(store, atlas), Finder::index_places(*atlas));

    bool const only_rows = arguments.size() == 4 && arguments[2] == "--rows";
    for (FoundFile const& file : files) {
        if (only_rows && arguments[3] != file.adapter) continue;
        std::string const path = arguments[1] + "/" + std::string(file.path);
        if (!std::filesystem::exists(path)) {
            std::fprintf(stderr, "%s is left out: %s is not there\n", std::string(file.adapter).c_str(),
                         path.c_str());
            continue;
        }
        auto const started = std::chrono::steady_clock::now();
        FoundTable const table = read_found_file(path);
        std::vector<FoundRow> rows = find_adapter(file.adapter)->translate(table.file, reconciler);
        std::size_t const left_out = match_all(reconciler, rows);
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - started;
        if (only_rows) {
            print_rows(rows);
            continue;
        }
        summarize(file, rows, left_out, took.count());
        if (arguments.size() < 3) continue;
        for (Sample const& sample : samples) {
            std::string const verdicts =
                arguments[2] + std::string(sample.folder) + "/" + std::string(file.adapter) + ".csv";
            if (!std::filesystem::exists(verdicts)) continue;
            std::printf("  %s\n", std::string(sample.what).c_str());
            judge(rows, verdicts);
        }
    }
    return 0;
}

} // namespace

int main(int count, char** values) {
    try {
        return run({values + 1, values + count});
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
