#include "register/kept_views.hpp"

namespace legation::registry {

namespace {

std::size_t cells_of(RecordView const& view) {
    std::size_t count = view.trail.size() + view.meta.size() + view.themes.size() + 1;
    for (Table const& table : view.tables)
        count += table.rows.size() * table.columns.size();
    for (Card const& card : view.cards)
        count += card.list.size() + card.facts.size();
    return count + view.facts.size() + view.json_only.size();
}

} // namespace

std::shared_ptr<RecordView const> KeptViews::find(std::string const& key,
                                                  std::function<RecordView()> const& gather) {
    {
        std::scoped_lock const lock(changing_);
        auto const found = views_.find(key);
        if (found != views_.end()) return found->second;
    }
    // Two requests may gather the same view at once; that is cheaper than making one wait for the other.
    auto const view = std::make_shared<RecordView const>(gather());
    std::size_t const cells = cells_of(*view);
    std::scoped_lock const lock(changing_);
    if (cells_ + cells <= most_cells_ && views_.emplace(key, view).second) cells_ += cells;
    return view;
}

} // namespace legation::registry
