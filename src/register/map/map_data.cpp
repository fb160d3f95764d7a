#include "register/map/map_data.hpp"

#include "register/kept.hpp"

namespace legation::registry {

std::size_t cells_of(KeptTile const& tile) {
    return 1 + (tile.plain.size() + tile.gzipped.size()) / bytes_a_kept_cell;
}

MapData::MapData(std::shared_ptr<Roster const> roster, std::size_t kept_cells)
    : roster_(std::move(roster)), all_(std::make_shared<MapSelection const>(select_all(*roster_))),
      selections_(kept_cells), tiles_(kept_cells) {}

std::shared_ptr<MapSelection const> MapData::selection(ActorFilter const& filter) {
    std::string const key = narrowed_path(filter, "");
    if (key.empty()) return all_;
    return selections_.find(key, [&] { return select(*roster_, *all_, filter); });
}

std::shared_ptr<std::vector<Tie> const> MapData::ties(store::ReadTransaction& tx) {
    std::scoped_lock const lock(reading_ties_); // who comes second waits, and need not read them again
    if (!ties_) ties_ = std::make_shared<std::vector<Tie> const>(read_ties(tx, *roster_));
    return ties_;
}

std::string narrowed_path(ActorFilter filter, std::string path) {
    filter.sort = ActorFilter{}.sort;
    filter.page = 1;
    return path_of(filter, std::move(path));
}

} // namespace legation::registry
