#pragma once

#include "accounts/membership.hpp"
#include "kernel/store/store.hpp"

namespace legation::registry {

/// What the layer of accounts may know of actors.
accounts::ActorDirectory actor_directory(store::Store& store);

} // namespace legation::registry
