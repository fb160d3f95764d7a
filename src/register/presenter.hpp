#pragma once

#include "kernel/http/request.hpp"
#include "kernel/store/store.hpp"
#include "kernel/views/tr.hpp"
#include "register/partnership.hpp"
#include "register/record_view.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Turns what the record holds into what a reader sees: labels, dates and links in the page's language. One
/// for each request.
class Presenter {
  public:
    Presenter(Context const& context, http::Language language, Picture const& picture);

    http::Language language() const { return language_; }
    MapData& map() const { return *picture_.map; }
    Kept<NounOrder>& orders() const { return *picture_.orders; }
    bool is_spanish() const { return language_ == http::Language::es; }
    Roster const& roster() const { return *picture_.roster; }
    gazetteer::Atlas const& atlas() const { return *picture_.atlas; }
    views::Texts const& texts() const { return context_.layout.texts(); }

    std::string text(std::string_view english) const;
    std::string number(std::int64_t value) const;
    std::string date(std::string_view partial_date) const;
    /// `2019 to 2021`, `since 2019`, `until 2021`.
    std::string period(std::string_view from, std::string_view until) const;

    Cell plain(std::string_view shown) const;
    Cell date_cell(std::string_view partial_date) const;
    Cell choice(std::span<records::Choice const> choices, std::string_view code) const;
    Cell actor(std::int64_t actor_id) const;
    /// With where it is as a note.
    Cell actor_with_place(std::int64_t actor_id) const;
    Cell place(std::int64_t place_id) const;
    Cell country(std::string_view code) const;
    Cell theme(std::string_view slug) const;
    std::vector<Cell> themes(std::string_view list) const;
    std::vector<Cell> actors(std::string_view slugs) const;
    /// Several in one cell: linked when there is only one.
    static Cell joined(std::vector<Cell> const& cells);
    Cell where(std::string_view country_code, std::optional<std::int64_t> place_id) const;
    /// The record that a reference names, of any type.
    Cell reference(store::ReadTransaction& tx, std::string_view target, std::int64_t id) const;

    /// The title, or the parties' names with a dash between them.
    std::string title_of(Partnership const& partnership) const;
    /// `Active`, or in plain words that nothing is recorded lately; never that a partnership is dead.
    Cell status_of(Partnership const& partnership) const;

    /// The public fields of a record that no other part of the page shows, as its field table has them.
    std::vector<Fact> facts(store::ReadTransaction& tx, records::RecordType const& type,
                            records::Record const& record,
                            std::span<std::string_view const> shown_elsewhere) const;

  private:
    std::vector<Cell> field_cells(store::ReadTransaction& tx, records::Field const& field,
                                  records::Record const& record) const;

    Context const& context_;
    http::Language language_;
    Picture const& picture_;
};

} // namespace legation::registry
