#include "register/fact_sheet/fact_sheet.hpp"

#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/country_view.hpp"
#include "register/international_office.hpp"
#include "register/partnership.hpp"
#include "register/person.hpp"
#include "register/presence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace legation::registry {

namespace {

using gazetteer::PlaceKind;
using records::visible;
using records::visible_through;
using store::ReadTransaction;

// What fits on one page of A4 or Letter, whoever it is about; a browser test prints the fullest.
constexpr std::size_t most_countries = 9;
constexpr std::size_t most_partners = 4;
constexpr std::size_t most_networks = 6;
constexpr std::size_t most_presences = 5;
constexpr std::size_t most_activities = 5;
constexpr std::size_t most_themes = 6;
constexpr std::size_t most_contacts = 4;
constexpr std::size_t most_governments = 8;
constexpr std::size_t longest_summary = 330;

bool is_state_like(PlaceKind kind) {
    return kind == PlaceKind::state || kind == PlaceKind::territory || kind == PlaceKind::subdivision;
}

/// Whole words of a text, within `most` bytes.
std::string shortened(std::string const& text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t const blank = text.rfind(' ', most);
    return blank == std::string::npos ? std::string() : text.substr(0, blank) + " …";
}

SheetList first_of(std::vector<Cell> cells, std::size_t most) {
    SheetList list;
    list.more = cells.size() > most ? cells.size() - most : 0;
    if (cells.size() > most) cells.resize(most);
    list.items = std::move(cells);
    return list;
}

/// Gathers the parts one after the other; each adds the sources that it read.
class Sheet {
  public:
    Sheet(ReadTransaction& tx, Presenter const& presenter, SheetSubject const& subject)
        : tx_(tx), presenter_(presenter), subject_(subject) {
        for (RosterEntry const* actor : subject.actors)
            members_.insert(actor->id);
    }

    FactSheet gather() {
        name();
        partnerships();
        networks();
        presences();
        activities();
        contacts();
        if (subject_.is_state) governments();
        themes();
        sheet_.sources = sources_.size();
        sheet_.map = map_of_actors(tx_, presenter_, subject_.actors);
        return std::move(sheet_);
    }

  private:
    void cite(std::string_view list) {
        for (std::string const& entry : records::split_list(list))
            sources_.insert(entry.substr(0, entry.find('@')));
    }

    void count(std::string_view label, std::size_t number) {
        if (number > 0) sheet_.figures.push_back({label, static_cast<std::int64_t>(number)});
    }

    void name() {
        auto const& atlas = presenter_.atlas();
        RosterEntry const* own = subject_.own;
        if (own != nullptr) {
            sheet_.title = presenter_.actor(own->id).text;
            sheet_.kind = presenter_.choice(actor_kinds(), own->kind).text;
            sheet_.context = presenter_.roster().context(*own, presenter_.is_spanish());
            sheet_.population = own->population;
            sheet_.path = "/register/" + own->slug;
            sheet_.summary = shortened(own->summary, longest_summary);
            if (auto const actor = records::find_visible<Actor>(tx_, "id = :id", own->id))
                cite(actor->sources);
            return;
        }
        auto const& place = atlas.entry(subject_.place_id);
        sheet_.title = atlas.name(subject_.place_id, presenter_.is_spanish());
        sheet_.kind = presenter_.text(gazetteer::label_of(place.kind));
        sheet_.context = atlas.context(subject_.place_id, presenter_.is_spanish());
        sheet_.population = place.population;
        sheet_.path = fmt::format("/register/{}", place.slug);
    }

    void partnerships() {
        struct Ties {
            std::set<std::int64_t> partnerships;
            std::vector<std::string> partners;
        };
        std::map<std::string, Ties> by_country;
        std::set<std::int64_t> all;
        for (RosterEntry const* actor : subject_.actors) {
            if (actor->recorded.partnerships == 0) continue;
            for (Partnership const& partnership : visible_through<Partnership>(
                     tx_,
                     "JOIN partnership_parties q ON q.partnership_id = partnerships.id AND q.is_hidden = 0",
                     "q.actor_id = :actor ORDER BY COALESCE(starts, '9999'), partnerships.id", actor->id)) {
                if (!partnership.is_current() || !all.insert(partnership.id).second) continue;
                cite(partnership.sources);
                add_themes(records::split_list(partnership.themes));
                for (std::int64_t const party : presenter_.roster().parties(partnership.id)) {
                    RosterEntry const* other = presenter_.roster().by_id(party);
                    if (other == nullptr || members_.contains(party)) continue;
                    Ties& ties = by_country[other->country];
                    ties.partnerships.insert(partnership.id);
                    std::string const partner = presenter_.actor(party).text;
                    if (std::ranges::find(ties.partners, partner) == ties.partners.end())
                        ties.partners.push_back(partner);
                }
            }
        }
        count(tr_noop("partnerships"), all.size());
        count(tr_noop("countries of partners"), by_country.size() - by_country.count(std::string()));
        for (auto const& [code, ties] : by_country) {
            FactSheet::Country row;
            row.country =
                code.empty() ? presenter_.plain(presenter_.text("International")) : presenter_.country(code);
            row.partnerships = static_cast<std::int64_t>(ties.partnerships.size());
            for (std::size_t i = 0; i < std::min(ties.partners.size(), most_partners); ++i)
                row.partners += fmt::format("{}{}", row.partners.empty() ? "" : ", ", ties.partners[i]);
            if (ties.partners.size() > most_partners)
                row.partners += fmt::format(" {}", and_more(ties.partners.size() - most_partners));
            sheet_.countries.push_back(std::move(row));
        }
        std::ranges::sort(sheet_.countries, [](auto const& one, auto const& other) {
            return one.partnerships != other.partnerships ? one.partnerships > other.partnerships
                                                          : one.country.text < other.country.text;
        });
        if (sheet_.countries.size() > most_countries) {
            sheet_.more_countries = sheet_.countries.size() - most_countries;
            sheet_.countries.resize(most_countries);
        }
    }

    std::string and_more(std::size_t number) const {
        return presenter_.texts().plural(presenter_.language(), "and {n} more", "and {n} more",
                                         static_cast<std::int64_t>(number));
    }

    void networks() {
        std::map<std::int64_t, std::int64_t> members;
        for (RosterEntry const* actor : subject_.actors)
            for (std::int64_t const network : actor->networks)
                ++members[network];
        std::vector<std::pair<std::int64_t, Cell>> ranked;
        for (auto const& [network, number] : members) {
            Cell cell = presenter_.actor(network);
            if (cell.text.empty()) continue;
            if (number > 1) cell.note = presenter_.number(number);
            ranked.emplace_back(number, std::move(cell));
        }
        std::ranges::stable_sort(ranked, [](auto const& a, auto const& b) {
            return a.first != b.first ? a.first > b.first : a.second.text < b.second.text;
        });
        std::vector<Cell> cells;
        cells.reserve(ranked.size());
        for (auto& [number, cell] : ranked)
            cells.push_back(std::move(cell));
        count(tr_noop("networks"), cells.size());
        sheet_.networks = first_of(std::move(cells), most_networks);
    }

    void presences() {
        std::vector<Cell> cells;
        for (RosterEntry const* actor : subject_.actors) {
            if (actor->recorded.presences == 0) continue;
            for (Presence const& presence :
                 visible<Presence>(tx_, "actor_id = :actor ORDER BY country, id", actor->id)) {
                if (!presence.until.empty()) continue;
                cite(presence.sources);
                Cell cell = presenter_.where(presence.country, presence.place_id);
                cell.note = presence.name.empty() ? presenter_.choice(presence_kinds(), presence.kind).text
                                                  : presence.name;
                cells.push_back(std::move(cell));
            }
        }
        count(tr_noop("offices abroad"), cells.size());
        sheet_.presences = first_of(std::move(cells), most_presences);
    }

    void activities() {
        std::map<std::int64_t, Activity> all;
        for (RosterEntry const* actor : subject_.actors) {
            if (actor->recorded.activities == 0) continue;
            for (Activity& activity : visible_through<Activity>(
                     tx_, "JOIN activity_participants p ON p.activity_id = activities.id AND p.is_hidden = 0",
                     "p.actor_id = :actor ORDER BY activities.id", actor->id))
                all.emplace(activity.id, std::move(activity));
        }
        count(tr_noop("activities"), all.size());
        std::vector<Activity const*> latest;
        for (auto const& [id, activity] : all) {
            cite(activity.sources);
            add_themes(records::split_list(activity.themes));
            latest.push_back(&activity);
        }
        std::ranges::stable_sort(latest, std::ranges::greater{}, &Activity::starts);
        std::vector<Cell> cells;
        for (Activity const* activity : latest) {
            Cell cell{activity->title, "/register/activities/" + activity->uuid};
            cell.note = presenter_.period(activity->starts,
                                          activity->ends.empty() ? activity->starts : activity->ends);
            cells.push_back(std::move(cell));
        }
        sheet_.activities = first_of(std::move(cells), most_activities);
    }

    /// Public roles only: the record holds nothing else about people.
    void contacts() {
        if (subject_.own == nullptr) return;
        RosterEntry const& own = *subject_.own;
        std::vector<Cell> cells;
        if (own.recorded.offices > 0)
            for (InternationalOffice const& office :
                 visible<InternationalOffice>(tx_, "actor_id = :actor ORDER BY id", own.id)) {
                cite(office.sources);
                Cell cell = presenter_.plain(office.name.empty() ? presenter_.text("International office")
                                                                 : office.name);
                cell.note = fmt::format("{}{}{}", office.lead,
                                        office.lead.empty() || office.lead_title.empty() ? "" : ", ",
                                        office.lead_title);
                cells.push_back(std::move(cell));
            }
        if (own.recorded.people > 0)
            for (Person const& person : visible<Person>(tx_, "actor_id = :actor ORDER BY name", own.id)) {
                if (!person.until.empty()) continue;
                cite(person.sources);
                Cell cell{person.name, "/register/people/" + person.uuid};
                cell.note = person.role;
                cells.push_back(std::move(cell));
            }
        if (auto const actor = records::find_visible<Actor>(tx_, "id = :id", own.id))
            if (!actor->website.empty()) cells.push_back(Cell{actor->website, actor->website});
        sheet_.contacts = first_of(std::move(cells), most_contacts);
    }

    void governments() {
        std::vector<RosterEntry const*> ranked;
        for (RosterEntry const* actor : subject_.actors)
            if (actor != subject_.own) ranked.push_back(actor);
        count(tr_noop("governments on record"), subject_.actors.size());
        std::ranges::stable_sort(ranked, std::ranges::greater{},
                                 [](RosterEntry const* actor) { return actor->recorded.ties(); });
        std::vector<Cell> cells;
        for (RosterEntry const* actor : ranked) {
            Cell cell = presenter_.actor(actor->id);
            if (actor->recorded.ties() > 0)
                cell.note = presenter_.texts().plural(presenter_.language(), "{n} tie", "{n} ties",
                                                      actor->recorded.ties());
            cells.push_back(std::move(cell));
        }
        sheet_.governments = first_of(std::move(cells), most_governments);
    }

    void add_themes(std::vector<std::string> const& slugs) {
        for (std::string const& slug : slugs)
            ++themes_[slug];
    }

    void themes() {
        for (RosterEntry const* actor : subject_.actors)
            add_themes(actor->themes);
        std::vector<std::pair<std::int64_t, std::string>> ranked;
        ranked.reserve(themes_.size());
        for (auto const& [slug, number] : themes_)
            ranked.emplace_back(number, slug);
        std::ranges::stable_sort(ranked, std::ranges::greater{},
                                 &std::pair<std::int64_t, std::string>::first);
        std::vector<Cell> cells;
        for (auto const& [number, slug] : ranked) {
            Cell cell = presenter_.theme(slug);
            cell.note = presenter_.number(number);
            cells.push_back(std::move(cell));
        }
        sheet_.themes = first_of(std::move(cells), most_themes);
    }

    ReadTransaction& tx_;
    Presenter const& presenter_;
    SheetSubject const& subject_;
    std::set<std::int64_t> members_;
    std::set<std::string> sources_;
    std::map<std::string, std::int64_t> themes_;
    FactSheet sheet_;
};

} // namespace

std::optional<SheetSubject> sheet_subject(Presenter const& presenter, std::string_view slug) {
    auto const& atlas = presenter.atlas();
    SheetSubject subject;
    subject.own = presenter.roster().find(slug);
    if (subject.own != nullptr && !subject.own->is_government) return std::nullopt;
    if (subject.own != nullptr) {
        subject.actors.push_back(subject.own);
        if (subject.own->governs_place) subject.place_id = subject.own->place_id;
    } else if (auto const place = atlas.find(slug)) {
        subject.place_id = *place;
    }
    if (subject.place_id != 0) {
        PlaceKind const kind = atlas.entry(subject.place_id).kind;
        if (kind == PlaceKind::country) return std::nullopt;
        subject.is_state = is_state_like(kind);
    }
    if (subject.is_state)
        for (RosterEntry const& entry : presenter.roster().entries())
            if (entry.is_government && entry.state_id == subject.place_id && &entry != subject.own)
                subject.actors.push_back(&entry);
    if (subject.actors.empty()) return std::nullopt;
    return subject;
}

FactSheet gather_fact_sheet(ReadTransaction& tx, Presenter const& presenter, SheetSubject const& subject) {
    return Sheet(tx, presenter, subject).gather();
}

} // namespace legation::registry
