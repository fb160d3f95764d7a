#include "register/following/follow_mail.hpp"

#include "accounts/account.hpp"
#include "kernel/jobs/maintenance.hpp"
#include "kernel/mail/letter.hpp"
#include "kernel/mail/outbox.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/following/follow_target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace legation::registry {

namespace {

using Kind = mail::Block::Kind;

store::Author const author{"follow mail"};

/// UTC: after the night's other jobs, early in the morning of the Americas.
constexpr std::chrono::hours time_of_day{11};
using AtOnceTurn = std::chrono::duration<std::int64_t, std::ratio<120>>; ///< two minutes
constexpr std::size_t most_in_a_letter = 50;

/// The first Monday of the calendar: weeks are counted from it.
constexpr std::chrono::days first_monday{4};

bool is_due(Follow const& follow, Timestamp now) {
    if (follow.frequency == Frequency::at_once) return true;
    auto const told = parse_timestamp(follow.told_at);
    if (!told) return true;
    if (follow.frequency == Frequency::weekly)
        return std::chrono::floor<std::chrono::weeks>(*told - first_monday) <
               std::chrono::floor<std::chrono::weeks>(now - first_monday);
    return std::chrono::floor<std::chrono::days>(*told) < std::chrono::floor<std::chrono::days>(now);
}

/// What happened to one thing that somebody follows.
struct Told {
    std::string title;
    std::vector<ChangeEntry> changes;
};

/// What somebody hears, in their language.
struct Digest {
    std::string email, stop_key;
    http::Language language = http::Language::en;
    std::vector<Told> told;
    std::size_t changes = 0;
    bool is_cut = false; ///< there is more than a letter holds
};

/// What is told together: everything of that frequency, once anything of it is due.
std::vector<Follow> due_follows(store::ReadTransaction& tx, std::int64_t account, Frequency frequency,
                                Timestamp now) {
    auto follows = follows_of(tx, account);
    std::erase_if(follows, [&](Follow const& follow) { return follow.frequency != frequency; });
    bool const has_due =
        std::ranges::any_of(follows, [&](Follow const& follow) { return is_due(follow, now); });
    return has_due ? follows : std::vector<Follow>{};
}

/// Nothing happened, or there is nobody to tell: no letter.
std::optional<Digest> gather_digest(store::ReadTransaction& tx, Context const& context,
                                    Picture const& picture, std::int64_t account,
                                    std::vector<Follow> const& follows) {
    auto const person = accounts::find_account(tx, account);
    auto const stop = stop_key(tx, account);
    if (!person || person->is_disabled || person->email.empty() || !stop) return std::nullopt;
    Digest digest{person->email, *stop, follows.front().language, {}};
    Presenter const presenter(context, digest.language, picture);
    std::set<std::int64_t> said;
    for (Follow const& follow : follows) {
        std::size_t const room = most_in_a_letter - digest.changes;
        auto const changes = changes_followed(tx, picture, presenter, follow.target,
                                              {follow.told_revision, account, most_in_a_letter + 1});
        Told told{page_of_target(tx, presenter, follow.target).text, {}};
        for (ChangeEntry& change : change_entries(tx, presenter, context.layout.site(), changes)) {
            if (!said.insert(change.revision_id).second) continue; // told with something else they follow
            if (told.changes.size() == room)
                digest.is_cut = true;
            else
                told.changes.push_back(std::move(change));
        }
        if (told.changes.empty()) continue;
        digest.changes += told.changes.size();
        digest.told.push_back(std::move(told));
    }
    if (digest.told.empty()) return std::nullopt;
    return digest;
}

mail::Letter letter_of(views::Layout const& layout, Digest const& digest) {
    auto const say = [&](std::string_view english) {
        return std::string(layout.texts().text(digest.language, english));
    };
    auto const address = [&](std::string_view path) {
        return layout.site().public_url + views::path(digest.language, path);
    };
    mail::Letter letter;
    letter.to = digest.email;
    letter.language = digest.language;
    std::vector<std::string> names;
    for (Told const& told : digest.told) {
        names.push_back(told.title);
        letter.blocks.push_back({Kind::heading, told.title, {}});
        for (ChangeEntry const& change : told.changes) {
            AtomEntry const& entry = change.entry;
            std::string text = entry.title;
            if (!entry.summary.empty()) text += ": " + entry.summary;
            letter.blocks.push_back({Kind::link, fmt::format("{} ({})", text, entry.author), entry.link});
        }
    }
    if (digest.is_cut)
        letter.blocks.push_back(
            {Kind::paragraph, say(tr_noop("There is more: see the pages of what you follow.")), {}});
    letter.blocks.push_back(
        {Kind::button, say(tr_noop("Change what you follow")), address("/account/following")});
    letter.subject =
        layout.texts().plural(digest.language, "{n} change of what you follow",
                              "{n} changes of what you follow", static_cast<std::int64_t>(digest.changes));
    constexpr std::size_t most_named = 5;
    if (names.size() > most_named) names.resize(most_named);
    letter.reason = views::fill(say(tr_noop("You get this because you follow: {names}.")),
                                {{"names", views::list(digest.language, names)}});
    letter.unsubscribe_url = address("/following/stop/" + digest.stop_key);
    return letter;
}

void schedule_at_once(store::WriteTransaction& tx) {
    // What a run every two minutes leaves behind is not worth keeping.
    tx.execute("DELETE FROM jobs WHERE kind = :kind AND done_at IS NOT NULL",
               std::string_view(follow_at_once_kind));
    Timestamp const next = std::chrono::floor<AtOnceTurn>(tx.now()) + AtOnceTurn(1);
    jobs::enqueue_once(tx, fmt::format("{} {}", follow_at_once_kind, to_text(next)), follow_at_once_kind, "",
                       next);
}

} // namespace

void schedule_follow_mail(store::WriteTransaction& tx) {
    schedule_at_once(tx);
    jobs::schedule_daily(tx, follow_daily_kind, time_of_day);
}

std::int64_t mail_followers(Context const& context, Frequency frequency) {
    context.pictures.refresh();
    auto const picture = context.pictures.current();
    Timestamp const now = context.store.now();
    std::int64_t letters = 0;
    auto const all =
        context.store.read([&](store::ReadTransaction& tx) { return accounts_with(tx, frequency); });
    for (std::int64_t const account : all) {
        std::int64_t newest = 0;
        bool is_anything_due = false;
        auto const digest = context.store.read([&](store::ReadTransaction& tx) -> std::optional<Digest> {
            newest = newest_revision(tx);
            auto const follows = due_follows(tx, account, frequency, now);
            is_anything_due = std::ranges::any_of(follows, [&](Follow const& follow) {
                return frequency != Frequency::at_once || follow.told_revision < newest;
            });
            if (!is_anything_due) return std::nullopt;
            return gather_digest(tx, context, *picture, account, follows);
        });
        if (!is_anything_due) continue;
        // The letter and the note that it was written are stored together: nobody is told twice, or never.
        context.store.write(author, [&](store::WriteTransaction& tx) {
            note_told(tx, account, frequency, newest);
            if (digest) mail::enqueue(tx, mail::compose(context.layout, letter_of(context.layout, *digest)));
        });
        letters += digest ? 1 : 0;
    }
    return letters;
}

jobs::JobHandler follow_at_once_handler(Context const& context) {
    return [&context](jobs::Job const&) {
        context.store.write(author, [](store::WriteTransaction& tx) { schedule_at_once(tx); });
        mail_followers(context, Frequency::at_once);
    };
}

jobs::JobHandler follow_daily_handler(Context const& context) {
    return [&context](jobs::Job const&) {
        context.store.write(author, [](store::WriteTransaction& tx) {
            jobs::schedule_daily(tx, follow_daily_kind, time_of_day);
        });
        mail_followers(context, Frequency::daily);
        mail_followers(context, Frequency::weekly);
    };
}

} // namespace legation::registry
