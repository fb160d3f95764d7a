#include "register/following/follow_store.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"
#include "register/merge/merge.hpp"
#include "register/nouns.hpp"

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

/// In the order of the enumeration.
constexpr std::array frequencies{
    records::Choice{"at_once", tr_noop("At once")},
    records::Choice{"daily", tr_noop("Once a day")},
    records::Choice{"weekly", tr_noop("Once a week")},
    records::Choice{"feed_only", tr_noop("No e-mail, only in my feed")},
};

/// The record that stands for a merged one. Nothing is stored for it, so that undoing a merge leaves
/// followers where they were.
void stand_in(store::ReadTransaction& tx, FollowTarget& target) {
    records::RecordType const* type = find_noun(target.record_type);
    if (type == nullptr) return;
    if (auto const standing = merged_into(tx, *type, target.record_id)) target.record_id = *standing;
}

/// The rows that meet a condition, the newest first.
template <class... Arguments>
std::vector<Follow> rows_where(store::ReadTransaction& tx, std::string_view condition,
                               Arguments const&... arguments) {
    std::vector<Follow> all;
    for (auto& [id, type, record, path, frequency, language, followed_at, told_at, told_revision] :
         tx.rows<std::int64_t, std::string, std::int64_t, std::string, std::string, std::string, std::string,
                 std::string, std::int64_t>(
             fmt::format(
                 "SELECT id, record_type, record_id, path, frequency, language, followed_at, told_at, "
                 "told_revision FROM follows WHERE {} ORDER BY id DESC",
                 condition),
             arguments...)) {
        Follow follow{id,
                      {std::move(type), record, std::move(path)},
                      find_frequency(frequency).value_or(Frequency::feed_only),
                      views::language_of(language),
                      std::move(followed_at),
                      std::move(told_at),
                      told_revision};
        stand_in(tx, follow.target);
        all.push_back(std::move(follow));
    }
    return all;
}

/// Every row of an account, those of merged records too.
std::vector<Follow> all_rows(store::ReadTransaction& tx, std::int64_t account) {
    return rows_where(tx, "account_id = :account", account);
}

void make_keys(store::WriteTransaction& tx, std::int64_t account) {
    if (stop_key(tx, account)) return;
    // The feed has an address when its owner asks for one: until then nobody knows its key.
    tx.execute("INSERT INTO following_keys (account_id, feed_key, stop_key) VALUES (:account, :feed, :stop)",
               account, sha256_hex(random_token()), random_token());
}

} // namespace

std::span<records::Choice const> follow_frequencies() {
    return frequencies;
}

std::string_view code_of(Frequency frequency) {
    return frequencies.at(static_cast<std::size_t>(frequency)).code;
}

std::optional<Frequency> find_frequency(std::string_view code) {
    auto const found = std::ranges::find(frequencies, code, &records::Choice::code);
    if (found == frequencies.end()) return std::nullopt;
    return static_cast<Frequency>(found - frequencies.begin());
}

std::vector<Follow> follows_of(store::ReadTransaction& tx, std::int64_t account) {
    std::vector<Follow> once;
    for (Follow& follow : all_rows(tx, account))
        if (std::ranges::find(once, follow.target, &Follow::target) == once.end())
            once.push_back(std::move(follow));
    return once;
}

std::optional<Follow> find_follow(store::ReadTransaction& tx, std::int64_t account,
                                  FollowTarget const& target) {
    // That one row, and those of records that were merged, which may be into this one: few, whatever else is
    // followed.
    auto const all =
        rows_where(tx,
                   "account_id = :account AND record_type = :type AND path = :path AND (record_id = "
                   ":record OR EXISTS (SELECT 1 FROM merges m WHERE m.record_type = "
                   "follows.record_type AND m.merged_id = follows.record_id AND m.undone_at IS NULL))",
                   account, target.record_type, target.path, target.record_id);
    auto const found = std::ranges::find(all, target, &Follow::target);
    if (found == all.end()) return std::nullopt;
    return *found;
}

void follow(store::WriteTransaction& tx, std::int64_t account, FollowTarget const& target,
            Frequency frequency, http::Language language) {
    std::string const now = to_text(tx.now());
    std::string_view const language_code = views::code(language);
    make_keys(tx, account);
    bool is_known = false;
    for (Follow const& known : all_rows(tx, account)) {
        if (known.target != target) continue;
        is_known = true;
        // Who had no mail so far is told from now on; who had is told what they have not heard yet.
        std::int64_t const told =
            known.frequency == Frequency::feed_only ? newest_revision(tx) : known.told_revision;
        tx.execute("UPDATE follows SET frequency = :frequency, language = :language, told_at = :now, "
                   "told_revision = :told WHERE id = :id",
                   code_of(frequency), language_code, now, told, known.id);
    }
    if (is_known) return;
    auto const count = tx.value<std::int64_t>("SELECT COUNT(*) FROM follows WHERE account_id = :a", account);
    if (count.value_or(0) >= most_follows)
        throw Error(ErrorCode::unprocessable,
                    "You follow 200 things already. Stop following something first, or follow a list.");
    tx.execute("INSERT INTO follows (id, account_id, record_type, record_id, path, frequency, language, "
               "followed_at, told_at, told_revision) VALUES (:id, :account, :type, :record, :path, "
               ":frequency, :language, :now, :told_at, :told)",
               tx.next_id("follows"), account, target.record_type, target.record_id, target.path,
               code_of(frequency), language_code, now, now, newest_revision(tx));
}

void unfollow(store::WriteTransaction& tx, std::int64_t account, FollowTarget const& target) {
    for (Follow const& follow : all_rows(tx, account))
        if (follow.target == target) tx.execute("DELETE FROM follows WHERE id = :id", follow.id);
}

void stop_follow_mail(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("UPDATE follows SET frequency = :frequency WHERE account_id = :account",
               code_of(Frequency::feed_only), account);
}

std::vector<std::int64_t> accounts_with(store::ReadTransaction& tx, Frequency frequency) {
    return tx.values<std::int64_t>(
        "SELECT DISTINCT account_id FROM follows WHERE frequency = :frequency ORDER BY account_id",
        code_of(frequency));
}

void note_told(store::WriteTransaction& tx, std::int64_t account, Frequency frequency,
               std::int64_t revision) {
    tx.execute("UPDATE follows SET told_at = :now, told_revision = :revision WHERE account_id = :account AND "
               "frequency = :frequency AND told_revision <= :newest",
               to_text(tx.now()), revision, account, code_of(frequency), revision);
}

std::int64_t newest_revision(store::ReadTransaction& tx) {
    return tx.value<std::int64_t>("SELECT COALESCE(MAX(id), 0) FROM revisions").value_or(0);
}

std::optional<std::string> stop_key(store::ReadTransaction& tx, std::int64_t account) {
    return tx.value<std::string>("SELECT stop_key FROM following_keys WHERE account_id = :account", account);
}

std::optional<std::string> renew_feed_key(store::WriteTransaction& tx, std::int64_t account) {
    std::string key = random_token();
    auto const renewed = tx.execute("UPDATE following_keys SET feed_key = :hash WHERE account_id = :account",
                                    sha256_hex(key), account);
    if (renewed == 0) return std::nullopt;
    return key;
}

std::optional<std::int64_t> account_of_feed(store::ReadTransaction& tx, std::string_view key) {
    return tx.value<std::int64_t>("SELECT k.account_id FROM following_keys k JOIN accounts a ON a.id = "
                                  "k.account_id WHERE k.feed_key = :hash AND a.is_disabled = 0",
                                  sha256_hex(key));
}

std::optional<std::int64_t> account_of_stop(store::ReadTransaction& tx, std::string_view key) {
    return tx.value<std::int64_t>("SELECT account_id FROM following_keys WHERE stop_key = :key", key);
}

void write_follows(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (Follow const& follow : all_rows(tx, account)) {
        json.begin_object().member_if("page", follow.target.path);
        if (follow.target.path.empty())
            json.member("record_type", follow.target.record_type)
                .member("record_id", follow.target.record_id);
        json.member("mail", code_of(follow.frequency)).member("since", follow.followed_at).end_object();
    }
    json.end_array();
}

void erase_follows(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM follows WHERE account_id = :account", account);
    tx.execute("DELETE FROM following_keys WHERE account_id = :account", account);
}

} // namespace legation::registry
