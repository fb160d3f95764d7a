// What another site sends when it signs somebody in: keys, tokens, claims, what it says of itself.

#include "accounts/oidc/protocol.hpp"
#include "kernel/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;

namespace {

template <class Read>
void must_refuse_or_read(Read&& read) {
    try {
        read();
    } catch (Error const& error) {
        if (error.code != ErrorCode::unprocessable && error.code != ErrorCode::unavailable) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    Issuer const issuer{.url = "https://idp.example.org", .client_id = "hub"};
    accounts::Attempt const attempt{"state", "a nonce that nobody knows", "verifier"};
    auto const keys = accounts::parse_keys(text);
    bool is_taken = false;
    must_refuse_or_read([&] {
        accounts::verify_token(text, keys.value_or(std::vector<accounts::PublicKey>{}));
        is_taken = true;
    });
    if (is_taken && !keys) std::abort(); // no key signed this
    must_refuse_or_read([&] { accounts::parse_provider(issuer, text); });
    if (auto const claims = parse_json(text))
        must_refuse_or_read([&] { accounts::judge_claims(issuer, attempt, *claims, Timestamp{}); });
    must_refuse_or_read([&] {
        accounts::Identity identity;
        identity.subject = "7";
        accounts::add_userinfo(identity, text);
    });
    return 0;
}
