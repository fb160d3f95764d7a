#include "accounts/oidc/oidc_store.hpp"

#include "kernel/error.hpp"
#include "kernel/hash.hpp"

namespace legation::accounts {

void keep_attempt(store::WriteTransaction& tx, Issuer const& issuer, KeptAttempt const& kept) {
    tx.execute("DELETE FROM oidc_attempts WHERE expires_at <= :now", to_text(tx.now()));
    tx.execute("INSERT INTO oidc_attempts (state_hash, issuer, nonce, verifier, account_id, return_path, "
               "expires_at) "
               "VALUES (:state_hash, :issuer, :nonce, :verifier, :account_id, :return_path, :expires_at)",
               sha256_hex(kept.attempt.state), issuer.url, kept.attempt.nonce, kept.attempt.verifier,
               kept.account_id, kept.return_path, to_text(tx.now() + attempt_lives));
}

std::optional<KeptAttempt> take_attempt(store::WriteTransaction& tx, Issuer const& issuer,
                                        std::string const& state) {
    std::string const hash = sha256_hex(state);
    auto const found = tx.row<std::string, std::string, std::int64_t, std::string>(
        "SELECT nonce, verifier, account_id, return_path FROM oidc_attempts WHERE state_hash = :state_hash "
        "AND "
        "issuer = :issuer AND expires_at > :now",
        hash, issuer.url, to_text(tx.now()));
    tx.execute("DELETE FROM oidc_attempts WHERE state_hash = :state_hash", hash);
    if (!found) return std::nullopt;
    auto const& [nonce, verifier, account_id, return_path] = *found;
    return KeptAttempt{{.state = state, .nonce = nonce, .verifier = verifier}, account_id, return_path};
}

std::optional<std::int64_t> account_of(store::ReadTransaction& tx, Issuer const& issuer,
                                       std::string const& subject) {
    return tx.value<std::int64_t>(
        "SELECT account_id FROM oidc_identities WHERE issuer = :issuer AND subject = :subject", issuer.url,
        subject);
}

void link_identity(store::WriteTransaction& tx, Issuer const& issuer, std::string const& subject,
                   std::int64_t account_id) {
    auto const owner = account_of(tx, issuer, subject);
    if (owner == account_id) return;
    if (owner) throw Error(ErrorCode::conflict, "That person there belongs to another account here.");
    tx.execute(
        "INSERT INTO oidc_identities (id, account_id, issuer, subject, linked_at) VALUES (:id, :account_id, "
        ":issuer, :subject, :linked_at)",
        tx.next_id("oidc_identities"), account_id, issuer.url, subject, to_text(tx.now()));
}

void note_identity_use(store::WriteTransaction& tx, Issuer const& issuer, std::string const& subject) {
    tx.execute("UPDATE oidc_identities SET used_at = :now WHERE issuer = :issuer AND subject = :subject",
               to_text(tx.now()), issuer.url, subject);
}

std::vector<LinkedIdentity> identities_of(store::ReadTransaction& tx, std::int64_t account_id) {
    std::vector<LinkedIdentity> all;
    tx.each<std::int64_t, std::string, std::string>(
        "SELECT id, issuer, linked_at FROM oidc_identities WHERE account_id = :account_id ORDER BY id",
        [&](std::int64_t id, std::string issuer, std::string linked_at) {
            all.push_back({id, std::move(issuer), std::move(linked_at)});
        },
        account_id);
    return all;
}

bool unlink_identity(store::WriteTransaction& tx, std::int64_t account_id, std::int64_t id) {
    return tx.execute("DELETE FROM oidc_identities WHERE id = :id AND account_id = :account_id", id,
                      account_id) == 1;
}

} // namespace legation::accounts
