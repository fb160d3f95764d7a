#include "accounts/audit/audit_seal.hpp"

#include "accounts/audit/audit_log.hpp"
#include "kernel/log.hpp"

#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>

#include <array>
#include <limits>

namespace legation::accounts {

namespace {

constexpr std::chrono::minutes interval{10};

/// The running hash of one batch.
class Sealing {
  public:
    explicit Sealing(std::string_view previous_seal) {
        crypto_hash_sha256_init(&state_);
        add(previous_seal);
    }

    void add(LoggedEvent const& event) {
        add(std::to_string(event.id));
        add(event.happened_at);
        add(event.action);
        add(event.outcome);
        add(std::to_string(event.account_id));
        add(event.client);
        add(event.request_id);
        add(event.subject);
        add(event.detail);
    }

    std::string finish() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
        sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
        return hex.data();
    }

  private:
    /// With its length in front, no text can be taken for two, nor two for one.
    void add(std::string_view text) {
        std::string const framed = fmt::format("{}:{},", text.size(), text);
        crypto_hash_sha256_update(&state_, reinterpret_cast<unsigned char const*>(framed.data()),
                                  framed.size());
    }

    crypto_hash_sha256_state state_{};
};

/// A batch with what is found of it: how many events, and the seal that they would get.
struct Batch {
    std::int64_t events = 0;
    std::string seal;
};

Batch batch_of(store::ReadTransaction& tx, std::string_view previous_seal, std::int64_t first,
               std::int64_t last) {
    Batch batch;
    Sealing sealing(previous_seal);
    tx.each<std::int64_t, std::string, std::string, std::string, std::int64_t, std::string, std::string,
            std::string, std::string>(
        "SELECT id, happened_at, action, outcome, account_id, client, request_id, subject, detail "
        "FROM audit_events WHERE id >= :first AND id <= :last ORDER BY id",
        [&](std::int64_t id, std::string happened_at, std::string action, std::string outcome,
            std::int64_t account_id, std::string client, std::string request_id, std::string subject,
            std::string detail) {
            ++batch.events;
            sealing.add({id, std::move(happened_at), std::move(action), std::move(outcome), account_id,
                         std::move(client), std::move(request_id), std::move(subject), std::move(detail)});
        },
        first, last);
    batch.seal = sealing.finish();
    return batch;
}

std::vector<Seal> seals(store::ReadTransaction& tx) {
    std::vector<Seal> all;
    tx.each<std::int64_t, std::string, std::int64_t, std::int64_t, std::string, std::string>(
        "SELECT id, sealed_at, first_event, last_event, previous_seal, seal FROM audit_seals ORDER BY id",
        [&](std::int64_t id, std::string sealed_at, std::int64_t first, std::int64_t last,
            std::string previous, std::string seal) {
            all.push_back({id, std::move(sealed_at), first, last, std::move(previous), std::move(seal)});
        });
    return all;
}

std::int64_t count(store::ReadTransaction& tx, std::int64_t after) {
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM audit_events WHERE id > :after", after).value_or(0);
}

std::int64_t newest_event(store::ReadTransaction& tx) {
    return tx.value<std::int64_t>("SELECT COALESCE(MAX(id), 0) FROM audit_events").value_or(0);
}

} // namespace

void schedule_seal(store::WriteTransaction& tx) {
    Timestamp const next = std::chrono::floor<std::chrono::minutes>(tx.now()) + std::chrono::minutes(1);
    auto const since_midnight = next - std::chrono::floor<std::chrono::days>(next);
    Timestamp const at = next + (interval - since_midnight % interval) % interval;
    jobs::enqueue_once(tx, "audit seal " + to_text(at), seal_kind, "", at);
}

std::optional<Seal> seal_events(store::WriteTransaction& tx) {
    auto const last = tx.row<std::int64_t, std::int64_t, std::string>(
        "SELECT id, last_event, seal FROM audit_seals ORDER BY id DESC LIMIT 1");
    Seal next;
    next.id = last ? std::get<0>(*last) + 1 : 1;
    next.first_event = (last ? std::get<1>(*last) : 0) + 1;
    next.last_event = newest_event(tx);
    next.previous_seal = last ? std::get<2>(*last) : "";
    if (next.last_event < next.first_event) return std::nullopt;
    next.sealed_at = to_text(tx.now());
    next.seal = batch_of(tx, next.previous_seal, next.first_event, next.last_event).seal;
    tx.execute("INSERT INTO audit_seals (id, sealed_at, first_event, last_event, previous_seal, seal) VALUES "
               "(:id, :sealed_at, :first_event, :last_event, :previous_seal, :seal)",
               next.id, next.sealed_at, next.first_event, next.last_event, next.previous_seal, next.seal);
    return next;
}

jobs::JobHandler seal_handler(store::Store& store) {
    return [&store](jobs::Job const&) {
        auto const seal =
            store.write(store::Author{"audit"}, [](store::WriteTransaction& tx) { return seal_events(tx); });
        if (seal)
            log_info(fmt::format("audit log sealed from event {} to {}: {}", seal->first_event,
                                 seal->last_event, seal->seal));
    };
}

AuditVerdict verify_audit_log(store::ReadTransaction& tx, std::string const& known_seal) {
    AuditVerdict verdict;
    std::int64_t expected_id = 1;
    std::int64_t sealed_up_to = 0;
    for (Seal const& seal : seals(tx)) {
        auto const complain = [&](std::string const& what) {
            verdict.problems.push_back(fmt::format("batch {} (events {} to {}, sealed {}): {}", seal.id,
                                                   seal.first_event, seal.last_event, seal.sealed_at, what));
        };
        if (seal.id != expected_id) complain(fmt::format("batch {} before it is missing", expected_id));
        if (seal.previous_seal != verdict.newest_seal) complain("it does not follow the seal before it");
        if (seal.first_event != sealed_up_to + 1)
            complain(fmt::format("it begins behind event {}, not {}", seal.first_event - 1, sealed_up_to));
        Batch const batch = batch_of(tx, seal.previous_seal, seal.first_event, seal.last_event);
        std::int64_t const sealed = seal.last_event - seal.first_event + 1;
        if (batch.events < sealed)
            complain(fmt::format("{} of its {} events were removed", sealed - batch.events, sealed));
        else if (batch.seal != seal.seal)
            complain("an event was edited after it was sealed");
        verdict.sealed_events += batch.events;
        verdict.newest_seal = seal.seal;
        verdict.has_known_seal = verdict.has_known_seal || seal.seal == known_seal;
        expected_id = seal.id + 1;
        sealed_up_to = seal.last_event;
    }
    verdict.unsealed_events = count(tx, sealed_up_to);
    std::int64_t const stray =
        count(tx, std::numeric_limits<std::int64_t>::min()) - verdict.sealed_events - verdict.unsealed_events;
    if (stray != 0)
        verdict.problems.push_back(
            fmt::format("{} events stand in no batch: they were inserted, or their seal was removed", stray));
    if (newest_event(tx) - sealed_up_to > verdict.unsealed_events)
        verdict.problems.push_back(
            fmt::format("{} of the events after event {}, which wait for their seal, were removed",
                        newest_event(tx) - sealed_up_to - verdict.unsealed_events, sealed_up_to));
    if (!known_seal.empty() && !verdict.has_known_seal)
        verdict.problems.emplace_back(
            "the seal that you named is not in the log: its end was removed, or all of it was written anew");
    return verdict;
}

} // namespace legation::accounts
