#include "accounts/secrets/stored_secrets.hpp"
#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"

#include <fmt/format.h>

namespace legation {

int forget_secrets(Config const& config, bool is_for_good) {
    auto const keys = accounts::SecretKeys::read(config.secret_key_file);
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    auto const found =
        store->read([&](store::ReadTransaction& tx) { return accounts::stored_secrets(tx, keys); });
    if (!is_for_good || found.without_key == 0) {
        fmt::print("{} of {} secrets cannot be opened.\n", found.without_key, found.all);
        if (found.without_key > 0)
            fmt::print("With --for-good they are forgotten: people whose app they belong to sign in with a "
                       "recovery code or a passkey, and set up an app again.\n");
        return 0;
    }
    auto const forgotten = store->write(store::Author{"operator"}, [&](store::WriteTransaction& tx) {
        return accounts::forget_lost_secrets(tx, keys);
    });
    fmt::print("{} secrets were forgotten.\n", forgotten);
    return 0;
}

} // namespace legation
