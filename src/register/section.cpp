#include "register/section.hpp"

#include "kernel/priority.hpp"
#include "kernel/records/record_store.hpp"

#include <chrono>

namespace legation::registry {

namespace {

constexpr std::chrono::milliseconds look_every{500};
/// While people edit all the time, at most a fifth of a core makes pictures.
constexpr int rest_for_each_work = 4;

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
    return look();
}

bool PictureKeeper::look() {
    auto const begun = std::chrono::steady_clock::now();
    std::int64_t const newest =
        store_.read([](store::ReadTransaction& tx) { return records::change_number(tx); });
    if (newest == current()->roster->change_number()) return false;
    current_.store(make(), std::memory_order_release);
    looked_at_ = std::chrono::steady_clock::now();
    took_ = looked_at_ - begun;
    return true;
}

bool PictureKeeper::has_rested() const {
    return std::chrono::steady_clock::now() - looked_at_ >= rest_for_each_work * took_;
}

void PictureKeeper::promise(std::int64_t account, std::int64_t change) {
    std::int64_t const shown = current()->roster->change_number();
    {
        std::scoped_lock const lock(promising_);
        std::erase_if(promised_, [&](auto const& kept) { return kept.second <= shown; });
        promised_[account] = change;
    }
    std::unique_lock const lock(refreshing_, std::try_to_lock);
    if (lock.owns_lock() && has_rested()) look();
}

void PictureKeeper::keep_promise(std::int64_t account) {
    {
        std::scoped_lock const lock(promising_);
        auto const found = promised_.find(account);
        if (found == promised_.end() || found->second <= current()->roster->change_number()) return;
    }
    refresh();
}

void PictureKeeper::watch(std::stop_token const& stop) {
    let_readers_go_first();
    std::mutex sleeping;
    std::condition_variable_any woken;
    while (!stop.stop_requested()) {
        std::unique_lock lock(sleeping);
        woken.wait_for(lock, stop, look_every, [] { return false; });
        if (stop.stop_requested()) return;
        try {
            std::scoped_lock const looking(refreshing_);
            if (has_rested()) look();
        } catch (std::exception const& error) {
            on_error_(error.what());
        }
    }
}

} // namespace legation::registry
