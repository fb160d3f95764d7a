#include "register/record_view.hpp"

#include "register/kept.hpp"

namespace legation::registry {

std::size_t cells_of(RecordView const& view) {
    std::size_t count = view.trail.size() + view.meta.size() + view.themes.size() + 1;
    for (Table const& table : view.tables)
        count += table.rows.size() * table.columns.size();
    for (Card const& card : view.cards)
        count += card.list.size() + card.facts.size();
    count += view.map.shades.size() + view.map.lines.size() + view.map.spots.size();
    count += view.json_ld.size() / bytes_a_kept_cell;
    return count + view.facts.size() + view.json_only.size();
}

} // namespace legation::registry
