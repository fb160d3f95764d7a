#pragma once

#include "kernel/store/store.hpp"
#include "register/reconcile/reconcile_queries.hpp"
#include "register/section.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The W3C community group's Reconciliation Service API 0.2: a spreadsheet user matches a list with the
/// record and the gazetteer. What each answer looks like is the specification's; ids are slugs.
namespace legation::registry {

/// What the service is. `address` is the hub's public address, without a slash at the end.
std::string reconcile_manifest(std::string_view site_name, std::string_view address);

std::string reconcile_answers(Picture const& picture, std::vector<ReconcileQuery> const& queries);

std::string suggest_entities(Picture const& picture, std::string_view prefix);
std::string suggest_types(std::string_view prefix);
std::string suggest_properties(std::string_view prefix);

std::string propose_properties(std::string_view type, std::size_t limit);
std::string extend_rows(Picture const& picture, store::ReadTransaction& tx, ExtendQuery const& query);

/// What a slug names; both 0 when nothing.
struct Entity {
    std::int64_t place_id = 0, actor_id = 0;
};
Entity entity_of(Picture const& picture, std::string_view slug);
/// The code of its kind, and its English word.
std::pair<std::string_view, std::string_view> kind_of(Picture const& picture, Entity const& entity);

} // namespace legation::registry
