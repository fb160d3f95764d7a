#include "register/neighbors.hpp"

#include <algorithm>
#include <cmath>

namespace legation::registry {

namespace {

constexpr std::size_t most_shown = 5;
constexpr double farthest_kilometers = 300;

template <class T>
std::size_t common(std::vector<T> const& a, std::vector<T> const& b) {
    return static_cast<std::size_t>(
        std::ranges::count_if(a, [&](T const& value) { return std::ranges::find(b, value) != b.end(); }));
}

struct Likeness {
    std::size_t themes = 0, networks = 0, countries = 0;
    RosterEntry const* entry = nullptr;
    std::size_t score() const { return themes + 2 * networks + 2 * countries; }
};

std::string reason(Presenter const& presenter, Likeness const& likeness) {
    views::Texts const& texts = presenter.texts();
    auto const language = presenter.language();
    std::string text;
    auto const add = [&](std::string const& part) { text += (text.empty() ? "" : " · ") + part; };
    if (likeness.countries > 0)
        add(texts.plural(language, "{n} partner country in common", "{n} partner countries in common",
                         static_cast<std::int64_t>(likeness.countries)));
    if (likeness.networks > 0)
        add(texts.plural(language, "{n} network in common", "{n} networks in common",
                         static_cast<std::int64_t>(likeness.networks)));
    if (likeness.themes > 0)
        add(texts.plural(language, "{n} theme in common", "{n} themes in common",
                         static_cast<std::int64_t>(likeness.themes)));
    return text;
}

std::vector<Cell> similar_to(Presenter const& presenter, RosterEntry const& entry) {
    std::vector<Likeness> likenesses;
    for (RosterEntry const& other : presenter.roster().entries()) {
        if (other.id == entry.id || other.is_government != entry.is_government) continue;
        Likeness const likeness{common(entry.themes, other.themes), common(entry.networks, other.networks),
                                common(entry.partnership_countries, other.partnership_countries), &other};
        if (likeness.score() > 0) likenesses.push_back(likeness);
    }
    std::size_t const shown = std::min(most_shown, likenesses.size());
    std::ranges::partial_sort(likenesses, likenesses.begin() + static_cast<std::ptrdiff_t>(shown),
                              [](Likeness const& a, Likeness const& b) {
                                  return a.score() != b.score() ? a.score() > b.score()
                                                                : a.entry->sort_key < b.entry->sort_key;
                              });
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < shown; ++i) {
        Cell cell = presenter.actor(likenesses[i].entry->id);
        cell.note = reason(presenter, likenesses[i]);
        cells.push_back(std::move(cell));
    }
    return cells;
}

} // namespace

std::vector<Cell> recorded_near(Presenter const& presenter, std::int64_t place_id) {
    std::vector<Cell> cells;
    auto const& atlas = presenter.atlas();
    auto const& here = atlas.entry(place_id);
    for (RosterEntry const* neighbor :
         presenter.roster().nearest(place_id, most_shown, farthest_kilometers)) {
        Cell cell = presenter.actor(neighbor->id);
        auto const& there = atlas.entry(neighbor->place_id);
        double const kilometers =
            gazetteer::kilometers_between(here.latitude, here.longitude, there.latitude, there.longitude);
        // Readers here think in miles.
        constexpr double kilometers_a_mile = 1.609344;
        cell.note =
            views::fill(presenter.texts().text(presenter.language(), "{miles} miles ({kilometers} km)"),
                        {{"miles", presenter.number(std::lround(kilometers / kilometers_a_mile))},
                         {"kilometers", presenter.number(std::lround(kilometers))}});
        cells.push_back(std::move(cell));
    }
    return cells;
}

void add_neighbors(RecordView& view, Presenter const& presenter, RosterEntry const& entry) {
    if (entry.governs_place) {
        auto near = recorded_near(presenter, entry.place_id);
        if (!near.empty())
            view.cards.push_back({"nearby", presenter.text("Nearby on the record"), {}, std::move(near)});
    }
    auto similar = similar_to(presenter, entry);
    if (!similar.empty())
        view.cards.push_back({"similar", presenter.text("Similar on the record"), {}, std::move(similar)});
}

} // namespace legation::registry
