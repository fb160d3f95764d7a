#pragma once

#include "kernel/views/views.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace legation::views {

/// Fills `{{>pagination.tpl}}`: the pages around the current one, the first, the last, previous and next.
/// Shows nothing when there is only one page. `url` makes the address of page `n`, language prefix and query
/// included.
void add_pagination(Data& data, http::Language language, std::int64_t page, std::int64_t page_count,
                    std::function<std::string(std::int64_t)> const& url);

} // namespace legation::views
