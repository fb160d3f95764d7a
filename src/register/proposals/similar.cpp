#include "register/proposals/similar.hpp"

#include "register/partnership.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

constexpr std::size_t most_shown = 5;

/// Partnerships that the first two parties have with each other already.
std::vector<Cell> between_the_same(Presenter const& presenter, store::ReadTransaction& tx,
                                   FormValues const& values) {
    std::vector<std::int64_t> parties;
    for (std::string const& slug : records::split_list(value_in(values, "parties")))
        if (RosterEntry const* actor = presenter.roster().find(slug)) parties.push_back(actor->id);
    if (parties.size() < 2) return {};
    std::vector<Cell> similar;
    for (Partnership const& known : records::visible_through<Partnership>(
             tx,
             "JOIN partnership_parties one ON one.partnership_id = partnerships.id AND one.is_hidden = 0 "
             "JOIN "
             "partnership_parties other ON other.partnership_id = partnerships.id AND other.is_hidden = 0",
             "one.actor_id = :one AND other.actor_id = :other ORDER BY partnerships.id LIMIT 5", parties[0],
             parties[1]))
        similar.push_back({.text = presenter.title_of(known),
                           .path = "/register/partnerships/" + known.uuid,
                           .note = presenter.choice(partnership_kinds(), known.kind).text});
    return similar;
}

bool is_of(Found const& found, records::RecordType const& type) {
    if (type.name == "actor")
        return found.is_recorded &&
               (found.kind == FoundKind::government || found.kind == FoundKind::organization);
    return found.path.starts_with(fmt::format("/register/{}/", type.table));
}

} // namespace

std::vector<Cell> similar_records(Picture const& picture, Presenter const& presenter,
                                  store::ReadTransaction& tx, records::RecordType const& type,
                                  FormValues const& values) {
    if (type.name == "partnership") return between_the_same(presenter, tx, values);
    std::string const& name =
        value_in(values, "name").empty() ? value_in(values, "title") : value_in(values, "name");
    if (name.empty()) return {};
    constexpr std::size_t searched = 40;
    std::vector<Cell> similar;
    for (Found const& found :
         picture.finder->search(name, searched, 0, false, presenter.is_spanish()).items) {
        if (!is_of(found, type)) continue;
        similar.push_back({.text = found.title, .path = found.path, .note = found.context});
        if (similar.size() == most_shown) break;
    }
    return similar;
}

} // namespace legation::registry
