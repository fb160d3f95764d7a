#pragma once

#include "kernel/store/migrate.hpp"

#include <map>
#include <string>
#include <vector>

/// What is built into the program from `migrations/*.sql` and `*.tpl` (see cmake/embed.cmake).
namespace legation::embedded {

/// Every migration, in the order of the layers.
std::vector<store::Migration> migrations();

/// Template texts by name, such as `register/actor.tpl`.
std::map<std::string, std::string> templates();

} // namespace legation::embedded
