#pragma once

#include "gazetteer/atlas.hpp"
#include "kernel/store/store.hpp"
#include "kernel/views/layout.hpp"
#include "register/actor_list.hpp"
#include "register/attribution.hpp"
#include "register/finder.hpp"
#include "register/kept.hpp"
#include "register/map/map_data.hpp"
#include "register/reconcile/reconciler.hpp"
#include "register/record_view.hpp"
#include "register/roster.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace legation::registry {

/// The records of a noun in the order of their names, by id.
struct NounOrder {
    std::vector<std::int64_t> ids;
};
inline std::size_t cells_of(NounOrder const& order) {
    return 1 + order.ids.size() * sizeof(std::int64_t) / bytes_a_kept_cell;
}

/// What the record holds in memory for lists, counts and search: made from the database and thrown away when
/// that has changed. A request takes one and keeps it to its end.
struct Picture {
    std::shared_ptr<gazetteer::Atlas const> atlas;
    std::shared_ptr<Roster const> roster;
    std::shared_ptr<search::NameIndex const> places; ///< of the gazetteer, for the finder
    std::shared_ptr<Finder const> finder;            ///< of the present alone
    std::shared_ptr<Reconciler const> reconciler;    ///< of the present alone
    std::shared_ptr<Kept<RecordView>> views;
    std::shared_ptr<Kept<ActorList>> lists;
    std::shared_ptr<Kept<NounOrder>> orders;
    std::shared_ptr<MapData> map;
};

/// A picture of what the store shows, without search and matching: those are of the present alone.
Picture make_picture(store::Store& store, std::shared_ptr<gazetteer::Atlas const> atlas,
                     std::size_t kept_cells);

/// Where handlers find what they read lists and counts from.
class Pictures {
  public:
    virtual ~Pictures() = default;
    virtual std::shared_ptr<Picture const> current() const = 0;
    /// Looks now; answers whether there is a new picture.
    virtual bool refresh() = 0;
    /// Sees to it that somebody's next page shows what they changed, which got that change number: looks now,
    /// or, where many changes come together and share a picture, when they ask for that page.
    virtual void promise(std::int64_t account, std::int64_t change) = 0;
    /// Looks now if somebody was promised a change that the current picture does not show yet.
    virtual void keep_promise(std::int64_t account) = 0;
};

/// Keeps the picture current: looks twice a second whether the change number has grown, and less often where
/// a picture of a large record takes long to make.
class PictureKeeper : public Pictures {
  public:
    /// Makes the first picture. `kept_cells` is the room of its views, of its lists, and of its maps;
    /// `on_error` is told when a later one could not be made; the last good one stays.
    PictureKeeper(store::Store& store, std::size_t kept_cells,
                  std::function<void(std::string const&)> on_error);
    ~PictureKeeper() override;
    PictureKeeper(PictureKeeper const&) = delete;
    PictureKeeper& operator=(PictureKeeper const&) = delete;

    std::shared_ptr<Picture const> current() const override {
        return current_.load(std::memory_order_acquire);
    }
    bool refresh() override;
    void promise(std::int64_t account, std::int64_t change) override;
    void keep_promise(std::int64_t account) override;

  private:
    bool look();
    bool has_rested() const;
    void watch(std::stop_token const& stop);
    std::shared_ptr<Picture const> make() const;

    store::Store& store_;
    std::size_t kept_cells_;
    std::function<void(std::string const&)> on_error_;
    std::shared_ptr<gazetteer::Atlas const> atlas_;
    std::shared_ptr<search::NameIndex const> places_;
    std::atomic<std::shared_ptr<Picture const>> current_;
    std::mutex refreshing_;
    std::chrono::steady_clock::time_point
        looked_at_; ///< guarded by `refreshing_`, like the time that it took
    std::chrono::steady_clock::duration took_{};
    std::mutex promising_;
    std::map<std::int64_t, std::int64_t> promised_; ///< the change number by account
    std::jthread watcher_;
};

/// What the handlers of the Register work with.
struct Context {
    store::Store& store;
    views::Layout const& layout;
    Pictures& pictures;
    std::vector<Attribution> attributions; ///< from the file that the gazetteer's build step makes
    std::string spool_folder = {};         ///< for files that are made while somebody waits for them
    std::string dumps_folder = {};         ///< of the daily dumps
    std::string contact_email = {};        ///< where questions about the data are answered
};

} // namespace legation::registry
