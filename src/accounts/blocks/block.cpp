#include "accounts/blocks/block.hpp"

#include "accounts/account.hpp"
#include "accounts/blocks/address_range.hpp"

#include <algorithm>

namespace legation::accounts {

namespace {

using Row = std::tuple<std::int64_t, std::int64_t, std::string, std::string, std::int64_t, std::string,
                       std::optional<std::string>>;

template <class... Arguments>
std::vector<Block> select(store::ReadTransaction& tx, std::string_view sql, Arguments const&... arguments) {
    std::vector<Block> blocks;
    for (Row const& row : tx.rows<std::int64_t, std::int64_t, std::string, std::string, std::int64_t,
                                  std::string, std::optional<std::string>>(sql, arguments...)) {
        auto const& [id, account, range, reason, made_by, made_at, ends_at] = row;
        blocks.push_back({id, account, range, reason, made_by, made_at, ends_at});
    }
    return blocks;
}

std::vector<Block> running_blocks_of(store::ReadTransaction& tx, std::int64_t account, Timestamp now) {
    return select(tx,
                  "SELECT id, account_id, address_range, reason, made_by, made_at, ends_at FROM blocks WHERE "
                  "account_id = :account AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > :now) ORDER "
                  "BY id DESC",
                  account, to_text(now));
}

std::int64_t count_of_changes(store::ReadTransaction& tx, std::int64_t account, std::int64_t most) {
    return tx
        .value<std::int64_t>("SELECT COUNT(*) FROM (SELECT id FROM revisions WHERE account_id = :account "
                             "AND account_id > 0 LIMIT :most) AS counted",
                             account, most)
        .value_or(0);
}

} // namespace

void add_block(store::WriteTransaction& tx, Block& block) {
    block.id = tx.next_id("blocks");
    block.made_by = tx.author().account_id;
    block.made_at = to_text(tx.now());
    tx.execute("INSERT INTO blocks (id, account_id, address_range, reason, made_by, made_at, ends_at) VALUES "
               "(:id, :account, :range, :reason, :made_by, :made_at, :ends_at)",
               block.id, block.account_id, block.range, block.reason, block.made_by, block.made_at,
               block.ends_at);
}

bool lift_block(store::WriteTransaction& tx, std::int64_t id) {
    return tx.execute("UPDATE blocks SET lifted_by = :who, lifted_at = :now WHERE id = :id AND lifted_at IS "
                      "NULL AND (ends_at IS NULL OR ends_at > :same_now)",
                      tx.author().account_id, to_text(tx.now()), id, to_text(tx.now())) > 0;
}

std::vector<Block> running_blocks(store::ReadTransaction& tx, Timestamp now) {
    return select(tx,
                  "SELECT id, account_id, address_range, reason, made_by, made_at, ends_at FROM blocks WHERE "
                  "lifted_at IS NULL AND (ends_at IS NULL OR ends_at > :now) ORDER BY id DESC",
                  to_text(now));
}

std::vector<Block> blocks_of(store::ReadTransaction& tx, std::int64_t account) {
    return select(tx,
                  "SELECT id, account_id, address_range, reason, made_by, made_at, ends_at FROM blocks WHERE "
                  "account_id = :account ORDER BY id DESC",
                  account);
}

std::optional<Block> find_block(store::ReadTransaction& tx, http::Viewer const& viewer,
                                std::string_view client, Timestamp now) {
    if (viewer.role >= http::Role::moderator) return std::nullopt;
    if (viewer.is_signed_in()) {
        if (auto own = running_blocks_of(tx, viewer.account_id, now); !own.empty()) return own.front();
        if (!is_newcomer(tx, viewer, now)) return std::nullopt;
    }
    auto const address = AddressRange::parse(client);
    if (!address) return std::nullopt;
    for (Block& block : running_blocks_of(tx, 0, now))
        if (auto const range = AddressRange::parse(block.range); range && range->contains(*address))
            return std::move(block);
    return std::nullopt;
}

bool is_newcomer(store::ReadTransaction& tx, http::Viewer const& viewer, Timestamp now) {
    constexpr std::chrono::days settled_after{4};
    constexpr std::int64_t changes_that_show_good_faith = 10;
    if (!viewer.is_signed_in() || viewer.is_trusted || viewer.role >= http::Role::moderator) return false;
    auto const account = find_account(tx, viewer.account_id);
    if (!account || account->created_at > to_text(now - settled_after)) return true;
    return count_of_changes(tx, viewer.account_id, changes_that_show_good_faith) <
           changes_that_show_good_faith;
}

void protect(store::WriteTransaction& tx, std::string_view record_uuid, std::string_view reason) {
    unprotect(tx, record_uuid);
    tx.execute("INSERT INTO protections (record_uuid, reason, made_by, made_at) VALUES (:uuid, :reason, "
               ":made_by, :made_at)",
               record_uuid, reason, tx.author().account_id, to_text(tx.now()));
}

bool unprotect(store::WriteTransaction& tx, std::string_view record_uuid) {
    return tx.execute("DELETE FROM protections WHERE record_uuid = :uuid", record_uuid) > 0;
}

std::optional<std::string> protection_of(store::ReadTransaction& tx, std::string_view record_uuid) {
    return tx.value<std::string>("SELECT reason FROM protections WHERE record_uuid = :uuid", record_uuid);
}

} // namespace legation::accounts
