#pragma once

#include "accounts/presenter.hpp"

#include <string>
#include <string_view>

/// The mails of this layer, in the language of who caused them.
namespace legation::accounts {

mail::Letter sign_in_letter(Presenter const& presenter, std::string const& email, std::string_view token);
mail::Letter invitation_letter(Presenter const& presenter, std::string const& email, std::string_view actor,
                               std::string_view token);
mail::Letter new_email_letter(Presenter const& presenter, std::string const& email, std::string_view token);
/// To the old address: whoever reads it may not be who changed it.
mail::Letter email_changed_letter(Presenter const& presenter, std::string const& old_email);
mail::Letter joined_letter(Presenter const& presenter, std::string const& email, std::string_view actor);
mail::Letter declined_letter(Presenter const& presenter, std::string const& email, std::string_view actor);

} // namespace legation::accounts
