#pragma once

#include "accounts/form_tokens.hpp"
#include "kernel/config.hpp"
#include "kernel/store/store.hpp"
#include "kernel/views/layout.hpp"

#include <string>

namespace legation::accounts {

/// What the handlers of this layer work with.
struct Context {
    store::Store& store;
    views::Layout const& layout;
    FormTokens const& form_tokens;
    AccountSettings settings;
    bool is_behind_proxy; ///< which says whom it speaks for
    bool can_send;        ///< has a mail server, or is tried out on somebody's own machine
};

/// The address that a request comes from, as limits count it.
std::string client_of(http::Request const& request, Context const& context);

} // namespace legation::accounts
