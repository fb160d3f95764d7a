#pragma once

#include "register/section.hpp"

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace legation::registry {

/// The record as it stood at a moment: its own picture, and a store that answers every statement as it would
/// have answered then. Handlers read it through a context like any other.
class Past : public Pictures {
  public:
    Past(Context const& present, store::Lens lens, std::shared_ptr<Picture const> picture);

    std::shared_ptr<Picture const> current() const override { return picture_; }
    bool refresh() override { return false; } // the past does not change
    Context const& context() const { return context_; }

  private:
    store::Store store_;
    std::shared_ptr<Picture const> picture_;
    Context context_;
};

/// Makes pictures of the past when they are asked for, one at a time, and keeps a few.
class Pasts {
  public:
    /// `kept_cells` is the room of what each picture keeps: see PictureKeeper.
    explicit Pasts(std::size_t kept_cells) : kept_cells_(kept_cells) {}

    /// The past at that moment; null where nothing has changed since, so that the present shows it.
    /// Throws Error(not_found) before the first day of the record, and Error(unavailable) while another
    /// moment is being made ready.
    std::shared_ptr<Past const> at(Context const& present, Timestamp moment, http::Language language);

  private:
    std::shared_ptr<Picture const> kept(std::string const& key);

    std::size_t actors_kept() const;

    std::size_t kept_cells_;
    std::mutex changing_;
    std::list<std::pair<std::string, std::shared_ptr<Picture const>>> kept_; ///< the last used first
    std::timed_mutex making_;
};

} // namespace legation::registry
