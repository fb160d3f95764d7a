#include "accounts/passwords/password_store.hpp"

#include "accounts/passwords/authenticator.hpp"
#include "accounts/secrets/stored_secrets.hpp"
#include "kernel/error.hpp"
#include "kernel/hash.hpp"

namespace legation::accounts {

namespace {

/// Takes a step that no code of this account has been used for; of two at once, one.
bool take_step(store::WriteTransaction& tx, std::int64_t account, std::int64_t step) {
    return tx.execute("UPDATE authenticators SET last_step = :step WHERE account_id = :account AND "
                      "last_step < :before",
                      step, account, step) == 1;
}

void end_second_steps(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM second_steps WHERE account_id = :account", account);
}

} // namespace

std::optional<KeptPassword> password_of(store::ReadTransaction& tx, std::int64_t account) {
    auto row = tx.row<std::string, std::int64_t, std::string, std::optional<std::string>>(
        "SELECT password_hash, has_full_length, set_at, used_at FROM passwords WHERE account_id = :account",
        account);
    if (!row) return std::nullopt;
    auto& [hash, has_full_length, set_at, used_at] = *row;
    return KeptPassword{std::move(hash), has_full_length != 0, std::move(set_at), std::move(used_at)};
}

void keep_password(store::WriteTransaction& tx, std::int64_t account, std::string const& hash,
                   bool has_full_length) {
    end_second_steps(tx, account);
    tx.execute("DELETE FROM passwords WHERE account_id = :account", account);
    tx.execute("INSERT INTO passwords (account_id, password_hash, has_full_length, set_at) VALUES (:account, "
               ":hash, :has_full_length, :set_at)",
               account, hash, std::int64_t{has_full_length ? 1 : 0}, to_text(tx.now()));
}

bool note_use(store::WriteTransaction& tx, std::int64_t account, KeptPassword const& before,
              std::optional<std::string> const& renewed_hash) {
    return tx.execute("UPDATE passwords SET used_at = :now, password_hash = :renewed WHERE account_id = "
                      ":account AND password_hash = :before",
                      to_text(tx.now()), renewed_hash.value_or(before.hash), account, before.hash) == 1;
}

bool remove_password(store::WriteTransaction& tx, std::int64_t account) {
    bool const had_authenticator = remove_authenticator(tx, account);
    return tx.execute("DELETE FROM passwords WHERE account_id = :account", account) > 0 || had_authenticator;
}

std::optional<Authenticator> authenticator_of(store::ReadTransaction& tx, std::int64_t account) {
    auto row = tx.row<std::string, std::string, std::optional<std::string>, std::int64_t, std::int64_t>(
        "SELECT secret, made_at, confirmed_at, last_step, clock_steps FROM authenticators WHERE account_id = "
        ":account",
        account);
    if (!row) return std::nullopt;
    auto& [secret, made_at, confirmed_at, last_step, clock_steps] = *row;
    return Authenticator{account,   std::move(secret), std::move(made_at), std::move(confirmed_at),
                         last_step, clock_steps};
}

void begin_authenticator(store::WriteTransaction& tx, SecretKeys const& keys, std::int64_t account) {
    auto const known = authenticator_of(tx, account);
    if (known && known->is_confirmed())
        throw Error{ErrorCode::conflict, "An app makes codes for your account already. Remove it first."};
    tx.execute("DELETE FROM authenticators WHERE account_id = :account", account);
    tx.execute("INSERT INTO authenticators (account_id, secret, made_at, last_step) VALUES (:account, "
               ":secret, :made_at, 0)",
               account, keys.encrypt(new_authenticator_secret(), owner_of_app(account)), to_text(tx.now()));
}

std::string secret_of(Authenticator const& app, SecretKeys const& keys) {
    return app.kept_secret.empty() ? "" : keys.decrypt(app.kept_secret, owner_of_app(app.account_id));
}

SecondFactor confirm_authenticator(store::WriteTransaction& tx, SecretKeys const& keys, std::int64_t account,
                                   std::string_view code) {
    auto const known = authenticator_of(tx, account);
    if (!known || known->is_confirmed()) return SecondFactor::none;
    constexpr std::int64_t most = 2;
    std::int64_t const now = step_at(tx.now());
    auto const off = steps_from(secret_of(*known, keys), tidy_code(code), now, most);
    if (!off || !take_step(tx, account, now + *off)) return SecondFactor::none;
    tx.execute("UPDATE authenticators SET clock_steps = :off WHERE account_id = :account", *off, account);
    bool const is_certain = *off == 0 || *off == known->clock_steps;
    if (!is_certain) return *off < 0 ? SecondFactor::late : SecondFactor::early;
    end_second_steps(tx, account);
    tx.execute("UPDATE authenticators SET confirmed_at = :now WHERE account_id = :account", to_text(tx.now()),
               account);
    return SecondFactor::app;
}

bool remove_authenticator(store::WriteTransaction& tx, std::int64_t account) {
    end_second_steps(tx, account);
    tx.execute("DELETE FROM recovery_codes WHERE account_id = :account", account);
    return tx.execute("DELETE FROM authenticators WHERE account_id = :account", account) > 0;
}

std::vector<std::string> renew_recovery_codes(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM recovery_codes WHERE account_id = :account", account);
    std::vector<std::string> codes;
    for (int count = 0; count < recovery_codes_at_once; ++count) {
        codes.push_back(new_recovery_code());
        tx.execute("INSERT INTO recovery_codes (code_hash, account_id) VALUES (:hash, :account)",
                   sha256_hex(codes.back()), account);
    }
    return codes;
}

std::int64_t recovery_codes_left(store::ReadTransaction& tx, std::int64_t account) {
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM recovery_codes WHERE account_id = :account", account)
        .value_or(0);
}

SecondFactor use_second_factor(store::WriteTransaction& tx, SecretKeys const& keys, std::int64_t account,
                               std::string_view typed) {
    auto const known = authenticator_of(tx, account);
    if (!known || !known->is_confirmed()) return SecondFactor::none;
    std::string const code = tidy_code(typed);
    std::int64_t const step = step_at(tx.now()) + known->clock_steps;
    auto const off = steps_from(secret_of(*known, keys), code, step, 1);
    if (off && step + *off <= known->last_step) return SecondFactor::none;
    if (off == 0) return take_step(tx, account, step) ? SecondFactor::app : SecondFactor::none;
    if (off) return *off < 0 ? SecondFactor::late : SecondFactor::early;
    bool const was_left =
        tx.execute("DELETE FROM recovery_codes WHERE code_hash = :hash AND account_id = :account",
                   sha256_hex(code), account) == 1;
    return was_left ? SecondFactor::recovery_code : SecondFactor::none;
}

std::string begin_second_step(store::WriteTransaction& tx, SecondStep const& step) {
    tx.execute("DELETE FROM second_steps WHERE expires_at <= :now", to_text(tx.now()));
    std::string token = random_token();
    tx.execute("INSERT INTO second_steps (token_hash, account_id, return_to, expires_at) VALUES (:hash, "
               ":account, :return_to, :expires_at)",
               sha256_hex(token), step.account_id, step.return_to, to_text(tx.now() + second_step_lives));
    return token;
}

std::optional<SecondStep> find_second_step(store::ReadTransaction& tx, std::string_view token,
                                           Timestamp now) {
    auto row = tx.row<std::int64_t, std::string>(
        "SELECT account_id, return_to FROM second_steps WHERE token_hash = :hash AND expires_at > :now",
        sha256_hex(token), to_text(now));
    if (!row) return std::nullopt;
    return SecondStep{std::get<0>(*row), std::move(std::get<1>(*row))};
}

bool end_second_step(store::WriteTransaction& tx, std::string_view token) {
    return tx.execute("DELETE FROM second_steps WHERE token_hash = :hash", sha256_hex(token)) == 1;
}

} // namespace legation::accounts
