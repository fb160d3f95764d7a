#include "register/actor_directory.hpp"

#include "accounts/own_domain.hpp"
#include "kernel/records/record_store.hpp"
#include "register/actor.hpp"

namespace legation::registry {

namespace {

std::optional<accounts::NamedActor> named(std::optional<Actor> const& actor) {
    if (!actor) return std::nullopt;
    return accounts::NamedActor{actor->id, actor->slug, actor->name, actor->website};
}

} // namespace

accounts::ActorDirectory actor_directory(store::Store& store) {
    return {
        [&store](std::string_view slug) {
            return store.read([&](store::ReadTransaction& tx) {
                return named(records::find_visible<Actor>(tx, "slug = :slug", slug));
            });
        },
        [&store](std::int64_t id) {
            return store.read([&](store::ReadTransaction& tx) {
                return named(records::find_visible<Actor>(tx, "id = :id", id));
            });
        },
        [&store](std::string_view domain) {
            return store.read([&](store::ReadTransaction& tx) {
                std::int64_t count = 0;
                tx.each<std::string>(
                    "SELECT website FROM actors WHERE is_hidden = 0 AND website IS NOT NULL",
                    [&](std::string const& website) { count += accounts::own_domain(website) == domain; });
                return count;
            });
        },
    };
}

} // namespace legation::registry
