#pragma once

#include "accounts/context.hpp"

#include <vector>

namespace legation::accounts {

/// Passkeys, passwords, links with other sites, tokens and blocks, for the owner's copy of their data and for
/// when they leave.
std::vector<StoredData> key_data();

} // namespace legation::accounts
