#pragma once

#include "accounts/form_tokens.hpp"
#include "kernel/config.hpp"
#include "kernel/store/store.hpp"
#include "kernel/views/layout.hpp"

#include <functional>
#include <string>

namespace legation::accounts {

/// A mail to one person.
struct Letter {
    std::string to, subject, text;
};

/// Puts a mail among what is sent when the transaction has been stored.
using SendLetter = std::function<void(store::WriteTransaction&, Letter const&)>;

/// What the handlers of this layer work with.
struct Context {
    store::Store& store;
    views::Layout const& layout;
    FormTokens const& form_tokens;
    AccountSettings settings;
    bool is_behind_proxy; ///< which says whom it speaks for
    SendLetter send;      ///< empty: this hub sends no mail
};

/// The address that a request comes from, as limits count it.
std::string client_of(http::Request const& request, Context const& context);

} // namespace legation::accounts
