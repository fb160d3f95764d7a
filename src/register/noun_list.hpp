#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace legation::registry {

inline constexpr std::int64_t records_per_page = 50;

/// One page of all records of a noun.
struct NounPage {
    Table table;
    std::int64_t total = 0;
};

/// A list below `/register/{table}`.
struct NounList {
    std::string_view table;
    std::string_view title;       ///< English
    std::string_view description; ///< English
    NounPage (*gather)(store::ReadTransaction& tx, Presenter const& presenter, std::int64_t page);
};

std::span<NounList const> noun_lists();

} // namespace legation::registry
