#include "accounts/attempt_limit.hpp"

#include "kernel/hash.hpp"

#include <fmt/format.h>

namespace legation::accounts {

bool count_attempt(store::WriteTransaction& tx, AttemptLimit const& limit, std::string_view who) {
    std::string const bucket = sha256_hex(fmt::format("{}:{}", limit.name, who));
    std::string const now = to_text(tx.now());
    auto const known =
        tx.row<std::string, std::int64_t>("SELECT since, count FROM attempts WHERE bucket = :bucket", bucket);
    if (!known) {
        tx.execute("INSERT INTO attempts (bucket, since, count) VALUES (:bucket, :since, 1)", bucket, now);
        return true;
    }
    auto const& [since, count] = *known;
    if (since <= to_text(tx.now() - limit.within)) {
        tx.execute("UPDATE attempts SET since = :since, count = 1 WHERE bucket = :bucket", now, bucket);
        return true;
    }
    if (count >= limit.most) return false;
    tx.execute("UPDATE attempts SET count = count + 1 WHERE bucket = :bucket", bucket);
    return true;
}

void forget_attempts(store::WriteTransaction& tx) {
    tx.execute("DELETE FROM attempts WHERE since < :oldest", to_text(tx.now() - std::chrono::days(1)));
}

} // namespace legation::accounts
