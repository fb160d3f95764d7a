#pragma once

#include "accounts/key_context.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/presenter.hpp"
#include "kernel/views/form.hpp"

#include <string>

namespace legation::accounts {

/// POST /sign-in/password: an address and a password. Answers and works alike, whether there is such an
/// account or not; where an app was set up, the page that asks for its code.
http::Response sign_in_with_password(http::Request const& request, KeyContext const& context);
/// POST /sign-in/code: the code.
http::Response sign_in_with_code(http::Request const& request, KeyContext const& context);

/// Asks for a code of the app or a recovery code, beside a password and beside a link.
views::FieldView code_field(Presenter const& presenter, std::string problem);
/// Why a code was not taken, and what to type instead.
std::string words_for_wrong_code(Presenter const& presenter, SecondFactor factor);
/// Tells somebody by mail that one of their recovery codes was used.
void tell_of_recovery_code(store::WriteTransaction& tx, Presenter const& presenter, std::string const& email);

} // namespace legation::accounts
