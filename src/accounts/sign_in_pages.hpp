#pragma once

#include "accounts/context.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/presenter.hpp"
#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"

#include <chrono>
#include <string>

namespace legation::accounts {

/// How long the link lasts that the first start prints.
inline constexpr std::chrono::hours first_link_time{24};

/// What was typed into the form for a password, and what is wrong with it.
struct TypedPassword {
    std::string email = {}, problem = {};
};
/// The page to sign in once more, after a password that was not right.
http::Response show_sign_in_again(Presenter const& presenter, TypedPassword const& typed,
                                  std::string_view return_to);

/// GET /sign-in: asks for an address.
http::Response sign_in_page(http::Request const& request, Context const& context);
/// POST /sign-in: sends a link there. The answer and the work are the same whether there is an account or
/// not.
http::Response ask_for_link(http::Request const& request, Context const& context);
/// GET /sign-in/sent
http::Response link_sent_page(http::Request const& request, Context const& context);
/// GET /sign-in/link/{token}: says what the link does and has the button; does not use it.
http::Response link_page(http::Request const& request, Context const& context);
/// POST /sign-in/link/{token}: uses it.
http::Response follow_link(http::Request const& request, Context const& context);
/// POST /sign-out
http::Response sign_out(http::Request const& request, Context const& context);

/// The address of a link's page, to be put behind the hub's own.
std::string link_path(http::Language language, std::string_view token);

/// A link that makes its user the first administrator, or nothing when there is one. Earlier links of the
/// kind end.
std::string first_administrator_link(store::Store& store);

} // namespace legation::accounts
