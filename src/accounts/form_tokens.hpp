#pragma once

#include "kernel/http/router.hpp"
#include "kernel/views/layout.hpp"

#include <string>
#include <string_view>

namespace legation::accounts {

/// The cookie that a form of somebody who has not signed in belongs to.
inline constexpr std::string_view visitor_cookie = "__Host-visitor";

/// Makes and checks what proves that a form was sent by a page of this site: a hidden field that is derived
/// with this hub's key from the session's token, or from a random cookie where there is no session.
class FormTokens {
  public:
    /// `public_url` is the address that visitors see, such as `https://hub.example.org`.
    FormTokens(std::string key, std::string_view public_url);

    /// The token of all forms of a session or visitor cookie.
    std::string token_for(std::string_view secret) const;
    /// For the first form that a visitor sees.
    views::NewFormToken new_token() const;

    /// The one check of every request that may change something; throws Error(forbidden) with what to do. A
    /// program that shows an API token is let through: browsers never send one by themselves.
    void check(http::Request const& request, http::Route const& route) const;

  private:
    bool is_own_origin(http::Request const& request, std::string_view origin) const;

    std::string key_;
    std::string own_origin_;
};

} // namespace legation::accounts
