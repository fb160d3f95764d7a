// What a browser sends for a passkey: refused, unless it answers a challenge that it cannot know.

#include "accounts/passkeys/passkey.hpp"
#include "kernel/base64.hpp"
#include "kernel/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace legation;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static accounts::RelyingParty const hub = accounts::relying_party("https://hub.example.org");
    static std::string const challenge(32, 'c');
    static std::string const client_data = R"({"type":"webauthn.create","challenge":")" +
                                           to_base64url(challenge) +
                                           R"(","origin":"https://hub.example.org"})";
    std::string const text(reinterpret_cast<char const*>(data), size);
    try {
        accounts::Passkey const made = accounts::verify_new_passkey(hub, challenge, {client_data, text});
        if (made.credential_id.empty() || made.public_key.empty()) std::abort();
        accounts::verify_assertion(hub, challenge, made, {client_data, text, text});
        std::abort(); // nobody signed this
    } catch (Error const& error) {
        if (error.code != ErrorCode::unprocessable) std::abort();
    }
    try {
        accounts::verify_new_passkey(hub, std::string(32, 'x'), {text, text});
        std::abort();
    } catch (Error const& error) {
        if (error.code != ErrorCode::unprocessable) std::abort();
    }
    return 0;
}
