#pragma once

#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

/// What people may do with all that is stored about them.
namespace legation::accounts {

/// GET /account/data.json: everything, as a file.
http::Response account_data(http::Request const& request, Context const& context);
/// GET /account/leave: says what goes and what stays.
http::Response leave_page(http::Request const& request, Context const& context);
/// POST /account/leave
http::Response leave(http::Request const& request, Context const& context);

/// Takes a name and address out of the hub. What the account changed stays, under “Former account 12”; its id
/// is not given out again.
void erase_account(store::WriteTransaction& tx, std::int64_t account,
                   std::vector<StoredData> const& of_sections);

/// Sessions and links whose time is over name addresses and devices of people; nothing asks for them again.
/// Counts of tries, and what was asked of browsers and other sites, go with them.
void forget_what_ended(store::WriteTransaction& tx);

} // namespace legation::accounts
