#include "register/merge/suspects.hpp"

#include "kernel/error.hpp"
#include "kernel/records/field.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/search/fold.hpp"
#include "kernel/views/tr.hpp"
#include "register/reconcile/name_readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace legation::registry {

namespace {

/// "Department of Health" of fifty counties are not one.
constexpr std::size_t most_alike = 6;

struct ReasonName {
    SuspectReason reason;
    std::string_view code, label;
};
constexpr std::array reason_names{
    ReasonName{SuspectReason::same_name, "same_name", tr_noop("The same name in the same place")},
    ReasonName{SuspectReason::same_website, "same_website", tr_noop("The same website")},
    ReasonName{SuspectReason::same_identifier, "same_identifier", tr_noop("The same identifier")},
    ReasonName{SuspectReason::same_parties, "same_parties", tr_noop("The same parties and kind")},
    ReasonName{SuspectReason::same_role, "same_role", tr_noop("The same name with the same organization")},
    ReasonName{SuspectReason::same_days, "same_days", tr_noop("The same title at the same time")},
};

/// Collects records under what they have in common, and tells the pairs.
class Pairs {
  public:
    explicit Pairs(std::string_view record_type) : record_type_(record_type) {}

    void add(SuspectReason reason, std::string key, std::int64_t id) {
        if (!key.empty()) alike_[{reason, std::move(key)}].insert(id);
    }

    /// Only pairs that `may_be_one(one, other)`.
    template <class Check>
    void append_to(std::vector<Suspects>& all, Check const& may_be_one) const {
        std::map<std::pair<std::int64_t, std::int64_t>, std::set<SuspectReason>> reasons;
        for (auto const& [common, ids] : alike_) {
            if (ids.size() > most_alike) continue;
            for (auto one = ids.begin(); one != ids.end(); ++one)
                for (auto other = std::next(one); other != ids.end(); ++other)
                    if (may_be_one(*one, *other)) reasons[{*one, *other}].insert(common.first);
        }
        for (auto const& [pair, why] : reasons)
            all.push_back({record_type_, pair.first, pair.second, {why.begin(), why.end()}});
    }

  private:
    std::string_view record_type_;
    std::map<std::pair<SuspectReason, std::string>, std::set<std::int64_t>> alike_;
};

constexpr auto any_pair = [](std::int64_t, std::int64_t) { return true; };

/// `https://www.Austin.gov/` and `http://austin.gov` are one address.
std::string plain_address(std::string_view url) {
    std::string text;
    for (char const letter : url)
        text += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    for (std::string_view const start : {"https://", "http://", "www."})
        if (text.starts_with(start)) text.erase(0, start.size());
    while (text.ends_with('/'))
        text.pop_back();
    return text;
}

void find_actors(store::ReadTransaction& tx, Roster const& roster, std::vector<Suspects>& all) {
    Pairs pairs("actor");
    for (RosterEntry const& entry : roster.entries()) {
        std::string_view const side = entry.is_government ? "government" : "organization";
        for (Reading const& reading : readings_of(entry.name).readings)
            pairs.add(SuspectReason::same_name, fmt::format("{} {} {}", side, entry.country, reading.name),
                      entry.id);
    }
    tx.each<std::int64_t, std::string>(
        fmt::format("SELECT id, website FROM actors WHERE {} AND website IS NOT NULL",
                    records::visible_condition),
        [&](std::int64_t id, std::string const& website) {
            pairs.add(SuspectReason::same_website, plain_address(website), id);
        });
    tx.each<std::int64_t, std::string, std::string>(
        fmt::format("SELECT actor_id, scheme, value FROM identifiers WHERE {}", records::visible_condition),
        [&](std::int64_t id, std::string const& scheme, std::string const& value) {
            pairs.add(SuspectReason::same_identifier, fmt::format("{} {}", scheme, value), id);
        });
    pairs.append_to(all, [&](std::int64_t one_id, std::int64_t other_id) {
        RosterEntry const* const one = roster.by_id(one_id);
        RosterEntry const* const other = roster.by_id(other_id);
        if (one == nullptr || other == nullptr || one->is_government != other->is_government) return false;
        // A bureau often shows its department's website, and two governed places are two.
        if (one->parent_id == other_id || other->parent_id == one_id) return false;
        if (one->governs_place && other->governs_place) return false;
        return one->state_id == 0 || other->state_id == 0 || one->state_id == other->state_id;
    });
}

void find_partnerships(store::ReadTransaction& tx, std::vector<Suspects>& all) {
    std::map<std::int64_t, std::pair<std::string, std::set<std::int64_t>>> partnerships;
    tx.each<std::int64_t, std::string, std::int64_t>(
        "SELECT p.id, p.kind, a.actor_id FROM partnerships p JOIN partnership_parties a ON a.partnership_id "
        "= "
        "p.id WHERE p.is_hidden = 0 AND p.audience = 'public' AND a.is_hidden = 0 AND a.audience = 'public'",
        [&](std::int64_t id, std::string kind, std::int64_t actor) {
            partnerships[id].first = std::move(kind);
            partnerships[id].second.insert(actor);
        });
    Pairs pairs("partnership");
    for (auto const& [id, kind_and_parties] : partnerships)
        pairs.add(SuspectReason::same_parties,
                  fmt::format("{} {}", kind_and_parties.first, fmt::join(kind_and_parties.second, " ")), id);
    pairs.append_to(all, any_pair);
}

void find_people(store::ReadTransaction& tx, std::vector<Suspects>& all) {
    Pairs pairs("person");
    tx.each<std::int64_t, std::string, std::int64_t>(
        fmt::format("SELECT id, name, actor_id FROM people WHERE {} AND actor_id IS NOT NULL",
                    records::visible_condition),
        [&](std::int64_t id, std::string const& name, std::int64_t actor) {
            pairs.add(SuspectReason::same_role, fmt::format("{} {}", actor, search::fold(name)), id);
        });
    pairs.append_to(all, any_pair);
}

void find_activities(store::ReadTransaction& tx, std::vector<Suspects>& all) {
    Pairs pairs("activity");
    std::unordered_map<std::int64_t, std::string> starts;
    tx.each<std::int64_t, std::string, std::string>(
        fmt::format("SELECT id, title, starts FROM activities WHERE {}", records::visible_condition),
        [&](std::int64_t id, std::string const& title, std::string date) {
            pairs.add(SuspectReason::same_days, search::fold(title), id);
            starts.emplace(id, std::move(date));
        });
    pairs.append_to(all, [&](std::int64_t one, std::int64_t other) {
        std::string const& first = starts.at(one);
        std::string const& second = starts.at(other);
        return first.empty() || second.empty() || first == second;
    });
}

std::string codes_of(std::vector<SuspectReason> const& reasons) {
    std::string codes;
    for (SuspectReason const reason : reasons)
        codes += fmt::format("{}{}", codes.empty() ? "" : ";", code_of(reason));
    return codes;
}

[[noreturn]] void not_waiting() {
    throw Error(ErrorCode::not_found, "This pair does not wait for an answer anymore.");
}

std::vector<WaitingSuspects> read_waiting(store::ReadTransaction& tx, std::string_view condition,
                                          std::int64_t bound) {
    std::vector<WaitingSuspects> waiting;
    tx.each<std::int64_t, std::string, std::int64_t, std::int64_t, std::string, std::string>(
        fmt::format("SELECT id, record_type, one_id, other_id, reasons, found_at FROM suspected_duplicates "
                    "WHERE {}",
                    condition),
        [&](std::int64_t id, std::string type, std::int64_t one, std::int64_t other,
            std::string const& reasons, std::string found_at) {
            waiting.push_back(
                {id, std::move(type), one, other, records::split_list(reasons), std::move(found_at)});
        },
        bound);
    return waiting;
}

} // namespace

std::string_view code_of(SuspectReason reason) {
    return std::ranges::find(reason_names, reason, &ReasonName::reason)->code;
}

std::string_view label_of_reason(std::string_view code) {
    auto const found = std::ranges::find(reason_names, code, &ReasonName::code);
    return found == reason_names.end() ? std::string_view() : found->label;
}

std::vector<Suspects> find_suspects(store::ReadTransaction& tx, Roster const& roster) {
    std::vector<Suspects> all;
    find_actors(tx, roster, all);
    find_partnerships(tx, all);
    find_people(tx, all);
    find_activities(tx, all);
    return all;
}

std::int64_t keep_suspects(store::WriteTransaction& tx, std::vector<Suspects> const& found) {
    using Pair = std::tuple<std::string, std::int64_t, std::int64_t>;
    std::map<Pair, std::int64_t> known;
    for (auto const& [id, type, one, other] : tx.rows<std::int64_t, std::string, std::int64_t, std::int64_t>(
             "SELECT id, record_type, one_id, other_id FROM suspected_duplicates"))
        known.emplace(Pair{type, one, other}, id);

    std::int64_t added = 0;
    for (Suspects const& suspects : found) {
        std::string const reasons = codes_of(suspects.reasons);
        if (auto const row = known.extract(Pair{suspects.record_type, suspects.one_id, suspects.other_id})) {
            tx.execute(
                "UPDATE suspected_duplicates SET reasons = :reasons WHERE id = :id AND reasons <> :old",
                reasons, row.mapped(), reasons);
            continue;
        }
        tx.execute("INSERT INTO suspected_duplicates (id, record_type, one_id, other_id, reasons, found_at) "
                   "VALUES (:id, :type, :one, :other, :reasons, :at)",
                   tx.next_id("suspected_duplicates"), suspects.record_type, suspects.one_id,
                   suspects.other_id, reasons, to_text(tx.now()));
        ++added;
    }
    for (auto const& [pair, id] : known) // what is left is alike no longer
        tx.execute("DELETE FROM suspected_duplicates WHERE id = :id AND dismissed_at IS NULL", id);
    return added;
}

std::vector<WaitingSuspects> waiting_suspects(store::ReadTransaction& tx, std::int64_t limit) {
    return read_waiting(tx, "dismissed_at IS NULL ORDER BY id LIMIT :limit", limit);
}

WaitingSuspects find_waiting(store::ReadTransaction& tx, std::int64_t id) {
    auto waiting = read_waiting(tx, "dismissed_at IS NULL AND id = :id", id);
    if (waiting.empty()) not_waiting();
    return std::move(waiting.front());
}

void forget_suspects(store::WriteTransaction& tx, std::int64_t id) {
    tx.execute("DELETE FROM suspected_duplicates WHERE id = :id", id);
}

void dismiss_suspects(store::WriteTransaction& tx, std::int64_t id) {
    if (tx.execute(
            "UPDATE suspected_duplicates SET dismissed_by = :author, dismissed_at = :at WHERE id = :id "
            "AND dismissed_at IS NULL",
            tx.author().name, to_text(tx.now()), id) == 0)
        not_waiting();
}

} // namespace legation::registry
