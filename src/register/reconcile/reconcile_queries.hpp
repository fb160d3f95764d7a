#pragma once

#include "register/reconcile/reconciler.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// One query of a batch of the Reconciliation Service API.
struct ReconcileQuery {
    std::string key; ///< the client's name for it, under which the answer stands
    Mention mention;
    std::vector<std::string> types; ///< codes of kinds; empty for any
    std::size_t limit = 5;
};

/// What a client asks to add to its rows.
struct ExtendQuery {
    std::vector<std::string> ids;        ///< slugs
    std::vector<std::string> properties; ///< ids
};

/// A public address takes no more than this at once. OpenRefine sends ten.
constexpr std::size_t most_queries = 200, most_extended = 500, most_query_bytes = 64UL * 1024;

/// A property that queries may name and that data extension gives, with its name in English.
struct ReconcileProperty {
    std::string_view id, name;
    bool is_for_queries = false, is_for_extension = false;
};
std::vector<ReconcileProperty> const& reconcile_properties();

/// Reads `{"q0": {"query": …}, …}`. Throws Error(bad_request) that says what is wrong with it.
std::vector<ReconcileQuery> parse_reconcile_queries(std::string_view json);
/// Reads `{"ids": […], "properties": [{"id": …}]}`.
ExtendQuery parse_extend_query(std::string_view json);

} // namespace legation::registry
