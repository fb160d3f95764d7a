#include "accounts/key_data.hpp"

#include "accounts/blocks/block_pages.hpp"
#include "accounts/oidc/oidc_store.hpp"
#include "accounts/passkeys/passkey_store.hpp"
#include "accounts/passwords/password_store.hpp"
#include "accounts/tokens/token_pages.hpp"

namespace legation::accounts {

namespace {

void write_passkeys(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (KeptPasskey const& kept : passkeys_of(tx, account))
        json.begin_object()
            .member("name", kept.name)
            .member("made_at", kept.made_at)
            .member("used_at", kept.used_at.value_or(""))
            .end_object();
    json.end_array();
}

void write_identities(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (LinkedIdentity const& linked : identities_of(tx, account))
        json.begin_object()
            .member("issuer", linked.issuer)
            .member("linked_at", linked.linked_at)
            .end_object();
    json.end_array();
}

/// When they were set; the secrets themselves are nobody's to read.
void write_password(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    auto const password = password_of(tx, account);
    auto const app = authenticator_of(tx, account);
    json.begin_object()
        .member("password_set_at", password ? password->set_at : "")
        .member("password_used_at", password ? password->used_at.value_or("") : "")
        .member("app_confirmed_at", app ? app->confirmed_at.value_or("") : "")
        .member("recovery_codes_left", recovery_codes_left(tx, account))
        .end_object();
}

void erase_password(store::WriteTransaction& tx, std::int64_t account) {
    remove_password(tx, account);
}

void erase_passkeys(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM passkeys WHERE account_id = :account", account);
    tx.execute("DELETE FROM passkey_challenges WHERE account_id = :account", account);
}

void erase_identities(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM oidc_identities WHERE account_id = :account", account);
    tx.execute("DELETE FROM oidc_attempts WHERE account_id = :account", account);
}

} // namespace

std::vector<StoredData> key_data() {
    return {{"passkeys", write_passkeys, erase_passkeys},
            {"password", write_password, erase_password},
            {"other_sites", write_identities, erase_identities},
            token_data(),
            block_data()};
}

} // namespace legation::accounts
