#include "register/lens/lenses.hpp"

#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/views/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

constexpr std::size_t most_kept = 16;
/// Of a large record fewer are kept: the picture of 140,000 actors takes some 130 MB.
constexpr std::size_t most_actors_kept = 300'000;

/// A write is dated when it begins and seen when it ends: what is older than this does not change any more.
constexpr std::chrono::hours settled_after{1};

/// Who meets another who makes a picture waits this long. It is little: a waiting request keeps a worker from
/// readers of the present.
constexpr std::chrono::milliseconds patience{300};

/// For so long a picture may be shown while the next is made.
constexpr std::chrono::minutes shown_after{1};

std::string year_of(Timestamp time) {
    return to_text(time).substr(0, 4);
}

/// The last change at or before a moment: all moments up to the next one show the same record.
struct LastChange {
    std::int64_t revision = 0;
    std::string at;
};

LastChange last_change(store::Store& store, Timestamp moment, http::Language language) {
    return store.read([&](store::ReadTransaction& tx) {
        auto const last =
            tx.row<std::int64_t, std::string>("SELECT id, changed_at FROM revisions WHERE changed_at <= "
                                              ":moment ORDER BY changed_at DESC, id DESC LIMIT 1",
                                              to_text(moment));
        if (last) return LastChange{std::get<0>(*last), std::get<1>(*last)};
        auto const first =
            tx.value<std::string>("SELECT changed_at FROM revisions ORDER BY changed_at, id LIMIT 1");
        if (!first) return LastChange{}; // nothing was ever recorded: the present is as empty
        throw at_fault(
            "as_of", filled_error(ErrorCode::not_found,
                                  "This record begins on {day}: there is nothing to show of an earlier day.",
                                  {{"day", views::partial_date(language, first->substr(0, 10))}}));
    });
}

/// What is read through a lens of the present can be searched too; the search of the past is that of today.
std::shared_ptr<Picture const> make_lensed_picture(store::Store& store, Picture const& present,
                                                   bool is_searched, std::size_t kept_cells) {
    auto picture = std::make_shared<Picture>(make_picture(store, present.atlas, kept_cells));
    picture->places = present.places;
    if (is_searched)
        picture->finder =
            std::make_shared<Finder const>(store, picture->atlas, picture->roster, picture->places);
    return picture;
}

/// Those of a reader's audiences that some record is for: who would see the same shares one picture.
std::string audiences_in_use(Roster const& roster, store::Lens const& lens) {
    std::string all;
    for (std::string const& audience : roster.closed_audiences())
        if (lens.sees(audience)) all += fmt::format("{}{};", all.empty() ? ";" : "", audience);
    return all;
}

} // namespace

LensedRecord::LensedRecord(Context const& present, store::Lens lens, std::shared_ptr<Picture const> picture)
    : present_(present.pictures), store_(present.store, std::move(lens)), picture_(std::move(picture)),
      context_{store_,
               present.layout,
               *this,
               present.attributions,
               present.spool_folder,
               present.dumps_folder,
               present.contact_email} {}

std::shared_ptr<Picture const> Lenses::kept(std::string const& key) {
    std::scoped_lock const lock(changing_);
    auto const found = std::ranges::find(kept_, key, &Entry::key);
    if (found == kept_.end()) return nullptr;
    kept_.splice(kept_.begin(), kept_, found);
    return found->picture;
}

/// What the same audience saw a moment ago, if nothing was closed or given to others since; else null.
std::shared_ptr<Picture const> Lenses::one_before(Entry const& wanted) {
    if (wanted.is_of_the_past) return nullptr;
    auto const oldest = std::chrono::steady_clock::now() - shown_after;
    std::scoped_lock const lock(changing_);
    auto const found = std::ranges::find_if(kept_, [&](Entry const& entry) {
        return !entry.is_of_the_past && entry.audiences == wanted.audiences &&
               entry.closed_mark == wanted.closed_mark && entry.made_at > oldest;
    });
    return found == kept_.end() ? nullptr : found->picture;
}

std::shared_ptr<std::timed_mutex> Lenses::making(Entry const& wanted) {
    std::scoped_lock const lock(changing_);
    std::erase_if(making_, [](auto const& one) { return one.second.use_count() == 1; }); // nobody makes any
    auto& mutex = making_[wanted.is_of_the_past ? "past" : wanted.audiences];
    if (!mutex) mutex = std::make_shared<std::timed_mutex>();
    return mutex;
}

std::size_t Lenses::actors_kept() const {
    std::size_t actors = 0;
    for (Entry const& entry : kept_)
        actors += entry.picture->roster->entries().size();
    return actors;
}

void Lenses::keep(Entry entry) {
    std::scoped_lock const lock(changing_);
    // Those before it of the same present are not shown again.
    if (!entry.is_of_the_past)
        std::erase_if(
            kept_, [&](Entry const& one) { return !one.is_of_the_past && one.audiences == entry.audiences; });
    kept_.push_front(std::move(entry));
    while (kept_.size() > 1 && (kept_.size() > most_kept || actors_kept() > most_actors_kept))
        kept_.pop_back();
}

std::shared_ptr<Picture const> Lenses::find_or_make(Context const& present, Entry wanted,
                                                    store::Lens const& lens) {
    if (auto picture = kept(wanted.key)) return picture;
    auto const mutex = making(wanted);
    std::unique_lock const alone(*mutex, patience);
    if (!alone.owns_lock()) {
        if (auto picture = one_before(wanted)) return picture;
        throw Error(ErrorCode::unavailable,
                    "Another view of the record is being made ready right now. Try again in a moment.");
    }
    if (auto picture = kept(wanted.key)) return picture; // made while this one waited
    store::Store store(present.store, lens);
    wanted.picture =
        make_lensed_picture(store, *present.pictures.current(), lens.moment.empty(), kept_cells_);
    wanted.made_at = std::chrono::steady_clock::now();
    auto picture = wanted.picture;
    keep(std::move(wanted));
    return picture;
}

std::shared_ptr<LensedRecord const> Lenses::through(Context const& present, std::optional<Timestamp> moment,
                                                    std::string const& audiences, http::Language language) {
    auto const now = present.pictures.current();
    Timestamp const today = present.store.now();
    LastChange last{now->roster->change_number(), {}};
    if (moment) last = last_change(present.store, *moment, language);
    // Some statements are reckoned from the year in which they are read: “no activity recorded since 2019”.
    std::string const year = year_of(moment.value_or(today));
    bool const is_now = last.revision >= now->roster->change_number() && year == year_of(today);
    store::Lens lens{is_now ? std::string() : to_text(*moment), audiences};
    if (is_now) lens.audiences = audiences_in_use(*now->roster, lens);
    if (is_now && lens.audiences.empty()) return nullptr;
    bool const is_settled = !is_now && today - *moment > settled_after;
    // What is closed today is closed in the past as well, however long ago that settled.
    std::string const state =
        is_settled ? now->roster->closed_mark() : std::to_string(now->roster->change_number());
    Entry const wanted{
        fmt::format("{} {} {} {} {}", is_now ? "now" : last.at, last.revision, year, state, lens.audiences),
        lens.audiences, now->roster->closed_mark(), !is_now};
    return std::make_shared<LensedRecord const>(present, lens, find_or_make(present, wanted, lens));
}

} // namespace legation::registry
