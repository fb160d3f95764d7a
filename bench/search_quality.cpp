// How well and how fast names are found: search_quality PLACES.tsv [SEED]
//
// Takes the gazetteer, samples distinct names of five letters and more, damages each by one or two random
// edits and looks whether the place stands among the first ten. Also measures every kind of query, the index
// and its making.

#include "kernel/search/edit_distance.hpp"
#include "kernel/search/fold.hpp"
#include "kernel/search/search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace legation::search;

struct Place {
    std::string source_id;
    std::string parent;
    std::string name;
    std::vector<std::string> other_names;
    std::uint32_t kind = 0;
    double population = 0;
};

std::vector<std::string> split(std::string const& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

std::vector<Place> read_places(char const* path) {
    std::ifstream file(path);
    std::vector<Place> places;
    std::map<std::string, std::size_t> columns;
    std::map<std::string, std::uint32_t> kinds;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::vector<std::string> const cells = split(line, '\t');
        if (columns.empty()) {
            for (std::size_t at = 0; at < cells.size(); ++at)
                columns[cells[at]] = at;
            continue;
        }
        auto const cell = [&](char const* column) {
            std::size_t const at = columns.at(column);
            return at < cells.size() ? cells[at] : std::string();
        };
        Place place;
        place.source_id = cell("source_id");
        place.parent = cell("parent");
        place.name = cell("name");
        place.other_names = split(cell("other_names"), '|');
        for (char const* column : {"name_es", "iso_3166_1", "iso_3166_1_alpha3", "iso_3166_2"}) {
            std::string const name = cell(column);
            if (name.empty()) continue;
            place.other_names.push_back(name);
            // "US-TX" is also called "TX"; other countries' codes are hardly known without the country.
            if (name.starts_with("US-")) place.other_names.push_back(name.substr(3));
        }
        place.kind = kinds.try_emplace(cell("kind"), static_cast<std::uint32_t>(kinds.size())).first->second;
        place.population = std::strtod(cell("population").c_str(), nullptr);
        places.push_back(std::move(place));
    }
    return places;
}

NameIndex index_of(std::vector<Place> const& places) {
    std::map<std::string_view, std::uint32_t> ids;
    for (std::uint32_t id = 0; id < places.size(); ++id)
        ids[places[id].source_id] = id;
    std::vector<std::vector<std::uint32_t>> areas(places.size());
    for (std::uint32_t id = 0; id < places.size(); ++id) {
        std::string_view parent = places[id].parent;
        for (auto found = ids.find(parent); found != ids.end() && areas[id].size() < 5;
             found = ids.find(parent)) {
            areas[id].push_back(found->second);
            parent = places[found->second].parent;
        }
    }
    auto const started = std::chrono::steady_clock::now();
    NameIndexBuilder builder;
    for (std::uint32_t id = 0; id < places.size(); ++id) {
        Entry entry;
        entry.id = id;
        entry.name = places[id].name;
        entry.other_names = {places[id].other_names.begin(), places[id].other_names.end()};
        entry.weight = places[id].population;
        entry.kind = places[id].kind;
        entry.areas = areas[id];
        builder.add(entry);
    }
    NameIndex index = std::move(builder).build();
    auto const took = std::chrono::steady_clock::now() - started;
    std::printf("build: %zu entries, %zu names, %zu words in %lld ms; index %.1f MB\n", index.size(),
                index.names().size(), index.words().size(),
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()),
                static_cast<double>(index.bytes()) / 1e6);
    return index;
}

std::string to_utf8(std::u32string const& text) {
    std::string utf8;
    for (char32_t const c : text) {
        if (c < 0x80) {
            utf8 += static_cast<char>(c);
        } else if (c < 0x800) {
            utf8 += static_cast<char>(0xC0 | c >> 6);
            utf8 += static_cast<char>(0x80 | (c & 63));
        } else if (c < 0x10000) {
            utf8 += static_cast<char>(0xE0 | c >> 12);
            utf8 += static_cast<char>(0x80 | (c >> 6 & 63));
            utf8 += static_cast<char>(0x80 | (c & 63));
        } else {
            utf8 += static_cast<char>(0xF0 | c >> 18);
            utf8 += static_cast<char>(0x80 | (c >> 12 & 63));
            utf8 += static_cast<char>(0x80 | (c >> 6 & 63));
            utf8 += static_cast<char>(0x80 | (c & 63));
        }
    }
    return utf8;
}

class Damage {
  public:
    explicit Damage(std::uint32_t seed) : random_(seed) {}

    /// Exactly `edits` away from the name, by random insertions, omissions, replacements and swaps.
    std::string operator()(std::string const& name, int edits) {
        std::u32string const original = code_points(name);
        while (true) {
            std::u32string text = original;
            for (int done = 0; done < edits; ++done)
                once(text);
            std::string damaged = to_utf8(text);
            bool const is_clean = fold(damaged) == damaged;
            if (is_clean && edit_distance(original, text, edits) == edits) return damaged;
        }
    }

    std::size_t below(std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
    }

  private:
    void once(std::u32string& text) {
        auto const letter = static_cast<char32_t>(U'a' + below(26));
        switch (below(4)) {
        case 0:
            text.insert(below(text.size() + 1), 1, letter);
            break;
        case 1:
            text.erase(below(text.size()), 1);
            break;
        case 2:
            text[below(text.size())] = letter;
            break;
        default:
            std::size_t const at = below(text.size() - 1);
            std::swap(text[at], text[at + 1]);
        }
    }

    std::mt19937 random_;
};

/// Time of the processor, not of the clock: what else the machine does shall not count.
double processor_milliseconds() {
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) std::abort();
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Times {
    std::vector<double> milliseconds;
    std::string slowest_;
    double most_ = 0;

    template <typename Work>
    auto measure(std::string const& text, Work const& work) {
        double const started = processor_milliseconds();
        auto result = work();
        milliseconds.push_back(processor_milliseconds() - started);
        if (milliseconds.back() > most_) {
            most_ = milliseconds.back();
            slowest_ = text;
        }
        return result;
    }

    void print(char const* what) {
        if (!slowest_.empty()) std::printf("slowest: %s (%.2f ms)\n", slowest_.c_str(), most_);
        std::sort(milliseconds.begin(), milliseconds.end());
        auto const at = [&](double part) {
            return milliseconds[static_cast<std::size_t>(part *
                                                         static_cast<double>(milliseconds.size() - 1))];
        };
        std::printf("%-28s p50 %7.3f ms   p99 %7.3f ms   max %7.3f ms   (%zu queries)\n", what, at(0.5),
                    at(0.99), milliseconds.back(), milliseconds.size());
    }
};

std::string resident_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return line.substr(6);
    }
    return "unknown";
}

struct Sample {
    std::uint32_t id = 0;
    std::string name; ///< folded
    std::size_t namesakes = 0;
};

/// Places with distinct names of at least five letters.
std::vector<Sample> sample_of(std::vector<Place> const& places, std::size_t count, std::uint32_t seed) {
    std::map<std::string, std::size_t> bearers;
    for (Place const& place : places)
        ++bearers[fold(place.name)];
    std::vector<std::uint32_t> order(places.size());
    for (std::uint32_t id = 0; id < order.size(); ++id)
        order[id] = id;
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    std::set<std::string> taken;
    std::vector<Sample> samples;
    for (std::uint32_t const id : order) {
        if (samples.size() == count) break;
        std::string const name = fold(places[id].name);
        if (code_points(name).size() < 5 || !taken.insert(name).second) continue;
        samples.push_back({id, name, bearers[name] - 1});
    }
    return samples;
}

void measure_recall(NameIndex const& index, std::vector<Sample> const& samples, int edits,
                    std::uint32_t seed) {
    static constexpr char const* labels[] = {"exact", "one edit", "two edits"};
    Damage damage(seed);
    Times times;
    std::size_t few = 0;       // samples with at most nine namesakes, of which all fit on one page
    std::size_t found = 0;     // of those, the place itself among the first ten
    std::size_t found_any = 0; // of all, the place or a namesake
    for (Sample const& sample : samples) {
        Query query;
        std::string const text = edits == 0 ? sample.name : damage(sample.name, edits);
        query.text = text;
        Matches const matches = times.measure(text, [&] { return search(index, query); });
        bool const is_found = std::any_of(matches.best.begin(), matches.best.end(),
                                          [&](Match const& match) { return match.id == sample.id; });
        bool is_name_found = is_found;
        auto const number = index.names().find(spell_out(sample.name));
        for (Match const& match : matches.best) {
            for (auto const named : index.entries_named(*number)) {
                is_name_found = is_name_found || index.entry(named.entry).id == match.id;
            }
        }
        few += sample.namesakes <= 9 ? 1 : 0;
        found += sample.namesakes <= 9 && is_found ? 1 : 0;
        found_any += is_name_found ? 1 : 0;
    }
    auto const percent = [](std::size_t part, std::size_t of) {
        return 100.0 * static_cast<double>(part) / static_cast<double>(of);
    };
    std::printf(
        "%-10s in the first ten: the place itself %.2f %% of %zu; a place of the name %.2f %% of %zu\n",
        labels[edits], percent(found, few), few, percent(found_any, samples.size()), samples.size());
    times.print(labels[edits]);
}

void measure_typing(NameIndex const& index, std::vector<Sample> const& samples) {
    Times searches;
    Times suggestions;
    for (Sample const& sample : samples) {
        std::u32string const letters = code_points(sample.name);
        for (std::size_t length = 1; length <= letters.size(); ++length) {
            std::string const text = to_utf8(letters.substr(0, length));
            Query query;
            query.text = text;
            searches.measure(text, [&] { return search(index, query); });
            query.as_you_type = true;
            suggestions.measure(text, [&] { return search(index, query); });
        }
    }
    searches.print("prefix, every keystroke");
    suggestions.print("suggestions");
}

void measure_hard_queries(NameIndex const& index) {
    std::vector<std::string> const hard{
        "a",
        "s",
        "e",
        "sa",
        "de",
        "san de la",
        "la",
        "san s",
        "los angeles california united states of america",
        std::string(200, 'a'),
        std::string(60, 'e'),
        "aaaaa",
        "eeeee eeeee eeeee eeeee eeeee eeeee eeeee",
        "springfeild ilinois",
        "anta maria de la cruz del norte san juan",
        "xqzwv",
        "qwert yuiop asdfg hjklz",
        "saint mariin de la sainte marie sur le fort saint pierre et la riviere des saints peres de la mer",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k",
        "united states united states united states united states",
        "in or me tx ca de la pa ma va",
        "paris paris paris paris texas texas texas france france",
        "marai",
        "sanat",
        "st",
        "new",
        "city",
        "east west"};
    Times searches;
    Times suggestions;
    for (int round = 0; round < 20; ++round) {
        for (std::string const& text : hard) {
            Query query;
            query.text = text;
            searches.measure(text, [&] { return search(index, query); });
            query.as_you_type = true;
            suggestions.measure(text, [&] { return search(index, query); });
        }
    }
    searches.print("hard queries");
    suggestions.print("hard suggestions");
}

void show(NameIndex const& index, std::vector<Place> const& places) {
    std::map<std::string_view, std::string_view> names;
    for (Place const& place : places)
        names[place.source_id] = place.name;
    for (bool const as_you_type : {false, true}) {
        for (char const* text : {"paris",
                                 "paris tx",
                                 "springfield, illinois",
                                 "nagoya japan",
                                 "los angeles ca",
                                 "portland or",
                                 "new york",
                                 "kansas city",
                                 "mexico city",
                                 "oklahoma city ok",
                                 "washington dc",
                                 "st louis",
                                 "sao paulo",
                                 "fransisco",
                                 "springfeild ilinois",
                                 "city of chicago",
                                 "pariss",
                                 "georgia",
                                 "texas paris",
                                 "munchen",
                                 "new y",
                                 "par",
                                 "paris te",
                                 "san fransi",
                                 "st. pet"}) {
            Query query;
            query.text = text;
            query.as_you_type = as_you_type;
            Matches const matches = search(index, query);
            std::printf("%s %-22s", as_you_type ? "typing" : "search", text);
            for (std::size_t at = 0; at < std::min<std::size_t>(4, matches.best.size()); ++at) {
                Place const& place = places[matches.best[at].id];
                std::string_view const parent = names[place.parent];
                std::printf(" | %s, %.*s (%.1f)", place.name.c_str(), static_cast<int>(parent.size()),
                            parent.data(), static_cast<double>(matches.best[at].score));
            }
            std::printf(" [%zu%s]\n", matches.total, matches.more_exist ? "+" : "");
        }
    }
}

} // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        std::fprintf(stderr, "search_quality PLACES.tsv [SEED]\n");
        return 2;
    }
    std::uint32_t const seed =
        argument_count > 2 ? static_cast<std::uint32_t>(std::strtoul(arguments[2], nullptr, 10)) : 1;
    std::vector<Place> const places = read_places(arguments[1]);
    std::printf("resident before the index:%s\n", resident_memory().c_str());
    NameIndex const index = index_of(places);
    std::printf("resident after it:        %s\n", resident_memory().c_str());

    std::vector<Sample> const samples = sample_of(places, 4000, seed);
    for (int const edits : {0, 1, 2})
        measure_recall(index, samples, edits, seed + static_cast<std::uint32_t>(edits));
    measure_typing(index,
                   {samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 4)});
    measure_hard_queries(index);
    show(index, places);
    return 0;
}
