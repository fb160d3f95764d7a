#include "register/import/name_resolver.hpp"

#include "kernel/hash.hpp"
#include "kernel/search/fold.hpp"
#include "register/actor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using records::Field;
using records::Kind;
using records::RecordType;

constexpr std::size_t most_decided = 200'000;

bool is_settlement_word(std::string_view word) {
    static constexpr std::array<std::string_view, 5> words{"city", "town", "village", "borough",
                                                           "municipality"};
    return std::ranges::find(words, word) != words.end();
}

/// Such agreements are signed by the government of a city, so the place has one.
bool is_between_municipalities(std::string_view partnership_kind) {
    return partnership_kind == "sister_city" || partnership_kind == "friendship" ||
           partnership_kind == "twinning";
}

std::string parties_key(std::string_view kind, std::vector<std::string> slugs) {
    std::ranges::sort(slugs);
    std::string key(kind);
    for (std::string const& slug : slugs)
        key += '|' + slug;
    return key;
}

std::string joined(std::vector<std::string> const& parts) {
    std::string all;
    for (std::string const& part : parts)
        all += (all.empty() ? "" : ";") + part;
    return all;
}

} // namespace

std::string* ResolvedRow::cell(std::string_view column) {
    auto const found = std::ranges::find(columns, column);
    return found == columns.end() ? nullptr : &cells[static_cast<std::size_t>(found - columns.begin())];
}

void ResolvedRow::set(std::string_view column, std::string value) {
    if (std::string* held = cell(column)) {
        *held = std::move(value);
        return;
    }
    columns.emplace_back(column);
    cells.push_back(std::move(value));
}

std::string slug_of(std::string_view text) {
    constexpr std::size_t longest = 80;
    std::string slug;
    for (char const character : search::fold(text)) {
        bool const is_plain =
            (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
        if (is_plain)
            slug += character;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    constexpr std::size_t hash_digits = 10;
    std::string const hash = sha256_hex(text).substr(0, hash_digits);
    if (slug.size() > longest) slug = slug.substr(0, longest) + '-' + hash;
    while (slug.ends_with('-'))
        slug.pop_back();
    // A name in another script is told apart by its checksum.
    constexpr std::size_t least = 2;
    return slug.size() < least ? "x-" + hash : slug;
}

std::string kind_of_government(gazetteer::Atlas::Entry const& place, std::string_view said_kind,
                               std::string_view written) {
    using gazetteer::PlaceKind;
    switch (place.kind) {
    case PlaceKind::country:
        return "country";
    case PlaceKind::state:
        return "state";
    case PlaceKind::territory:
        return "territory";
    case PlaceKind::county:
        return "county";
    case PlaceKind::subdivision:
        return "foreign_subnational";
    case PlaceKind::place:
        break;
    }
    if (place.country != "US") return "foreign_subnational";
    if (said_kind == "municipality" || said_kind == "township") return std::string(said_kind);
    std::vector<std::string> const words = search::tokens(written);
    if (words.size() > 2 && is_settlement_word(words[0]) && words[1] == "of") return "municipality";
    return {};
}

Verdict const& NameResolver::decide(Mention const& mention) {
    std::string key =
        fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", mention.name, mention.kind, mention.country,
                    mention.state, mention.county, mention.latitude.value_or(0),
                    mention.longitude.value_or(0), mention.population.value_or(-1));
    for (std::string const& network : mention.networks)
        key += '\n' + network;
    if (decided_.size() > most_decided) decided_.clear();
    auto const found = decided_.find(key);
    if (found != decided_.end()) return found->second;
    return decided_.emplace(std::move(key), reconciler_.decide(mention)).first->second;
}

ResolvedRow NameResolver::resolve(ImportRow const& row) {
    RecordType const& noun = *row.noun;
    ResolvedRow resolved{row.columns, row.cells, {}, {}, false};
    resolve_references(noun, row, resolved);
    if (noun.name == "actor") resolve_slug(row, resolved);
    if (noun.name == "actor") resolve_self(row, resolved);
    if (resolved.questions.empty()) make_key(noun, resolved);
    return resolved;
}

void NameResolver::resolve_references(RecordType const& noun, ImportRow const& row, ResolvedRow& resolved) {
    for (Field const& field : noun.fields) {
        bool const is_reference = field.kind == Kind::reference;
        if (!is_reference && field.kind != Kind::list) continue;
        if (field.target != "actor" && field.target != "place" && field.target != "theme") continue;
        resolve_entries(records::public_name(field), field.target, !is_reference, row, resolved);
    }
    resolve_entries("parties", "actor", true, row, resolved);
    resolve_entries("participants", "actor", true, row, resolved);
}

void NameResolver::resolve_entries(std::string_view column, std::string_view target, bool is_list,
                                   ImportRow const& row, ResolvedRow& resolved) {
    std::string const* const cell = resolved.cell(column);
    if (cell == nullptr || cell->empty()) return;
    auto const said = row.mentions.find(column);
    auto const decided = row.verdicts.find(column);
    std::vector<std::string> entries = is_list ? records::split_list(*cell) : std::vector{*cell};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Mention const* const mention =
            said == row.mentions.end() || i >= said->second.size() ? nullptr : &said->second[i];
        Verdict const* const verdict =
            decided == row.verdicts.end() || i >= decided->second.size() ? nullptr : &decided->second[i];
        std::string role; // participants: `Nagoya=host`
        if (std::size_t const equals = entries[i].find('=');
            column == "participants" && equals != std::string::npos) {
            role = entries[i].substr(equals);
            entries[i].resize(equals);
        }
        entries[i] = resolve_name(column, target, entries[i], mention, verdict, resolved) + role;
    }
    resolved.set(column, joined(entries));
}

std::string NameResolver::resolve_name(std::string_view column, std::string_view target,
                                       std::string const& written, Mention const* said,
                                       Verdict const* decided, ResolvedRow& resolved) {
    auto const answered = answers_.find(fmt::format("{}\n{}", column, written));
    std::string const& name = answered == answers_.end() ? written : answered->second;
    Roster const& roster = reconciler_.roster();
    std::string const* const partnership = column == "parties" ? resolved.cell("kind") : nullptr;
    bool const are_municipalities = partnership != nullptr && is_between_municipalities(*partnership);
    if (decided != nullptr && answered == answers_.end())
        return take(column, target, written, *decided, resolved,
                    are_municipalities ? "municipality" : said->kind);
    if (target == "theme") {
        for (ThemeName const& theme : roster.themes()) {
            std::string const folded = search::fold(name);
            if (folded == search::fold(theme.name) || folded == search::fold(theme.name_es))
                return theme.slug;
        }
        return name;
    }
    if (target == "actor" && roster.find(name) != nullptr) return name;
    if (target == "actor" && records::is_slug(name) && is_recorded_(name)) return name;
    auto const place = records::is_slug(name) ? reconciler_.atlas().find(name) : std::nullopt;
    if (place && target == "place") return name;
    Mention mention = said == nullptr ? Mention{} : *said;
    if (mention.name.empty()) mention.name = name;
    if (column == "network" && mention.kind.empty()) mention.kind = "network";
    std::string said_kind = are_municipalities ? "municipality" : mention.kind;
    // A person who names the slug of a place has decided that it takes part.
    if (!answers_.empty() && said_kind.empty()) said_kind = "municipality";
    if (place) {
        Verdict verdict{Verdict::Decision::certain, {}, "its slug"};
        verdict.candidates.push_back(
            {*place, 0, name, std::string(reconciler_.atlas().name(*place, false)), 100, {"its slug"}});
        return take(column, target, written, verdict, resolved, said_kind);
    }
    if (target == "place" && mention.country.empty())
        if (std::string const* country = resolved.cell("country")) mention.country = *country;
    return take(column, target, written, decide(mention), resolved, said_kind);
}

std::string NameResolver::take(std::string_view column, std::string_view target, std::string const& written,
                               Verdict const& verdict, ResolvedRow& resolved, std::string_view said_kind) {
    auto const ask = [&](std::string reason) {
        resolved.questions.push_back({std::string(column), written, std::move(reason), verdict.candidates});
        return written;
    };
    if (verdict.decision != Verdict::Decision::certain) return ask(verdict.reason);
    Candidate const& best = verdict.candidates.front();
    TakenName taken{std::string(column), written, best.slug, best.score, {}, 0, {}};
    for (std::string const& reason : best.reasons)
        taken.reason += (taken.reason.empty() ? "" : "; ") + reason;
    if (target == "place") {
        if (best.place_id == 0) return ask("it is recorded, but it is no place of the gazetteer");
        taken.slug = reconciler_.atlas().entry(best.place_id).slug;
    } else if (best.actor_id == 0) {
        gazetteer::Atlas::Entry const& place = reconciler_.atlas().entry(best.place_id);
        taken.slug = place.slug;
        taken.actor_kind = kind_of_government(place, said_kind, written);
        if (taken.actor_kind.empty())
            return ask(
                fmt::format("“{}” is a place; nothing says that it has a government of its own. Accept "
                            "it if it has",
                            best.name));
        taken.place_to_record = best.place_id;
    }
    resolved.names.push_back(taken);
    return taken.slug;
}

/// A found file that says something of a government names it in the place of its slug.
void NameResolver::resolve_slug(ImportRow const& row, ResolvedRow& resolved) {
    std::string const* const slug = resolved.cell("slug");
    bool const is_name =
        slug != nullptr && (row.verdicts.contains("slug") || answers_.contains("slug\n" + *slug));
    if (!is_name) return;
    resolve_entries("slug", "actor", false, row, resolved);
    if (resolved.questions.empty()) become_place(resolved);
    resolved.has_made_key = true;
}

/// The row itself is the record of the place that was taken last, if nothing was recorded about that.
void NameResolver::become_place(ResolvedRow& resolved) const {
    if (resolved.names.empty() || resolved.names.back().place_to_record == 0) return;
    TakenName& self = resolved.names.back();
    gazetteer::Atlas::Entry const& place = reconciler_.atlas().entry(self.place_to_record);
    resolved.set("place", std::string(place.slug));
    resolved.set("country", std::string(place.country));
    for (auto const& [column, value] :
         {std::pair("kind", std::string_view(self.actor_kind)), std::pair("name", place.name)}) {
        std::string const* const held = resolved.cell(column);
        if (held == nullptr || held->empty()) resolved.set(column, std::string(value));
    }
    self.place_to_record = 0;
}

/// An actor without slug: a government has its place's, whoever is recorded already has one, and an
/// organization gets one of its name.
void NameResolver::resolve_self(ImportRow const& row, ResolvedRow& resolved) {
    std::string const* const slug = resolved.cell("slug");
    std::string const* const name = resolved.cell("name");
    if ((slug != nullptr && !slug->empty()) || name == nullptr || name->empty()) return;
    auto const said = row.mentions.find("name");
    Mention mention = said == row.mentions.end() || said->second.empty() ? Mention{} : said->second.front();
    if (mention.name.empty()) mention.name = *name;
    if (std::string const* kind = resolved.cell("kind"); kind != nullptr) mention.kind = *kind;
    if (std::string const* country = resolved.cell("country"); country != nullptr && mention.country.empty())
        mention.country = *country;
    bool const is_organization = !mention.kind.empty() && !is_government(mention.kind);
    std::string const written = *name;
    auto const answered = answers_.find("name\n" + written);
    if (answered != answers_.end() && answered->second.starts_with(new_actor)) {
        resolved.set("slug", answered->second.substr(new_actor.size()));
        resolved.has_made_key = true;
        return;
    }
    if (answered != answers_.end()) {
        resolved.set("slug", resolve_name("name", "actor", written, nullptr, nullptr, resolved));
    } else {
        Verdict const& verdict = decide(mention);
        bool const is_place_only =
            verdict.decision == Verdict::Decision::certain && verdict.candidates.front().actor_id == 0;
        if (is_organization && (verdict.decision == Verdict::Decision::unknown || is_place_only)) {
            resolved.set("slug", slug_of(written));
            resolved.has_made_key = true;
            return;
        }
        std::string const taken = take("name", "actor", written, verdict, resolved, mention.kind);
        if (!resolved.questions.empty()) return;
        resolved.set("slug", taken);
    }
    resolved.has_made_key = true;
    become_place(resolved);
}

void NameResolver::make_key(RecordType const& noun, ResolvedRow& resolved) const {
    if (noun.key.empty()) return;
    std::string const* const key = resolved.cell(noun.key);
    if (key != nullptr && !key->empty()) return;
    auto const text = [&](std::string_view column) {
        std::string const* const cell = resolved.cell(column);
        return cell == nullptr ? std::string() : *cell;
    };
    std::string made;
    if (noun.name == "partnership") {
        std::vector<std::string> slugs = records::split_list(text("parties"));
        auto const known = partnerships_.find(parties_key(text("kind"), slugs));
        std::ranges::sort(slugs);
        made = known != partnerships_.end() ? known->second : slug_of(joined(slugs) + ' ' + text("kind"));
    } else if (noun.name == "activity") {
        made = slug_of(text("title") + ' ' + text("starts"));
    } else if (noun.name == "person") {
        made = slug_of(text("name") + ' ' + text("actor"));
    } else if (noun.name == "source" || noun.name == "practice") {
        made = slug_of(text("title"));
    } else if (noun.name == "commitment") {
        made = slug_of(text("actor") + ' ' + text("title"));
    } else if (noun.name != "actor") {
        made = slug_of(text("name"));
    }
    if (made.empty()) return;
    resolved.set(noun.key, std::move(made));
    resolved.has_made_key = true;
}

} // namespace legation::registry
