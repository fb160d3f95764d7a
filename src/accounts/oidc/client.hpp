#pragma once

#include "accounts/oidc/protocol.hpp"
#include "kernel/clock.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace legation::accounts {

/// Speaks with one issuer: reads what it says of itself and its keys, and exchanges codes. Safe to use from
/// many threads.
class OidcClient {
  public:
    OidcClient(Issuer issuer, std::string redirect_url, Clock clock);

    Issuer const& issuer() const { return issuer_; }

    /// Where the browser is sent. Throws Error(unavailable) when the issuer does not answer.
    std::string authorization_url(Attempt const& attempt, std::string_view language);

    /// What came back with the browser.
    struct Answer {
        std::string code;
        std::string issuer; ///< `iss` (RFC 9207); empty when there was none
    };

    /// Who it is. Throws Error(unprocessable) when the answer is not right, Error(unavailable) when the
    /// issuer does not answer.
    Identity identify(Attempt const& attempt, Answer const& answer);

  private:
    Provider provider();
    std::vector<PublicKey> keys(Provider const& provider, bool is_fresh);
    std::string exchange(Provider const& provider, Attempt const& attempt, std::string const& code,
                         std::string& access_token);
    Token verified(Provider const& provider, std::string const& id_token);

    Issuer issuer_;
    std::string redirect_url_;
    Clock clock_;

    /// What was read, and when.
    template <class T>
    struct Kept {
        std::optional<T> value;
        Timestamp read_at;
    };
    std::mutex mutex_;
    Kept<Provider> provider_;
    Kept<std::vector<PublicKey>> keys_;
};

} // namespace legation::accounts
