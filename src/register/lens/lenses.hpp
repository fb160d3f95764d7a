#pragma once

#include "register/section.hpp"

#include <chrono>
#include <list>
#include <map>
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
    void promise(std::int64_t account, std::int64_t change) override { present_.promise(account, change); }
    void keep_promise(std::int64_t account) override { present_.keep_promise(account); }
    Context const& context() const { return context_; }

  private:
    Pictures& present_;
    store::Store store_;
    std::shared_ptr<Picture const> picture_;
    Context context_;
};

/// Makes the pictures of lenses when they are asked for, and keeps a few. What one audience sees is never
/// shown to another: each has pictures of its own, and what is kept of pages and lists belongs to a picture.
/// For each audience one is made at a time, and of the past one for everybody.
class Lenses {
  public:
    /// `kept_cells` is the room of what each picture keeps: see PictureKeeper.
    explicit Lenses(std::size_t kept_cells) : kept_cells_(kept_cells) {}

    /// The record at that moment, or now, as those audiences see it; null where that is what everybody sees
    /// now. While the next picture of the present is being made, the one before it is shown, unless something
    /// was closed since. Throws Error(not_found) before the first day of the record, and Error(unavailable)
    /// while a picture is being made and there is none before it.
    std::shared_ptr<LensedRecord const> through(Context const& present, std::optional<Timestamp> moment,
                                                std::string const& audiences, http::Language language);

  private:
    struct Entry {
        std::string key;
        std::string audiences;
        std::string closed_mark; ///< of the roster of the present, read before the picture was made
        bool is_of_the_past = false;
        std::chrono::steady_clock::time_point made_at = {};
        std::shared_ptr<Picture const> picture = {};
    };

    std::shared_ptr<Picture const> kept(std::string const& key);
    std::shared_ptr<Picture const> one_before(Entry const& wanted);
    std::shared_ptr<std::timed_mutex> making(Entry const& wanted);
    std::shared_ptr<Picture const> find_or_make(Context const& present, Entry wanted,
                                                store::Lens const& lens);
    void keep(Entry entry);
    std::size_t actors_kept() const;

    std::size_t kept_cells_;
    std::mutex changing_;
    std::list<Entry> kept_; ///< the last used first
    std::map<std::string, std::shared_ptr<std::timed_mutex>>
        making_; ///< by audience; those of the past share one
};

} // namespace legation::registry
