#include "register/finder.hpp"

#include "kernel/records/record_store.hpp"
#include "kernel/views/tr.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/convening.hpp"
#include "register/partnership.hpp"
#include "register/person.hpp"
#include "register/practice.hpp"
#include "register/theme.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using gazetteer::Atlas;
using gazetteer::PlaceKind;

/// Ids in the searches: places have the gazetteer's own, findings follow above all of these.
constexpr std::uint32_t first_finding = 1U << 30;

/// What has no population is about as well known as a town of this size; an organization gains with its
/// members.
constexpr double renown_of_record = 2'000;
constexpr double renown_of_organization = 60'000;
constexpr double renown_of_theme = 500'000;

std::vector<std::string_view> split(std::string_view list, char separator) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        std::size_t const end = list.find(separator);
        std::string_view part = list.substr(0, end);
        while (part.starts_with(' '))
            part.remove_prefix(1);
        if (!part.empty()) parts.push_back(part);
        if (end == std::string_view::npos) break;
        list.remove_prefix(end + 1);
    }
    return parts;
}

std::vector<std::uint32_t> areas_of(Atlas const& atlas, std::int64_t place_id) {
    std::vector<std::uint32_t> areas;
    for (std::int64_t const area : atlas.ancestors(place_id))
        areas.push_back(static_cast<std::uint32_t>(area));
    return areas;
}

/// `TX` of `US-TX`: people write the part behind the country.
std::string_view local_code(std::string_view code) {
    std::size_t const hyphen = code.find('-');
    return hyphen == std::string_view::npos ? code : code.substr(hyphen + 1);
}

std::vector<std::string_view> names_of(Atlas::Entry const& place) {
    std::vector<std::string_view> names = split(place.other_names, '|');
    if (!place.name_es.empty()) names.push_back(place.name_es);
    // Numbers are codes nobody searches by ("75" for Paris), and they would crowd the index.
    std::string_view const code = local_code(place.code);
    if (code.size() >= 2 && (code[0] < '0' || code[0] > '9')) names.push_back(code);
    return names;
}

double renown_of_government(Atlas const& atlas, std::int64_t place_id) {
    auto const& place = atlas.entry(place_id);
    // As the search weighs areas that nobody has written about: at half of what they contain.
    return place.kind == PlaceKind::place ? static_cast<double>(place.population)
                                          : static_cast<double>(place.people_within) / 2;
}

std::string last_part(std::string const& path) {
    return path.substr(path.rfind('/') + 1);
}

} // namespace

std::shared_ptr<search::NameIndex const> Finder::index_places(Atlas const& atlas) {
    search::NameIndexBuilder builder;
    for (std::size_t i = 1; i <= atlas.size(); ++i) {
        auto const& place = atlas.entry(static_cast<std::int64_t>(i));
        if (place.slug.empty()) continue;
        search::Entry entry;
        entry.id = static_cast<std::uint32_t>(i);
        entry.name = place.name;
        entry.other_names = names_of(place);
        entry.weight = static_cast<double>(place.population);
        entry.kind = static_cast<std::uint32_t>(FoundKind::place);
        entry.areas = areas_of(atlas, static_cast<std::int64_t>(i));
        builder.add(entry);
    }
    return std::make_shared<search::NameIndex const>(std::move(builder).build());
}

Finder::Finder(store::Store& store, std::shared_ptr<Atlas const> atlas, std::shared_ptr<Roster const> roster,
               std::shared_ptr<search::NameIndex const> places)
    : atlas_(std::move(atlas)), roster_(std::move(roster)), places_(std::move(places)) {
    add_actors();
    store.read([&](store::ReadTransaction& tx) { read_findings(tx); });
    build();
}

void Finder::add_actors() {
    for (RosterEntry const& actor : roster_->entries()) {
        Finding finding;
        finding.kind = actor.is_government ? FoundKind::government : FoundKind::organization;
        finding.title = actor.name;
        finding.other_names = actor.short_name + ";" + actor.other_names;
        finding.words = actor.summary;
        finding.path = "/register/" + actor.slug;
        finding.actor_id = actor.id;
        finding.place_id = actor.place_id;
        finding.label = records::choice_label(actor_kinds(), actor.kind);
        findings_.push_back(std::move(finding));
    }
}

void Finder::read_findings(store::ReadTransaction& tx) {
    auto const first_actor = [&](std::string_view slugs) {
        RosterEntry const* actor = roster_->find(slugs.substr(0, slugs.find(';')));
        return actor == nullptr ? 0 : actor->id;
    };
    auto const add = [&](FoundKind kind, std::string title, std::string words, std::string path,
                         std::string_view label) {
        Finding finding;
        finding.kind = kind;
        finding.title = std::move(title);
        finding.words = std::move(words);
        finding.path = std::move(path);
        finding.label = label;
        findings_.push_back(std::move(finding));
        return &findings_.back();
    };
    for (Partnership const& partnership : records::visible<Partnership>(tx, "title IS NOT NULL"))
        add(FoundKind::partnership, partnership.title, partnership.summary,
            "/register/partnerships/" + partnership.uuid,
            records::choice_label(partnership_kinds(), partnership.kind));
    for (Activity const& activity : records::visible<Activity>(tx, "id > 0"))
        add(FoundKind::activity, activity.title, activity.summary, "/register/activities/" + activity.uuid,
            records::choice_label(activity_kinds(), activity.kind));
    for (Practice const& practice : records::visible<Practice>(tx, "id > 0"))
        add(FoundKind::practice, practice.title, practice.summary, "/register/practices/" + practice.uuid,
            tr_noop("Practice"))
            ->actor_id = first_actor(practice.offered_by);
    for (Commitment const& commitment : records::visible<Commitment>(tx, "id > 0"))
        add(FoundKind::commitment, commitment.title, commitment.summary,
            "/register/commitments/" + commitment.uuid, tr_noop("Commitment"))
            ->actor_id = commitment.actor_id;
    for (Convening const& convening : records::visible<Convening>(tx, "id > 0"))
        add(FoundKind::convening, convening.name, convening.summary, "/register/convenings/" + convening.slug,
            tr_noop("Convening"))
            ->other_names = convening.short_name;
    for (Person const& person : records::visible<Person>(tx, "id > 0"))
        add(FoundKind::person, person.name, person.role + " " + person.expertise,
            "/register/people/" + person.uuid, tr_noop("Person"))
            ->actor_id = person.actor_id.value_or(0);
    for (Theme const& theme : records::visible<Theme>(tx, "id > 0"))
        add(FoundKind::theme, theme.name, theme.summary, "/register/themes/" + theme.slug, tr_noop("Theme"))
            ->other_names = theme.name_es;
}

void Finder::build() {
    search::NameIndexBuilder builder;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
        Finding const& finding = findings_[i];
        search::Entry entry;
        entry.id = first_finding + static_cast<std::uint32_t>(i);
        entry.name = finding.title;
        entry.other_names = split(finding.other_names, ';');
        entry.words = finding.words;
        entry.recorded = true;
        entry.kind = static_cast<std::uint32_t>(finding.kind);
        entry.weight = renown_of_record;
        if (finding.kind == FoundKind::organization) {
            entry.weight = renown_of_organization;
        } else if (finding.kind == FoundKind::theme) {
            entry.weight = renown_of_theme;
        }
        if (finding.place_id != 0 && atlas_->has(finding.place_id)) {
            entry.areas = areas_of(*atlas_, finding.place_id);
            RosterEntry const* actor = roster_->by_id(finding.actor_id);
            if (actor != nullptr && actor->governs_place) {
                for (std::string_view const name : names_of(atlas_->entry(finding.place_id)))
                    entry.other_names.push_back(name);
                entry.weight = renown_of_government(*atlas_, finding.place_id);
            }
        }
        builder.add(entry);
    }
    records_ = std::move(builder).build();
}

FoundPage Finder::search(std::string_view text, std::size_t limit, std::size_t offset, bool as_you_type,
                         bool spanish) const {
    search::Query query;
    query.text = text;
    query.limit = limit;
    query.offset = offset;
    query.as_you_type = as_you_type;
    // A place that somebody has written about is found as that government, not a second time.
    query.hidden = [&](std::uint32_t id) {
        return id < first_finding && roster_->of_place(static_cast<std::int64_t>(id)) != nullptr;
    };
    std::array<search::NameIndex const*, 2> const indexes{places_.get(), &records_};
    search::Matches const matches = search::search(indexes, query);

    FoundPage page;
    page.total = matches.total;
    page.more_exist = matches.more_exist;
    for (search::Match const& match : matches.best)
        page.items.push_back(match.id < first_finding
                                 ? show_place(static_cast<std::int64_t>(match.id), spanish)
                                 : show_finding(findings_[match.id - first_finding], spanish));
    return page;
}

Found Finder::show_place(std::int64_t place_id, bool spanish) const {
    auto const& place = atlas_->entry(place_id);
    Found found;
    found.slug = place.slug;
    found.path = fmt::format("/register/{}", place.slug);
    found.title = atlas_->name(place_id, spanish);
    found.label = gazetteer::label_of(place.kind);
    found.context = atlas_->context(place_id, spanish);
    found.country = place.country;
    return found;
}

Found Finder::show_finding(Finding const& finding, bool spanish) const {
    Found found;
    found.path = finding.path;
    found.slug = last_part(finding.path);
    found.title = finding.title;
    found.label = finding.label;
    found.kind = finding.kind;
    found.is_recorded = true;
    RosterEntry const* actor = finding.actor_id == 0 ? nullptr : roster_->by_id(finding.actor_id);
    if (actor != nullptr) {
        found.country = actor->country;
        bool const is_actor =
            finding.kind == FoundKind::government || finding.kind == FoundKind::organization;
        found.context = is_actor ? roster_->context(*actor, spanish) : actor->name;
        if (actor->governs_place && is_actor && spanish) found.title = atlas_->name(actor->place_id, spanish);
    }
    return found;
}

} // namespace legation::registry
