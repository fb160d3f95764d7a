#include "kernel/views/pagination.hpp"

#include "kernel/views/format.hpp"

#include <algorithm>
#include <set>

namespace legation::views {

namespace {

/// First, last, and the current page with its neighbors; near an end so many that the bar keeps its length.
std::set<std::int64_t> shown_pages(std::int64_t page, std::int64_t page_count) {
    std::set<std::int64_t> pages{1, page_count};
    auto const from = std::clamp<std::int64_t>(page - 1, 1, std::max<std::int64_t>(1, page_count - 4));
    auto const to = std::clamp<std::int64_t>(page + 1, std::min<std::int64_t>(5, page_count), page_count);
    for (auto n = from; n <= to; ++n)
        pages.insert(n);
    return pages;
}

} // namespace

void add_pagination(Data& data, http::Language language, std::int64_t page, std::int64_t page_count,
                    std::function<std::string(std::int64_t)> const& url) {
    if (page_count < 2) return;
    auto bar = data.add("PAGINATION");
    if (page > 1) bar.add("PAGINATION_PREVIOUS").set("PAGE_URL", url(page - 1));
    if (page < page_count) bar.add("PAGINATION_NEXT").set("PAGE_URL", url(page + 1));
    std::int64_t before = 0;
    for (auto const n : shown_pages(page, page_count)) {
        auto item = bar.add("PAGINATION_ITEM");
        if (n > before + 1) item.show("PAGINATION_GAP");
        auto link = item.add(n == page ? "PAGINATION_HERE" : "PAGINATION_PAGE");
        link.set("PAGE_NUMBER", number(language, n));
        link.set("PAGE_URL", url(n));
        before = n;
    }
}

} // namespace legation::views
