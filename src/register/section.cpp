#include "register/section.hpp"

#include "kernel/records/record_store.hpp"

#include <chrono>

namespace legation::registry {

namespace {

constexpr std::chrono::milliseconds look_every{500};

} // namespace

PictureKeeper::PictureKeeper(store::Store& store, std::size_t kept_cells,
                             std::function<void(std::string const&)> on_error)
    : store_(store), kept_cells_(kept_cells), on_error_(std::move(on_error)),
      atlas_(gazetteer::Atlas::read(store)), places_(Finder::index_places(*atlas_)) {
    current_.store(make());
    watcher_ = std::jthread([this](std::stop_token const& stop) { watch(stop); });
}

PictureKeeper::~PictureKeeper() = default;

Picture make_picture(store::Store& store, std::shared_ptr<gazetteer::Atlas const> atlas,
                     std::size_t kept_cells) {
    Picture picture;
    picture.atlas = std::move(atlas);
    picture.roster = Roster::read(store, picture.atlas);
    picture.views = std::make_shared<Kept<RecordView>>(kept_cells);
    picture.lists = std::make_shared<Kept<ActorList>>(kept_cells);
    picture.orders = std::make_shared<Kept<NounOrder>>(kept_cells);
    picture.map = std::make_shared<MapData>(picture.roster, kept_cells);
    return picture;
}

std::shared_ptr<Picture const> PictureKeeper::make() const {
    auto picture = std::make_shared<Picture>(make_picture(store_, atlas_, kept_cells_));
    picture->places = places_;
    picture->finder = std::make_shared<Finder const>(store_, atlas_, picture->roster, places_);
    picture->reconciler = std::make_shared<Reconciler const>(atlas_, picture->roster, places_);
    return picture;
}

bool PictureKeeper::refresh() {
    std::scoped_lock const lock(refreshing_);
    std::int64_t const newest =
        store_.read([](store::ReadTransaction& tx) { return records::change_number(tx); });
    if (newest == current()->roster->change_number()) return false;
    current_.store(make(), std::memory_order_release);
    return true;
}

void PictureKeeper::watch(std::stop_token const& stop) {
    std::mutex sleeping;
    std::condition_variable_any woken;
    while (!stop.stop_requested()) {
        std::unique_lock lock(sleeping);
        woken.wait_for(lock, stop, look_every, [] { return false; });
        if (stop.stop_requested()) return;
        try {
            refresh();
        } catch (std::exception const& error) {
            on_error_(error.what());
        }
    }
}

} // namespace legation::registry
