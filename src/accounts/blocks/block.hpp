#pragma once

#include "kernel/http/viewer.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// Why and until when somebody may not change the record.
struct Block {
    std::int64_t id = 0;
    std::int64_t account_id = 0; ///< 0: a range of addresses
    std::string range = {};
    std::string reason = {};
    std::int64_t made_by = 0;
    std::string made_at = {};
    std::optional<std::string> ends_at = {}; ///< nothing: until it is lifted
};

/// Stores a block in the name of the transaction's author and gives it id and time.
void add_block(store::WriteTransaction& tx, Block& block);

/// Ends a block before its time; answers false when it does not run.
bool lift_block(store::WriteTransaction& tx, std::int64_t id);

/// Every block that runs, the newest first.
std::vector<Block> running_blocks(store::ReadTransaction& tx, Timestamp now);
/// Every block that an account ever had, the newest first.
std::vector<Block> blocks_of(store::ReadTransaction& tx, std::int64_t account);

/// What stops somebody who comes from an address. A range stops visitors and newcomers: a whole office may
/// share an address with one vandal, and who has shown good faith goes on. Nothing stops staff.
std::optional<Block> find_block(store::ReadTransaction& tx, http::Viewer const& viewer,
                                std::string_view client, Timestamp now);

/// An account that has not shown much yet: younger than four days, or with fewer than ten changes. Staff and
/// trusted editors never are; nor is a visitor, whose suggestions wait for a moderator anyway.
bool is_newcomer(store::ReadTransaction& tx, http::Viewer const& viewer, Timestamp now);

/// Lets only moderators change a record directly, or everyone again whose it is.
void protect(store::WriteTransaction& tx, std::string_view record_uuid, std::string_view reason);
bool unprotect(store::WriteTransaction& tx, std::string_view record_uuid);
/// Why a record is protected; nothing when it is not.
std::optional<std::string> protection_of(store::ReadTransaction& tx, std::string_view record_uuid);

} // namespace legation::accounts
