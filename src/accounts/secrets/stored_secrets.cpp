#include "accounts/secrets/stored_secrets.hpp"

#include "accounts/audit/audit_log.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::accounts {

namespace {

std::string owner_of_hub_key(std::string_view name) {
    return fmt::format("key of {}", name);
}

/// A secret as it is kept: of somebody's app, or a key of the hub.
struct StoredSecret {
    std::int64_t account = 0; ///< 0: a key of the hub
    std::string name = {};    ///< of that
    std::string kept;

    std::string owner() const { return account > 0 ? owner_of_app(account) : owner_of_hub_key(name); }
};

/// One that is empty was forgotten.
std::vector<StoredSecret> all_secrets(store::ReadTransaction& tx) {
    std::vector<StoredSecret> all;
    tx.each<std::int64_t, std::string>(
        "SELECT account_id, secret FROM authenticators WHERE secret <> '' ORDER BY account_id",
        [&](std::int64_t account, std::string kept) {
            all.push_back({.account = account, .kept = std::move(kept)});
        });
    tx.each<std::string, std::string>("SELECT name, value FROM hub_keys ORDER BY name",
                                      [&](std::string name, std::string kept) {
                                          all.push_back({.name = std::move(name), .kept = std::move(kept)});
                                      });
    return all;
}

bool can_open(StoredSecret const& secret, SecretKeys const& keys) {
    if (!key_id_of(secret.kept)) return true;
    try {
        keys.decrypt(secret.kept, secret.owner());
        return true;
    } catch (Error const&) {
        return false;
    }
}

void keep(store::WriteTransaction& tx, StoredSecret const& secret, std::string const& kept) {
    if (secret.account > 0)
        tx.execute("UPDATE authenticators SET secret = :kept WHERE account_id = :account AND secret = "
                   ":before",
                   kept, secret.account, secret.kept);
    else
        tx.execute("UPDATE hub_keys SET value = :kept WHERE name = :name AND value = :before", kept,
                   secret.name, secret.kept);
}

void forget(store::WriteTransaction& tx, StoredSecret const& secret) {
    if (secret.account == 0) {
        tx.execute("DELETE FROM hub_keys WHERE name = :name", secret.name);
        return;
    }
    // The row of an app that counts stays: without it the password or the link alone would sign in.
    tx.execute("DELETE FROM authenticators WHERE account_id = :account AND confirmed_at IS NULL",
               secret.account);
    tx.execute("UPDATE authenticators SET secret = '' WHERE account_id = :account", secret.account);
}

} // namespace

std::string owner_of_app(std::int64_t account) {
    return fmt::format("app of account {}", account);
}

std::string hub_key(store::WriteTransaction& tx, SecretKeys const& keys, std::string_view name) {
    std::string const owner = owner_of_hub_key(name);
    if (auto const known = tx.value<std::string>("SELECT value FROM hub_keys WHERE name = :name", name))
        return keys.decrypt(*known, owner);
    std::string key = random_token();
    tx.execute("INSERT INTO hub_keys (name, value) VALUES (:name, :value)", name, keys.encrypt(key, owner));
    return key;
}

StoredSecrets stored_secrets(store::ReadTransaction& tx, SecretKeys const& keys) {
    StoredSecrets found;
    for (StoredSecret const& secret : all_secrets(tx)) {
        ++found.all;
        if (!can_open(secret, keys)) {
            ++found.without_key;
            std::string const id(*key_id_of(secret.kept));
            if (std::find(found.key_names.begin(), found.key_names.end(), id) == found.key_names.end())
                found.key_names.push_back(id);
        } else if (!keys.is_current(secret.kept)) {
            ++found.to_encrypt;
        }
    }
    return found;
}

std::string problem_with(StoredSecrets const& secrets, SecretKeys const& keys) {
    if (secrets.without_key == 0) return {};
    std::string const where =
        keys.is_empty()
            ? "name the file that holds it: secret_key_file = \"…\""
            : fmt::format("add its line to {} below the first, or restore that file", keys.file());
    return fmt::format(
        "{} of the {} secrets in the database are encrypted with a key that is not here ({}): {}. When "
        "it is lost for good: legation forget-secrets",
        secrets.without_key, secrets.all, fmt::join(secrets.key_names, ", "), where);
}

std::size_t encrypt_secrets(store::WriteTransaction& tx, SecretKeys const& keys) {
    if (std::string const problem = problem_with(stored_secrets(tx, keys), keys); !problem.empty())
        throw Error(ErrorCode::unprocessable, problem);
    std::size_t count = 0;
    for (StoredSecret const& secret : all_secrets(tx)) {
        if (keys.is_current(secret.kept)) continue;
        bool const is_plain = !key_id_of(secret.kept);
        keep(
            tx, secret,
            keys.encrypt(is_plain ? secret.kept : keys.decrypt(secret.kept, secret.owner()), secret.owner()));
        ++count;
    }
    if (count > 0) audit(tx, {.action = "encrypt secrets", .detail = fmt::format("{} of them", count)});
    return count;
}

std::size_t forget_lost_secrets(store::WriteTransaction& tx, SecretKeys const& keys) {
    std::size_t count = 0;
    for (StoredSecret const& secret : all_secrets(tx)) {
        if (can_open(secret, keys)) continue;
        forget(tx, secret);
        audit(tx, {.action = "forget secret",
                   .subject = secret.account > 0 ? fmt::format("account {}", secret.account) : secret.name});
        ++count;
    }
    return count;
}

} // namespace legation::accounts
