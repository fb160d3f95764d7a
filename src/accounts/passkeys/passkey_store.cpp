#include "accounts/passkeys/passkey_store.hpp"

#include "kernel/base64.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::accounts {

namespace {

constexpr std::string_view columns =
    "id, account_id, name, made_at, used_at, credential_id, algorithm, public_key, "
    "uses, is_synced";

template <class... Arguments>
std::vector<KeptPasskey> read(store::ReadTransaction& tx, std::string_view condition,
                              Arguments const&... arguments) {
    std::vector<KeptPasskey> all;
    tx.each<std::int64_t, std::int64_t, std::string, std::string, std::optional<std::string>, std::string,
            std::int64_t, std::string, std::int64_t, std::int64_t>(
        fmt::format("SELECT {} FROM passkeys {}", columns, condition),
        [&](std::int64_t id, std::int64_t account_id, std::string name, std::string made_at,
            std::optional<std::string> used_at, std::string const& credential_id, std::int64_t algorithm,
            std::string const& public_key, std::int64_t uses, std::int64_t is_synced) {
            Passkey passkey{.credential_id = from_base64url(credential_id).value_or(""),
                            .algorithm = static_cast<int>(algorithm),
                            .public_key = from_base64url(public_key).value_or(""),
                            .uses = static_cast<std::uint32_t>(uses),
                            .is_synced = is_synced != 0};
            all.push_back({id, account_id, std::move(name), std::move(made_at), std::move(used_at),
                           std::move(passkey)});
        },
        arguments...);
    return all;
}

/// In one line and of a length that fits a list.
std::string tidy_name(std::string const& name, std::size_t number) {
    std::string tidy(whole_letters(name, longest_passkey_name));
    std::replace_if(
        tidy.begin(), tidy.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
    bool const is_blank = tidy.find_first_not_of(' ') == std::string::npos;
    return is_blank ? fmt::format("Passkey {}", number) : tidy;
}

} // namespace

std::string ask_challenge(store::WriteTransaction& tx, std::int64_t account_id) {
    tx.execute("DELETE FROM passkey_challenges WHERE expires_at <= :now", to_text(tx.now()));
    std::string challenge = new_challenge();
    tx.execute(
        "INSERT INTO passkey_challenges (challenge_hash, account_id, expires_at) VALUES (:hash, :account_id, "
        ":expires_at)",
        sha256_hex(challenge), account_id, to_text(tx.now() + challenge_lives));
    return challenge;
}

std::optional<std::string> take_challenge(store::WriteTransaction& tx, std::string const& client_data,
                                          std::int64_t account_id) {
    auto const challenge = challenge_in(client_data);
    if (!challenge) return std::nullopt;
    bool const was_asked =
        tx.execute("DELETE FROM passkey_challenges WHERE challenge_hash = :hash AND account_id = "
                   ":account_id AND expires_at > :now",
                   sha256_hex(*challenge), account_id, to_text(tx.now())) == 1;
    return was_asked ? challenge : std::nullopt;
}

KeptPasskey keep_passkey(store::WriteTransaction& tx, std::int64_t account_id, std::string const& name,
                         Passkey const& passkey) {
    if (find_passkey(tx, passkey.credential_id))
        throw Error(ErrorCode::conflict, "This passkey is known here already.");
    std::size_t const count = passkeys_of(tx, account_id).size();
    if (count >= most_passkeys)
        throw Error(ErrorCode::unprocessable,
                    "You have as many passkeys as one account may have. Remove one first.");
    KeptPasskey kept;
    kept.id = tx.next_id("passkeys");
    kept.account_id = account_id;
    kept.name = tidy_name(name, count + 1);
    kept.made_at = to_text(tx.now());
    kept.passkey = passkey;
    tx.execute(
        "INSERT INTO passkeys (id, account_id, name, credential_id, algorithm, public_key, uses, is_synced, "
        "made_at) VALUES (:id, :account_id, :name, :credential_id, :algorithm, :public_key, :uses, "
        ":is_synced, "
        ":made_at)",
        kept.id, kept.account_id, kept.name, to_base64url(passkey.credential_id),
        std::int64_t{passkey.algorithm}, to_base64url(passkey.public_key), std::int64_t{passkey.uses},
        std::int64_t{passkey.is_synced ? 1 : 0}, kept.made_at);
    return kept;
}

std::vector<KeptPasskey> passkeys_of(store::ReadTransaction& tx, std::int64_t account_id) {
    return read(tx, "WHERE account_id = :account_id ORDER BY id", account_id);
}

std::optional<KeptPasskey> find_passkey(store::ReadTransaction& tx, std::string const& credential_id) {
    auto found = read(tx, "WHERE credential_id = :credential_id", to_base64url(credential_id));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void note_use(store::WriteTransaction& tx, KeptPasskey const& kept, Passkey const& after) {
    bool const is_noted =
        tx.execute("UPDATE passkeys SET uses = :after, used_at = :now WHERE id = :id AND uses = :before",
                   std::int64_t{after.uses}, to_text(tx.now()), kept.id,
                   std::int64_t{kept.passkey.uses}) == 1;
    if (!is_noted) throw Error(ErrorCode::conflict, "This passkey was used at the same moment. Try again.");
}

bool remove_passkey(store::WriteTransaction& tx, std::int64_t account_id, std::int64_t id) {
    return tx.execute("DELETE FROM passkeys WHERE id = :id AND account_id = :account_id", id, account_id) ==
           1;
}

} // namespace legation::accounts
