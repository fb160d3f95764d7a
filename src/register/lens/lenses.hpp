#pragma once

#include "register/section.hpp"

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace legation::registry {

/// The record as a lens shows it: its own picture, and a store that answers every statement accordingly.
/// Handlers read it through a context like any other.
class LensedRecord : public Pictures {
  public:
    LensedRecord(Context const& present, store::Lens lens, std::shared_ptr<Picture const> picture);

    std::shared_ptr<Picture const> current() const override { return picture_; }
    bool refresh() override { return present_.refresh(); } // the next request gets another picture
    Context const& context() const { return context_; }

  private:
    Pictures& present_;
    store::Store store_;
    std::shared_ptr<Picture const> picture_;
    Context context_;
};

/// Makes the pictures of lenses when they are asked for, one at a time, and keeps a few. What one audience
/// sees is never shown to another: each has pictures of its own, and what is kept of pages and lists belongs
/// to a picture.
class Lenses {
  public:
    /// `kept_cells` is the room of what each picture keeps: see PictureKeeper.
    explicit Lenses(std::size_t kept_cells) : kept_cells_(kept_cells) {}

    /// The record at that moment, or now, as those audiences see it; null where that is what everybody sees
    /// now. Throws Error(not_found) before the first day of the record, and Error(unavailable) while another
    /// picture is being made.
    std::shared_ptr<LensedRecord const> through(Context const& present, std::optional<Timestamp> moment,
                                                std::string const& audiences, http::Language language);

  private:
    std::shared_ptr<Picture const> kept(std::string const& key);

    std::shared_ptr<Picture const> find_or_make(Context const& present, std::string const& key,
                                                store::Lens const& lens);
    std::size_t actors_kept() const;

    std::size_t kept_cells_;
    std::mutex changing_;
    std::list<std::pair<std::string, std::shared_ptr<Picture const>>> kept_; ///< the last used first
    std::timed_mutex making_;
};

} // namespace legation::registry
