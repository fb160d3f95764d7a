#include "register/trips/trip.hpp"

#include "kernel/jobs/maintenance.hpp"
#include "kernel/text.hpp"
#include "register/editing/patrol.hpp"
#include "register/export/record_rows.hpp"
#include "register/nouns.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace legation::registry {

namespace {

using records::RecordType;

/// UTC. The day is over everywhere but on a few islands of the Pacific.
constexpr std::chrono::hours time_of_day{11};

constexpr std::array<std::string_view, 4> kinds_of_trips{"delegation_in", "delegation_out", "exchange",
                                                         "trade_mission"};

store::Author const author{"trips"};

/// The last day that a partial date may mean.
std::chrono::sys_days last_day_of(std::string_view date) {
    using namespace std::chrono;
    constexpr std::size_t month_length = 7, day_length = 10;
    auto const part = [&](std::size_t at, std::size_t length) {
        return static_cast<int>(whole_number(date.substr(at, length)).value_or(1));
    };
    year const in_year{part(0, 4)};
    if (date.size() < month_length) return in_year / December / last;
    auto const in_month = in_year / month(static_cast<unsigned>(part(5, 2)));
    if (date.size() < day_length) return in_month / last;
    return in_month / day(static_cast<unsigned>(part(8, 2)));
}

/// Answers false where somebody removed the record or showed it to everybody before.
bool publish(store::WriteTransaction& tx, RecordType const& type, std::int64_t id) {
    publish_on(tx, type, id, {});
    auto const record = records::load(tx, type, id);
    if (!record || record->is_hidden || record->audience == "public") return false;
    record->audience = "public";
    std::int64_t const before = records::change_number(tx);
    records::update(tx, type, *record, "shown to everybody after the return");
    // Nobody but its keepers has seen it so far.
    put_on_patrol(tx, before, type, records::to_text(type.find("title")->get(*record)),
                  record_path(type, *record));
    return true;
}

} // namespace

std::string day_after_return(std::string_view activity_kind, std::string_view starts, std::string_view ends,
                             std::string_view today) {
    std::string_view const end = ends.empty() ? starts : ends;
    if (end.empty() || std::ranges::find(kinds_of_trips, activity_kind) == kinds_of_trips.end()) return {};
    std::string day = to_text(Timestamp(last_day_of(end) + std::chrono::days(1))).substr(0, 10);
    return day <= today ? std::string() : day;
}

void publish_on(store::WriteTransaction& tx, RecordType const& type, std::int64_t record_id,
                std::string_view day) {
    tx.execute("DELETE FROM publishings WHERE record_type = :type AND record_id = :id", type.name, record_id);
    if (!day.empty())
        tx.execute("INSERT INTO publishings (record_type, record_id, publish_on) VALUES (:type, :id, :day)",
                   type.name, record_id, day);
}

std::string publishing_day(store::ReadTransaction& tx, RecordType const& type, std::int64_t record_id) {
    return tx
        .value<std::string>(
            "SELECT publish_on FROM publishings WHERE record_type = :type AND record_id = :id", type.name,
            record_id)
        .value_or("");
}

void schedule_publishing(store::WriteTransaction& tx) {
    jobs::schedule_daily(tx, publishing_kind, time_of_day);
}

std::int64_t publish_due(store::Store& store) {
    std::string const today = to_text(store.now()).substr(0, 10);
    auto const due = store.read([&](store::ReadTransaction& tx) {
        return tx.rows<std::string, std::int64_t>(
            "SELECT record_type, record_id FROM publishings WHERE publish_on <= :today ORDER BY publish_on, "
            "record_id",
            today);
    });
    std::int64_t count = 0;
    for (auto const& [noun, id] : due)
        if (RecordType const* type = find_noun(noun); type != nullptr)
            count += store.write(author, [&, record = id](store::WriteTransaction& tx) {
                return publish(tx, *type, record) ? 1 : 0;
            });
    return count;
}

jobs::JobHandler publishing_handler(store::Store& store) {
    return [&store](jobs::Job const&) {
        store.write(author, [](store::WriteTransaction& tx) { schedule_publishing(tx); });
        publish_due(store);
    };
}

} // namespace legation::registry
