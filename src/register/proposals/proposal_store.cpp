#include "register/proposals/proposal_store.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/id.hpp"
#include "kernel/records/changes.hpp"

#include <fmt/format.h>

#include <array>

namespace legation::registry {

namespace {

using store::Bound;
using store::ColumnType;
using store::ReadTransaction;
using store::WriteTransaction;

constexpr std::string_view columns =
    "id, uuid, version, kind, state, record_type, record_id, record_version, title, path, country, area, "
    "changes, duplicate_of, source_title, source_url, comment, name, email, account_id, language, view_key, "
    "confirm_hash, made_at, changed_at";

Proposal read_row(store::Row const& row) {
    std::size_t at = 0;
    auto const text = [&] { return row.text(at++); };
    auto const number = [&] { return row.integer(at++); };
    Proposal proposal;
    proposal.id = number();
    proposal.uuid = text();
    proposal.version = number();
    proposal.kind = proposal_kind(text());
    proposal.state = proposal_state(text());
    proposal.record_type = text();
    proposal.record_id = number();
    proposal.record_version = number();
    proposal.title = text();
    proposal.path = text();
    proposal.country = text();
    proposal.area = text();
    proposal.changes = records::changes_from_json(text());
    proposal.duplicate_of = text();
    proposal.source_title = text();
    proposal.source_url = text();
    proposal.comment = text();
    proposal.name = text();
    proposal.email = text();
    proposal.account_id = number();
    proposal.language = text();
    proposal.view_key = text();
    proposal.confirm_hash = text();
    proposal.made_at = text();
    proposal.changed_at = text();
    return proposal;
}

std::vector<Proposal> read_proposals(ReadTransaction& tx, std::string_view condition,
                                     std::span<Bound const> bound) {
    using enum ColumnType;
    static constexpr std::array types{integer, text,    integer, text, text, text, integer, integer, text,
                                      text,    text,    text,    text, text, text, text,    text,    text,
                                      text,    integer, text,    text, text, text, text};
    std::vector<Proposal> proposals;
    tx.query(fmt::format("SELECT {} FROM proposals WHERE {}", columns, condition), bound, types,
             [&](store::Row const& row) { proposals.push_back(read_row(row)); });
    return proposals;
}

/// 128 random bits.
std::string secret() {
    return fmt::format("{:016x}{:016x}", system_random(), system_random());
}

void write_steps(WriteTransaction& tx, Proposal const& proposal) {
    auto const stored = static_cast<std::size_t>(
        tx.value<std::int64_t>("SELECT COUNT(*) FROM proposal_steps WHERE proposal_id = :id", proposal.id)
            .value_or(0));
    for (std::size_t position = stored; position < proposal.steps.size(); ++position) {
        ProposalStep const& step = proposal.steps[position];
        tx.execute("INSERT INTO proposal_steps (proposal_id, position, at, who, what, words) VALUES (:id, "
                   ":position, :at, :who, :what, :words)",
                   proposal.id, position, step.at, step.who, step.what, step.text);
    }
}

void refuse_too_many(WriteTransaction& tx, Proposal const& proposal) {
    constexpr std::int64_t most_unconfirmed = 5, most_a_day = 30;
    std::string const day_ago = to_text(tx.now() - std::chrono::hours(24));
    auto const unconfirmed = tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM proposals WHERE email = :email AND state = 'unconfirmed' AND made_at > :since",
        proposal.email, day_ago);
    auto const all = tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM proposals WHERE email = :email AND made_at > :since", proposal.email, day_ago);
    if (unconfirmed.value_or(0) >= most_unconfirmed || all.value_or(0) >= most_a_day)
        throw Error(ErrorCode::too_many, "There are many suggestions from this address today. Confirm those "
                                         "first, or come back tomorrow.");
}

void forget_unconfirmed(WriteTransaction& tx) {
    constexpr std::chrono::hours week{7 * 24};
    std::string const long_ago = to_text(tx.now() - week);
    tx.execute("DELETE FROM proposal_steps WHERE proposal_id IN (SELECT id FROM proposals WHERE state = "
               "'unconfirmed' AND made_at < :before)",
               long_ago);
    tx.execute("DELETE FROM proposals WHERE state = 'unconfirmed' AND made_at < :before", long_ago);
}

/// The condition of a queue's page; an empty value leaves its part out.
struct Condition {
    std::string sql;
    std::vector<Bound> bound;

    void add(std::string_view column, std::string const& value) {
        if (value.empty()) return;
        sql += fmt::format("{}{} = :{}", sql.empty() ? "" : " AND ", column, column);
        bound.emplace_back(value);
    }
};

std::vector<QueueCount> counts(ReadTransaction& tx, std::string_view column, std::string_view state) {
    std::vector<QueueCount> all;
    tx.each<std::string, std::int64_t>(
        fmt::format(
            "SELECT {0}, COUNT(*) FROM proposals WHERE state = :state AND {0} <> '' GROUP BY {0} ORDER "
            "BY {0}",
            column),
        [&](std::string value, std::int64_t count) { all.push_back({std::move(value), count}); }, state);
    return all;
}

} // namespace

std::string store_proposal(WriteTransaction& tx, Proposal& proposal) {
    refuse_too_many(tx, proposal);
    forget_unconfirmed(tx);
    std::string confirm_secret = secret();
    proposal.id = tx.next_id("proposals");
    proposal.uuid = uuid_v7(tx.now(), system_random);
    proposal.version = 1;
    proposal.view_key = secret();
    proposal.confirm_hash = sha256_hex(confirm_secret);
    proposal.made_at = proposal.changed_at = to_text(tx.now());
    proposal.steps = {{proposal.made_at, "", "made", ""}};
    tx.execute(
        "INSERT INTO proposals (id, uuid, version, kind, state, record_type, record_id, record_version, "
        "title, "
        "path, country, area, changes, duplicate_of, source_title, source_url, comment, name, email, "
        "account_id, language, view_key, confirm_hash, made_at, changed_at) VALUES (:id, :uuid, :version, "
        ":kind, :state, :record_type, :record_id, :record_version, :title, :path, :country, :area, :changes, "
        ":duplicate_of, :source_title, :source_url, :comment, :name, :email, :account_id, :language, "
        ":view_key, :confirm_hash, :made_at, :changed_at)",
        proposal.id, proposal.uuid, proposal.version, code_of(proposal.kind), code_of(proposal.state),
        proposal.record_type, proposal.record_id, proposal.record_version, proposal.title, proposal.path,
        proposal.country, proposal.area, records::changes_to_json(proposal.changes), proposal.duplicate_of,
        proposal.source_title, proposal.source_url, proposal.comment, proposal.name, proposal.email,
        proposal.account_id, proposal.language, proposal.view_key, proposal.confirm_hash, proposal.made_at,
        proposal.changed_at);
    write_steps(tx, proposal);
    return confirm_secret;
}

void save_proposal(WriteTransaction& tx, Proposal& proposal) {
    std::int64_t const rows = tx.execute(
        "UPDATE proposals SET version = version + 1, state = :state, record_id = :record_id, path = :path, "
        "changed_at = :changed_at WHERE id = :id AND version = :version",
        code_of(proposal.state), proposal.record_id, proposal.path, proposal.changed_at, proposal.id,
        proposal.version);
    if (rows == 0)
        throw Error(ErrorCode::conflict, "Somebody else decided about this suggestion at the same time.");
    ++proposal.version;
    write_steps(tx, proposal);
}

std::optional<Proposal> find_proposal(ReadTransaction& tx, std::string_view uuid) {
    std::array<Bound, 1> const bound{Bound(uuid)};
    auto found = read_proposals(tx, "uuid = :uuid", bound);
    if (found.empty()) return std::nullopt;
    Proposal& proposal = found.front();
    tx.each<std::string, std::string, std::string, std::string>(
        "SELECT at, who, what, words FROM proposal_steps WHERE proposal_id = :id ORDER BY position",
        [&](std::string at, std::string who, std::string what, std::string words) {
            proposal.steps.push_back({std::move(at), std::move(who), std::move(what), std::move(words)});
        },
        proposal.id);
    return std::move(proposal);
}

QueuePage read_queue(ReadTransaction& tx, QueueFilter const& filter, std::int64_t page) {
    Condition condition;
    condition.add("state", filter.state);
    condition.add("kind", filter.kind);
    condition.add("country", filter.country);
    condition.add("area", filter.area);
    QueuePage result;
    std::array const integer{ColumnType::integer};
    tx.query(fmt::format("SELECT COUNT(*) FROM proposals WHERE {}", condition.sql), condition.bound, integer,
             [&](store::Row const& row) { result.total = row.integer(0); });
    condition.bound.emplace_back(proposals_a_page);
    condition.bound.emplace_back((page - 1) * proposals_a_page);
    result.proposals =
        read_proposals(tx, fmt::format("{} ORDER BY made_at, id LIMIT :limit OFFSET :offset", condition.sql),
                       condition.bound);
    return result;
}

QueueCounts count_queue(ReadTransaction& tx, std::string_view state) {
    QueueCounts all;
    tx.each<std::string, std::int64_t>(
        "SELECT state, COUNT(*) FROM proposals WHERE state <> 'unconfirmed' GROUP BY state ORDER BY state",
        [&](std::string value, std::int64_t count) { all.states.push_back({std::move(value), count}); });
    all.kinds = counts(tx, "kind", state);
    all.countries = counts(tx, "country", state);
    all.areas = counts(tx, "area", state);
    return all;
}

std::vector<Proposal> proposals_of(ReadTransaction& tx, std::int64_t account_id) {
    std::array<Bound, 1> const bound{Bound(account_id)};
    return read_proposals(tx, "account_id = :account ORDER BY made_at DESC, id DESC LIMIT 200", bound);
}

void forget_proposer(WriteTransaction& tx, std::int64_t account_id) {
    for (Proposal& proposal : proposals_of(tx, account_id)) {
        if (proposal.is_decided()) continue;
        proposal = find_proposal(tx, proposal.uuid).value(); // with its steps
        proposal.withdraw(tx.now());
        save_proposal(tx, proposal);
    }
    tx.execute("UPDATE proposals SET name = '', email = '', account_id = 0 WHERE account_id = :account",
               account_id);
}

void forget_strangers(WriteTransaction& tx) {
    constexpr std::chrono::days month{30};
    forget_unconfirmed(tx);
    tx.execute(
        "UPDATE proposals SET email = '' WHERE account_id = 0 AND email <> '' AND changed_at <= :long_ago "
        "AND state IN ('accepted', 'accepted_with_changes', 'declined', 'withdrawn')",
        to_text(tx.now() - month));
}

} // namespace legation::registry
