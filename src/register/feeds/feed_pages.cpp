#include "register/feeds/feed_pages.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "register/actor.hpp"
#include "register/actor_list.hpp"
#include "register/actor_view.hpp"
#include "register/country_view.hpp"
#include "register/feeds/atom.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/feeds/changes.hpp"
#include "register/feeds/country_changes.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/record_lookup.hpp"
#include "register/render.hpp"
#include "register/revisions/recent_changes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

/// When Legation began: the date of the tag URIs (RFC 4151), and of a feed in which nothing has happened yet.
constexpr std::string_view tag_date = "2026";
constexpr std::string_view before_everything = "2026-01-01T00:00:00Z";

/// `hub.example.org` of `https://hub.example.org:8443/x`.
std::string_view host_of(std::string_view address) {
    if (std::size_t const scheme = address.find("://"); scheme != std::string_view::npos)
        address.remove_prefix(scheme + 3);
    return address.substr(0, std::min(address.find('/'), address.rfind(':')));
}

std::string with_page(std::string const& path, std::int64_t page) {
    if (page == 1) return path;
    return fmt::format("{}{}page={}", path, path.find('?') == std::string::npos ? '?' : '&', page);
}

/// What the feed of a page has in common with all others: ids, links to the page and to its neighbors.
class FeedMaker {
  public:
    FeedMaker(Context const& context, Presenter const& presenter, std::string const& page_path)
        : site_(context.layout.site()), presenter_(presenter), path_(feed_path(page_path)) {
        feed_.id = fmt::format("tag:{},{}:{}", host_of(site_.public_url), tag_date, local(path_));
        feed_.language = presenter.is_spanish() ? "es" : "en";
        feed_.author = site_.name;
        feed_.alternate = absolute(page_path);
        feed_.updated = before_everything;
    }

    std::string local(std::string const& path) const { return localized(presenter_.language(), path); }
    std::string absolute(std::string const& path) const { return site_.public_url + local(path); }

    void name(std::string const& title) { feed_.title = fmt::format("{}: {}", site_.name, title); }
    void describe(std::string text) { feed_.subtitle = std::move(text); }
    AtomEntry entry_of(RecordView const& view) const { return record_entry(presenter_, site_, view); }
    void add(AtomEntry entry) { feed_.entries.push_back(std::move(entry)); }

    void paginate(std::int64_t page, bool has_more) {
        feed_.self = absolute(with_page(path_, page));
        if (page > 1) {
            feed_.first = absolute(path_);
            feed_.previous = absolute(with_page(path_, page - 1));
        }
        if (has_more) feed_.next = absolute(with_page(path_, page + 1));
    }

    http::Response answer() const {
        http::Response response;
        response.body = to_xml(feed_);
        response.with("Content-Type", "application/atom+xml; charset=utf-8");
        std::string links;
        auto const link = [&](std::string const& address, std::string_view relation) {
            if (address.empty()) return;
            links += fmt::format("{}<{}>; rel=\"{}\"", links.empty() ? "" : ", ", address, relation);
        };
        link(feed_.self, "self");
        link(feed_.previous, "prev");
        link(feed_.next, "next");
        return response.with("Link", links);
    }

  private:
    views::Site const& site_;
    Presenter const& presenter_;
    std::string path_;
    AtomFeed feed_;
};

std::vector<records::Revision> changes_of(store::ReadTransaction& tx, RecordView const& view,
                                          std::int64_t page) {
    auto const id = records::id_of_uuid(tx, *view.type, view.uuid);
    return changes_around(tx, *view.type, id.value_or(0), page);
}

/// `Partnerships: 3 · Offices: 1`
std::string in_words(Presenter const& presenter, CountryTies const& ties) {
    std::string words;
    auto const add = [&](std::string_view label, std::int64_t count) {
        if (count == 0) return;
        words += fmt::format("{}{}: {}", words.empty() ? "" : " · ", presenter.text(label),
                             presenter.number(count));
    };
    add(tr_noop("Partnerships"), ties.partnerships);
    add(tr_noop("Offices"), ties.presences);
    add(tr_noop("Activities"), ties.activities);
    add(tr_noop("On the record there"), ties.organizations);
    return words;
}

} // namespace

http::Response countries_feed(http::Request const& request, Context const& context) {
    allow_parameters(request, {"page"});
    std::int64_t const page = page_number(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    FeedMaker maker(context, presenter, "/register/countries");
    maker.name(presenter.text("Countries"));
    maker.describe(
        presenter.text("Every country that U.S. cities and states have something on the record with."));
    context.store.read([&](store::ReadTransaction& tx) {
        auto const ties = ties_by_country(tx, *picture->roster);
        auto countries = changed_countries(tx);
        std::erase_if(countries, [&](ChangedCountry const& country) {
            return !ties.contains(country.code) || presenter.country(country.code).path.empty();
        });
        auto const total = static_cast<std::int64_t>(countries.size());
        std::int64_t const first = (page - 1) * changes_per_page;
        if (first >= total && page > 1) throw Error(ErrorCode::not_found, "This feed has fewer pages.");
        std::int64_t const end = std::min(total, first + changes_per_page);
        for (std::int64_t i = first; i < end; ++i) {
            ChangedCountry const& country = countries[static_cast<std::size_t>(i)];
            Cell const cell = presenter.country(country.code);
            maker.add({"urn:uuid:" + uuid_v5("country:" + country.code),
                       cell.text,
                       country.changed_at,
                       maker.absolute(cell.path),
                       {},
                       presenter.text("Country"),
                       in_words(presenter, ties.at(country.code))});
        }
        maker.paginate(page, end < total);
    });
    return maker.answer();
}

http::Response referrals_feed(http::Request const& request, Context const& context) {
    allow_parameters(request, {"page"});
    std::int64_t const page = page_number(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    auto const& type = records::type_of<Actor>();
    FeedMaker maker(context, presenter, "/register/referrals");
    maker.name(presenter.text("Who to turn to"));
    context.store.read([&](store::ReadTransaction& tx) {
        auto const changed = changed_records(tx, type, page, referral_condition);
        if (changed.empty() && page > 1) throw Error(ErrorCode::not_found, "This feed has fewer pages.");
        for (ChangedRecord const& record : changed)
            if (auto const view = actor_view(tx, presenter, record.name)) maker.add(maker.entry_of(*view));
        maker.paginate(page, page * changes_per_page < count_visible(tx, type, referral_condition));
    });
    return maker.answer();
}

std::string feed_path(std::string path) {
    return path.insert(std::min(path.find('?'), path.size()), ".atom");
}

http::Response actor_list_feed(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ActorFilter filter = parse_actor_filter(request.query, *picture->roster);
    filter.sort = "changed";
    auto const kept =
        picture->lists->find(path_of(filter), [&] { return list_actors(*picture->roster, filter); });
    if (kept->page.empty() && filter.page > 1)
        throw Error(ErrorCode::not_found, "This feed has fewer pages.");

    ActorFilter list = filter; // the address of the list itself, in its usual order
    list.page = 1;
    list.sort = ActorFilter().sort;
    FeedMaker maker(context, presenter, path_of(list));
    maker.name(presenter.text("Register"));
    maker.describe(presenter.text("Governments and organizations on record, the latest change first."));
    context.store.read([&](store::ReadTransaction& tx) {
        for (RosterEntry const* entry : kept->page) {
            auto const record = visible_record(tx, records::type_of<Actor>(), entry->id);
            if (!record) continue;
            maker.add({"urn:uuid:" + record->uuid,
                       presenter.actor(entry->id).text,
                       record->changed_at,
                       maker.absolute("/register/" + entry->slug),
                       {},
                       presenter.choice(actor_kinds(), entry->kind).text,
                       entry->summary});
        }
    });
    maker.paginate(filter.page, filter.page < kept->pages);
    return maker.answer();
}

http::Response noun_list_feed(http::Request const& request, Context const& context, RecordPage const& page,
                              std::string_view title) {
    allow_parameters(request, {"page"});
    std::int64_t const number = page_number(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    records::RecordType const& type = *find_noun(page.table);
    FeedMaker maker(context, presenter, fmt::format("/register/{}", address_of(page.table)));
    maker.name(presenter.text(title));
    context.store.read([&](store::ReadTransaction& tx) {
        auto const changed = changed_records(tx, type, number);
        if (changed.empty() && number > 1) throw Error(ErrorCode::not_found, "This feed has fewer pages.");
        for (ChangedRecord const& record : changed)
            if (auto const view = page.gather(tx, presenter, record.name)) maker.add(maker.entry_of(*view));
        maker.paginate(number, number * changes_per_page < count_visible(tx, type));
    });
    return maker.answer();
}

http::Response record_feed(http::Request const& request, Context const& context) {
    allow_parameters(request, {"page"});
    std::int64_t const page = page_number(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string const path = request.path.substr(0, request.path.rfind('.'));
    auto view = find_view(context, *picture, presenter, path);
    bool const is_country = !view->country.empty();
    if (!is_country) view = find_record(context, *picture, presenter, path);
    FeedMaker maker(context, presenter, view->path);
    maker.name(view->title);
    maker.describe(
        is_country
            ? presenter.text("Changes of everything recorded in or with this country, the latest first.")
            : presenter.text("Changes of this record and of what is tied to it, the latest first."));
    context.store.read([&](store::ReadTransaction& tx) {
        auto const changes =
            is_country ? changes_in_country(tx, view->country, page) : changes_of(tx, *view, page);
        if (changes.empty() && page > 1) throw Error(ErrorCode::not_found, "This feed has fewer pages.");
        for (ChangeEntry& change : change_entries(tx, presenter, context.layout.site(), changes))
            maker.add(std::move(change.entry));
        maker.paginate(page, changes.size() == static_cast<std::size_t>(changes_per_page));
    });
    return maker.answer();
}

http::Response changes_feed(http::Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    ChangeFilter const filter = parse_change_filter(request.query, *picture->roster);
    FeedMaker maker(context, presenter, path_of(filter));
    maker.name(presenter.text("Recent changes"));
    context.store.read([&](store::ReadTransaction& tx) {
        auto changes = recent_changes(tx, filter, *picture->roster);
        if (changes.size() > static_cast<std::size_t>(changes_on_a_page)) changes.pop_back();
        for (ChangeEntry& change : change_entries(tx, presenter, context.layout.site(), changes))
            maker.add(std::move(change.entry));
    });
    maker.paginate(1, false);
    return maker.answer();
}

} // namespace legation::registry
