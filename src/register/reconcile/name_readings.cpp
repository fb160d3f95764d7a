#include "register/reconcile/name_readings.hpp"

#include "kernel/search/fold.hpp"

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

struct Designation {
    std::string_view words; ///< folded
    Rank rank;
};

/// Longer ones first, so that "city and county of" is not taken for "county of".
constexpr std::array before_the_name{
    Designation{"consolidated city and county of", Rank::settlement},
    Designation{"metropolitan government of", Rank::settlement},
    Designation{"city and county of", Rank::settlement},
    Designation{"city and borough of", Rank::settlement},
    Designation{"incorporated village of", Rank::settlement},
    Designation{"inc village of", Rank::settlement},
    Designation{"regional municipality of", Rank::any},
    Designation{"municipiul", Rank::settlement},
    Designation{"comune de", Rank::settlement},
    Designation{"municipio di", Rank::settlement},
    Designation{"metropolitan city of", Rank::any},
    Designation{"autonomous region of", Rank::state},
    Designation{"autonomous community of", Rank::state},
    Designation{"charter township of", Rank::township},
    Designation{"municipality of", Rank::settlement},
    Designation{"municipio de", Rank::settlement},
    Designation{"ayuntamiento de", Rank::settlement},
    Designation{"commonwealth of", Rank::state},
    Designation{"prefecture of", Rank::state},
    Designation{"department of", Rank::state},
    Designation{"territory of", Rank::state},
    Designation{"province of", Rank::state},
    Designation{"township of", Rank::township},
    Designation{"provincia de", Rank::state},
    Designation{"provincia di", Rank::state},
    Designation{"republic of", Rank::any},
    Designation{"village of", Rank::settlement},
    Designation{"borough of", Rank::settlement},
    Designation{"commune de", Rank::settlement},
    Designation{"commune of", Rank::settlement},
    Designation{"gemeente", Rank::settlement},
    Designation{"gemeinde", Rank::settlement},
    Designation{"oblast of", Rank::state},
    Designation{"region of", Rank::state},
    Designation{"county of", Rank::county},
    Designation{"parish of", Rank::county},
    Designation{"comune di", Rank::settlement},
    Designation{"estado de", Rank::state},
    Designation{"ciudad de", Rank::settlement},
    Designation{"cidade de", Rank::settlement},
    Designation{"state of", Rank::state},
    Designation{"ville de", Rank::settlement},
    Designation{"stadt", Rank::settlement},
    Designation{"city of", Rank::settlement},
    Designation{"town of", Rank::settlement},
    Designation{"county", Rank::county},
    Designation{"the", Rank::any},
};

constexpr std::array behind_the_name{
    Designation{"city corporation", Rank::settlement},
    Designation{"town city", Rank::settlement},
    Designation{"consolidated government balance", Rank::settlement},
    Designation{"metropolitan government balance", Rank::settlement},
    Designation{"unified government balance", Rank::settlement},
    Designation{"special administrative region", Rank::any},
    Designation{"consolidated government", Rank::settlement},
    Designation{"metropolitan government", Rank::settlement},
    Designation{"unified government", Rank::settlement},
    Designation{"urban county", Rank::settlement},
    Designation{"metro government", Rank::settlement},
    Designation{"metropolitan city", Rank::settlement},
    Designation{"autonomous region", Rank::state},
    Designation{"city and borough", Rank::settlement},
    Designation{"charter township", Rank::township},
    Designation{"local municipality", Rank::settlement},
    Designation{"city municipality", Rank::settlement},
    Designation{"district municipality", Rank::any},
    Designation{"census area", Rank::county},
    Designation{"municipality", Rank::settlement},
    Designation{"municipio", Rank::settlement},
    Designation{"prefecture", Rank::state},
    Designation{"voivodeship", Rank::state},
    Designation{"governorate", Rank::state},
    Designation{"department", Rank::state},
    Designation{"plantation", Rank::township},
    Designation{"province", Rank::state},
    Designation{"township", Rank::township},
    Designation{"village", Rank::settlement},
    Designation{"borough", Rank::settlement},
    Designation{"kommune", Rank::settlement},
    Designation{"kommun", Rank::settlement},
    Designation{"balance", Rank::settlement},
    Designation{"parish", Rank::county},
    Designation{"county", Rank::county},
    Designation{"oblast", Rank::state},
    Designation{"region", Rank::state},
    Designation{"state", Rank::state},
    Designation{"city", Rank::settlement},
    Designation{"town", Rank::settlement},
    Designation{"cdp", Rank::settlement},
};

/// Japanese and Korean words for city, ward, town, village, district, prefecture behind a hyphen.
constexpr std::array<std::string_view, 10> east_asian_endings{"shi", "ku",  "cho", "machi", "mura",
                                                              "son", "gun", "si",  "gu",    "ken"};

class Readings {
  public:
    void add(std::string name, Rank rank, double quality) {
        if (name.empty()) return;
        for (Reading const& known : readings_)
            if (known.name == name && (known.rank == rank || known.rank == Rank::any)) return;
        readings_.push_back({std::move(name), rank, quality});
    }
    std::vector<Reading> take() && {
        std::ranges::stable_sort(readings_, std::greater<>(), &Reading::quality);
        return std::move(readings_);
    }
    std::size_t size() const { return readings_.size(); }
    Reading at(std::size_t number) const { return readings_[number]; }

  private:
    std::vector<Reading> readings_;
};

bool begins_with_words(std::string_view text, std::string_view words) {
    return text.size() > words.size() && text.starts_with(words) && text[words.size()] == ' ';
}

bool ends_with_words(std::string_view text, std::string_view words) {
    return text.size() > words.size() && text.ends_with(words) && text[text.size() - words.size() - 1] == ' ';
}

std::string folded(std::string_view text) {
    return search::spell_out(search::fold(text));
}

/// The name without what it is called by, which may stand on both sides: `Village of Oak Park village`.
void add_without_designations(std::string const& name, double quality, Readings& readings) {
    for (Designation const& designation : before_the_name) {
        if (!begins_with_words(name, designation.words)) continue;
        readings.add(search::spell_out(name.substr(designation.words.size() + 1)), designation.rank,
                     quality - 0.03);
        break;
    }
    for (Designation const& designation : behind_the_name) {
        if (!ends_with_words(name, designation.words)) continue;
        readings.add(name.substr(0, name.size() - designation.words.size() - 1), designation.rank,
                     quality - 0.03);
        break;
    }
}

/// What a word alone says about what bears the name before it.
Rank rank_of_word(std::string_view word) {
    for (Designation const& designation : behind_the_name)
        if (designation.words == word) return designation.rank;
    return Rank::any;
}

/// The parts of a text between any of some characters.
std::vector<std::string_view> parts_of(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find_first_of(separators), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

} // namespace

NameReadings readings_of(std::string_view written) {
    NameReadings result;
    Readings readings;
    readings.add(folded(written), Rank::any, 1);
    // `Name (qualifier), qualifier`: what stands in parentheses or behind a comma says which one is meant.
    std::vector<std::string_view> const parts = parts_of(written, ",()[];");
    std::string const head = parts.empty() ? std::string() : folded(parts.front());
    Rank said = Rank::any;
    for (std::size_t at = 1; at < parts.size(); ++at) {
        std::string qualifier = folded(parts[at]);
        if (Rank const rank = rank_of_word(qualifier); rank != Rank::any) {
            said = rank; // `Washington (state)`
        } else if (!qualifier.empty()) {
            result.qualifiers.push_back(std::move(qualifier));
        }
    }
    readings.add(head, said, 1);
    add_without_designations(head, 1, readings);
    // `City of Oak Park village` twice: the first pass may leave another designation.
    for (std::size_t at = 1, count = readings.size(); at < count; ++at)
        add_without_designations(readings.at(at).name, readings.at(at).quality, readings);
    // `Biel/Bienne`, `Brussel - Bruxelles`: either is a name of it.
    if (!parts.empty()) {
        std::vector<std::string_view> names = parts_of(parts.front(), "/");
        if (std::size_t const dash = parts.front().find(" - "); dash != std::string_view::npos)
            names = {parts.front().substr(0, dash), parts.front().substr(dash + 3)};
        if (names.size() > 1)
            for (std::string_view const name : names)
                readings.add(folded(name), Rank::any, 0.92);
    }
    result.readings = std::move(readings).take();
    return result;
}

std::vector<Reading> wider_readings(std::string_view folded_name, Rank rank) {
    Readings readings;
    std::string const name(folded_name);
    for (std::string_view const ending : east_asian_endings)
        if (ends_with_words(name, ending))
            readings.add(name.substr(0, name.size() - ending.size() - 1), Rank::any, 0.92);
    if (rank == Rank::county)
        for (std::string_view const word : {" county", " parish", " borough", " census area", " municipio"})
            readings.add(name + std::string(word), rank, 0.97);
    if (rank == Rank::state)
        for (std::string_view const word : {" prefecture", " oblast", " province", " region", " state"})
            readings.add(name + std::string(word), rank, 0.95);
    if (rank == Rank::settlement || rank == Rank::any)
        for (std::string_view const word : {" city", " town", " village", " si", " shi", " township"})
            readings.add(name + std::string(word), Rank::settlement, 0.93);
    // Where umlauts are written out: Muenchen, Koeln.
    std::string plain;
    for (std::size_t at = 0; at < name.size(); ++at) {
        plain += name[at];
        bool const may_be_umlaut = name[at] == 'a' || name[at] == 'o' || name[at] == 'u';
        if (may_be_umlaut && at > 0 && at + 1 < name.size() && name[at + 1] == 'e') ++at;
    }
    if (plain != name) readings.add(plain, Rank::any, 0.9);
    return std::move(readings).take();
}

} // namespace legation::registry
