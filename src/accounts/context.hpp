#pragma once

#include "accounts/form_tokens.hpp"
#include "accounts/membership.hpp"
#include "accounts/policy.hpp"
#include "accounts/secrets/secret_keys.hpp"
#include "kernel/config.hpp"
#include "kernel/records/json.hpp"
#include "kernel/store/store.hpp"
#include "kernel/views/layout.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::accounts {

/// What another section or file stores about an account: what its owner can take along, and what goes when
/// they leave.
struct StoredData {
    std::string_view name; ///< in the file that its owner gets
    std::function<void(records::JsonWriter&, store::ReadTransaction&, std::int64_t account)> write;
    std::function<void(store::WriteTransaction&, std::int64_t account)> erase;
};

/// A link on the account's page, shown to whom the permission is given. The label is marked with `tr_noop`.
struct AccountLink {
    std::string_view label;
    std::string path;
    Permission permission;
};

/// What the handlers of this layer work with.
struct Context {
    store::Store& store;
    views::Layout const& layout;
    FormTokens const& form_tokens;
    SecretKeys const& secret_keys;
    AccountSettings settings;
    bool is_behind_proxy; ///< which says whom it speaks for
    bool can_send;        ///< has a mail server, or is tried out on somebody's own machine
    ActorDirectory actors;
    std::vector<StoredData> stored_data; ///< of other sections
    std::vector<AccountLink> links;      ///< of other sections
    std::vector<Issuer> issuers = {};    ///< other sites by which people may sign in
};

/// The address that a request comes from, as limits count it.
std::string client_of(http::Request const& request, Context const& context);

} // namespace legation::accounts
