#pragma once

#include "register/kept.hpp"
#include "register/map/map_points.hpp"
#include "register/map/ties.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace legation::registry {

/// A tile as it is sent, ready for both kinds of client.
struct KeptTile {
    std::string plain, gzipped;
};

/// How much room a tile takes where it is kept.
std::size_t cells_of(KeptTile const& tile);

/// What maps are made from, of one data version. Made with the roster and thrown away with it.
class MapData {
  public:
    /// `kept_cells` is the room of the selections, and of the tiles.
    MapData(std::shared_ptr<Roster const> roster, std::size_t kept_cells);

    /// What the list with that filter has; its order and page make no difference.
    std::shared_ptr<MapSelection const> selection(ActorFilter const& filter);
    Kept<KeptTile>& tiles() { return tiles_; }
    /// Every tie on record: read when a map first asks for them.
    std::shared_ptr<std::vector<Tie> const> ties(store::ReadTransaction& tx);

  private:
    std::shared_ptr<Roster const> roster_;
    std::shared_ptr<MapSelection const> all_;
    Kept<MapSelection> selections_;
    Kept<KeptTile> tiles_;
    std::mutex reading_ties_;
    std::shared_ptr<std::vector<Tie> const> ties_;
};

/// The address of a page narrowed by that filter, with nothing that says how a list is shown: what is the
/// same on the map has the same address.
std::string narrowed_path(ActorFilter filter, std::string path);

} // namespace legation::registry
