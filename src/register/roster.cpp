#include "register/roster.hpp"

#include "kernel/records/record_store.hpp"
#include "kernel/search/sort_key.hpp"
#include "register/actor.hpp"
#include "register/nouns.hpp"
#include "register/theme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace legation::registry {

namespace {

/// A table that refers to actors, and where its number goes.
struct Counted {
    std::string_view table;
    std::string_view column;
    std::int32_t Recorded::* number;
};

constexpr std::array counted_tables{
    Counted{"memberships", "member_id", &Recorded::memberships},
    Counted{"memberships", "network_id", &Recorded::members},
    Counted{"presences", "actor_id", &Recorded::presences},
    Counted{"jurisdictions", "mission_id", &Recorded::jurisdictions},
    Counted{"commitments", "actor_id", &Recorded::commitments},
    Counted{"people", "actor_id", &Recorded::people},
    Counted{"identifiers", "actor_id", &Recorded::identifiers},
    Counted{"international_offices", "actor_id", &Recorded::offices},
    Counted{"actors", "parent_id", &Recorded::parts},
};

/// Tables that stand between actors and a record: both sides must be visible.
constexpr std::string_view partnership_parties_sql =
    "SELECT p.partnership_id, p.actor_id FROM partnership_parties p JOIN partnerships t ON t.id = "
    "p.partnership_id "
    "WHERE p.is_hidden = 0 AND t.is_hidden = 0 AND t.audience = 'public' ORDER BY p.partnership_id, "
    "p.position";
constexpr std::string_view participants_sql =
    "SELECT DISTINCT p.activity_id, p.actor_id FROM activity_participants p JOIN activities t ON t.id = "
    "p.activity_id "
    "WHERE p.is_hidden = 0 AND t.is_hidden = 0 AND t.audience = 'public'";

} // namespace

std::shared_ptr<Roster const> Roster::read(store::Store& store,
                                           std::shared_ptr<gazetteer::Atlas const> atlas) {
    auto roster = std::make_shared<Roster>();
    roster->atlas_ = std::move(atlas);
    store.read([&](store::ReadTransaction& tx) {
        roster->change_number_ = records::change_number(tx);
        roster->read_actors(tx);
        roster->read_counts(tx);
        roster->read_partners(tx);
        roster->read_last_activities(tx);
        roster->order_by_latitude();
        roster->read_names(tx);
        roster->count_totals(tx);
        roster->read_audiences(tx);
    });
    return roster;
}

void Roster::read_actors(store::ReadTransaction& tx) {
    for (Actor& actor : records::visible<Actor>(tx, "id > 0")) {
        RosterEntry entry;
        entry.id = actor.id;
        entry.is_government = actor.is_government();
        entry.place_id = actor.place_id.value_or(0);
        entry.parent_id = actor.parent_id.value_or(0);
        entry.sort_key = search::sort_key(actor.name);
        entry.themes = records::split_list(actor.themes);
        entry.slug = std::move(actor.slug);
        entry.name = std::move(actor.name);
        entry.short_name = std::move(actor.short_name);
        entry.other_names = std::move(actor.other_names);
        entry.kind = std::move(actor.kind);
        entry.country = std::move(actor.country);
        entry.summary = std::move(actor.summary);
        entry.changed_at = std::move(actor.changed_at);
        if (entry.place_id != 0 && atlas_->has(entry.place_id)) {
            entry.state_id = atlas_->state_of(entry.place_id);
            // The government of a place has its slug; a commission only sits somewhere.
            entry.governs_place = atlas_->entry(entry.place_id).slug == entry.slug;
            if (entry.governs_place) entry.population = atlas_->entry(entry.place_id).population;
        }
        entries_.push_back(std::move(entry));
    }
    std::ranges::sort(entries_, [](RosterEntry const& a, RosterEntry const& b) {
        return a.sort_key != b.sort_key ? a.sort_key < b.sort_key : a.slug < b.slug;
    });
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        by_id_.emplace(entries_[i].id, i);
        by_slug_.emplace(entries_[i].slug, i);
        if (entries_[i].governs_place) by_place_.emplace(entries_[i].place_id, i);
    }
}

void Roster::read_counts(store::ReadTransaction& tx) {
    for (Counted const& counted : counted_tables)
        tx.each<std::int64_t, std::int64_t>(
            fmt::format("SELECT {0}, COUNT(*) FROM {1} WHERE {2} AND {0} IS NOT NULL GROUP BY {0}",
                        counted.column, counted.table, records::visible_condition),
            [&](std::int64_t actor_id, std::int64_t count) {
                if (RosterEntry* entry = entry_of(actor_id))
                    entry->recorded.*counted.number = static_cast<std::int32_t>(count);
            });
    tx.each<std::int64_t, std::int64_t>(participants_sql, [&](std::int64_t, std::int64_t actor_id) {
        if (RosterEntry* entry = entry_of(actor_id)) ++entry->recorded.activities;
    });
    tx.each<std::string, std::int64_t>("SELECT target_key, COUNT(*) FROM mentions WHERE target_type = "
                                       "'actor' AND record_type = 'practice' AND "
                                       "field = 'offered_by' AND audience = 'public' GROUP BY target_key",
                                       [&](std::string const& slug, std::int64_t count) {
                                           auto const found = by_slug_.find(slug);
                                           if (found != by_slug_.end())
                                               entries_[found->second].recorded.practices =
                                                   static_cast<std::int32_t>(count);
                                       });
    tx.each<std::int64_t, std::int64_t>(
        fmt::format("SELECT member_id, network_id FROM memberships WHERE {}", records::visible_condition),
        [&](std::int64_t member_id, std::int64_t network_id) {
            if (RosterEntry* entry = entry_of(member_id)) entry->networks.push_back(network_id);
        });
}

void Roster::read_partners(store::ReadTransaction& tx) {
    tx.each<std::int64_t, std::int64_t>(partnership_parties_sql,
                                        [&](std::int64_t partnership_id, std::int64_t actor_id) {
                                            if (by_id_.contains(actor_id))
                                                parties_[partnership_id].push_back(actor_id);
                                        });
    for (auto const& [partnership_id, parties] : parties_)
        for (std::int64_t const party : parties) {
            RosterEntry& entry = *entry_of(party);
            ++entry.recorded.partnerships;
            for (std::int64_t const other_id : parties) {
                std::string const& country = entry_of(other_id)->country;
                bool const is_abroad = !country.empty() && country != entry.country;
                auto& countries = entry.partnership_countries;
                if (is_abroad && std::ranges::find(countries, country) == countries.end())
                    countries.push_back(country);
            }
        }
}

void Roster::read_last_activities(store::ReadTransaction& tx) {
    tx.each<std::int64_t, std::string>("SELECT t.partnership_id, MAX(COALESCE(a.ends, a.starts)) FROM "
                                       "(SELECT q.partnership_id, p.activity_id FROM "
                                       "activity_participants p JOIN partnership_parties q ON q.actor_id = "
                                       "p.actor_id WHERE p.is_hidden = 0 AND "
                                       "q.is_hidden = 0 GROUP BY q.partnership_id, p.activity_id HAVING "
                                       "COUNT(DISTINCT p.actor_id) > 1) t JOIN "
                                       "activities a ON a.id = t.activity_id WHERE a.is_hidden = 0 AND "
                                       "a.audience = 'public' GROUP BY t.partnership_id",
                                       [&](std::int64_t partnership_id, std::string date) {
                                           if (!date.empty())
                                               last_activities_.emplace(partnership_id, std::move(date));
                                       });
}

void Roster::order_by_latitude() {
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (entries_[i].governs_place && atlas_->entry(entries_[i].place_id).has_coordinates)
            by_latitude_.push_back(i);
    std::ranges::sort(by_latitude_, {},
                      [&](std::size_t i) { return atlas_->entry(entries_[i].place_id).latitude; });
}

void Roster::read_names(store::ReadTransaction& tx) {
    for (Theme& theme : records::visible<Theme>(tx, "id > 0 ORDER BY name"))
        themes_.push_back({std::move(theme.slug), std::move(theme.name), std::move(theme.name_es)});
    for (Source const& source : records::visible<Source>(tx, "id > 0")) {
        sources_.emplace(source.key, source);
    }
}

void Roster::count_totals(store::ReadTransaction& tx) {
    auto const count = [&](std::string_view table) {
        return tx
            .value<std::int64_t>(
                fmt::format("SELECT COUNT(*) FROM {} WHERE {}", table, records::visible_condition))
            .value_or(0);
    };
    totals_.partnerships = count("partnerships");
    totals_.memberships = count("memberships");
    totals_.activities = count("activities");
    totals_.practices = count("practices");
    totals_.commitments = count("commitments");
    totals_.convenings = count("convenings");
    totals_.people = count("people");
    totals_.sources = static_cast<std::int64_t>(sources_.size());
    std::set<std::string_view> countries;
    for (RosterEntry const& entry : entries_) {
        (entry.is_government ? totals_.governments : totals_.organizations) += 1;
        if (!entry.country.empty()) countries.insert(entry.country);
    }
    totals_.countries = static_cast<std::int64_t>(countries.size());
}

void Roster::read_audiences(store::ReadTransaction& tx) {
    // What was erased changes the past, which is otherwise settled.
    for (std::string_view const mark : {"erased_at", "words_erased_at"})
        closed_mark_ += fmt::format(
            "{};",
            tx.value<std::int64_t>(fmt::format("SELECT COUNT(*) FROM revisions WHERE {} IS NOT NULL", mark))
                .value_or(0));
    for (records::RecordType const* type : nouns()) {
        // CAST, because PostgreSQL adds up numbers to another type.
        std::int64_t closed = 0;
        tx.each<std::int64_t, std::int64_t, std::string>(
            fmt::format(
                "SELECT COUNT(*), CAST(COALESCE(SUM(id), 0) AS BIGINT), COALESCE(MAX(changed_at), '') "
                "FROM {} WHERE NOT audience = 'public'",
                type->table),
            [&](std::int64_t count, std::int64_t ids, std::string const& last) {
                closed = count;
                closed_mark_ += fmt::format("{},{},{};", count, ids, last);
            });
        if (closed == 0) continue;
        auto const audiences = tx.values<std::string>(fmt::format(
            "SELECT DISTINCT audience FROM {} WHERE is_hidden = 0 AND NOT audience = 'public'", type->table));
        closed_audiences_.insert(audiences.begin(), audiences.end());
        tx.each<std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
            fmt::format(
                "SELECT o.actor_id, COUNT(*), CAST(SUM(t.id) AS BIGINT), MIN(t.is_hidden) FROM {} t JOIN "
                "record_owners o ON o.record_id = t.id WHERE t.audience NOT IN ('public', 'members') "
                "AND o.record_table = :table GROUP BY o.actor_id ORDER BY o.actor_id",
                type->table),
            [&](std::int64_t owner, std::int64_t count, std::int64_t ids, std::int64_t all_are_hidden) {
                closed_mark_ += fmt::format("own:{},{},{};", owner, count, ids);
                if (all_are_hidden == 0) closed_audiences_.insert(fmt::format("own:{}", owner));
            },
            type->table);
    }
}

RosterEntry* Roster::entry_of(std::int64_t actor_id) {
    auto const found = by_id_.find(actor_id);
    return found == by_id_.end() ? nullptr : &entries_[found->second];
}

RosterEntry const* Roster::find(std::string_view slug) const {
    auto const found = by_slug_.find(slug);
    return found == by_slug_.end() ? nullptr : &entries_[found->second];
}

RosterEntry const* Roster::by_id(std::int64_t actor_id) const {
    auto const found = by_id_.find(actor_id);
    return found == by_id_.end() ? nullptr : &entries_[found->second];
}

RosterEntry const* Roster::of_place(std::int64_t place_id) const {
    auto const found = by_place_.find(place_id);
    return found == by_place_.end() ? nullptr : &entries_[found->second];
}

std::vector<std::int64_t> const& Roster::parties(std::int64_t partnership_id) const {
    static std::vector<std::int64_t> const none;
    auto const found = parties_.find(partnership_id);
    return found == parties_.end() ? none : found->second;
}

std::string_view Roster::last_activity(std::int64_t partnership_id) const {
    auto const found = last_activities_.find(partnership_id);
    return found == last_activities_.end() ? std::string_view() : found->second;
}

std::vector<RosterEntry const*> Roster::nearest(std::int64_t place_id, std::size_t limit,
                                                double kilometers) const {
    auto const& here = atlas_->entry(place_id);
    if (!here.has_coordinates) return {};
    constexpr double kilometers_per_degree = 111.2; // of latitude
    auto const band = static_cast<float>(kilometers / kilometers_per_degree);
    auto const latitude = [&](std::size_t i) { return atlas_->entry(entries_[i].place_id).latitude; };
    auto const first = std::ranges::lower_bound(by_latitude_, here.latitude - band, {}, latitude);
    auto const last = std::ranges::upper_bound(by_latitude_, here.latitude + band, {}, latitude);
    std::vector<std::pair<double, RosterEntry const*>> found;
    for (auto at = first; at != last; ++at) {
        RosterEntry const& entry = entries_[*at];
        auto const& there = atlas_->entry(entry.place_id);
        if (entry.place_id == place_id || there.kind != gazetteer::PlaceKind::place) continue;
        double const distance =
            gazetteer::kilometers_between(here.latitude, here.longitude, there.latitude, there.longitude);
        if (distance <= kilometers) found.emplace_back(distance, &entry);
    }
    std::ranges::sort(found, [](auto const& a, auto const& b) {
        return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
    });
    std::vector<RosterEntry const*> nearest;
    for (auto const& [distance, entry] : found)
        if (nearest.size() < limit) nearest.push_back(entry);
    return nearest;
}

ThemeName const* Roster::theme(std::string_view slug) const {
    auto const found = std::ranges::find(themes_, slug, &ThemeName::slug);
    return found == themes_.end() ? nullptr : &*found;
}

Source const* Roster::source(std::string_view key) const {
    auto const found = sources_.find(std::string(key));
    return found == sources_.end() ? nullptr : &found->second;
}

std::string Roster::context(RosterEntry const& entry, bool spanish) const {
    if (entry.place_id != 0 && atlas_->has(entry.place_id))
        return entry.governs_place ? atlas_->context(entry.place_id, spanish)
                                   : atlas_->full_name(entry.place_id, spanish);
    if (auto const country = atlas_->country(entry.country))
        return std::string(atlas_->name(*country, spanish));
    return {};
}

} // namespace legation::registry
