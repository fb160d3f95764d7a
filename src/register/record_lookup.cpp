#include "register/record_lookup.hpp"

#include "kernel/error.hpp"
#include "kernel/http/route_pattern.hpp"
#include "register/actor.hpp"
#include "register/actor_view.hpp"
#include "register/cite/json_ld.hpp"
#include "register/country_view.hpp"
#include "register/erasing/erased_record.hpp"
#include "register/merge/merge.hpp"
#include "register/nouns.hpp"
#include "register/place_view.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

[[noreturn]] void not_recorded() {
    throw Error(ErrorCode::not_found, "There is no such record. It may have been moved: try the search.");
}

/// The page of an actor, of a place without one, or of a country, which also shows the ties with it.
std::optional<RecordView> gather_actor(store::ReadTransaction& tx, Presenter const& presenter,
                                       std::string_view slug) {
    auto view = actor_view(tx, presenter, slug);
    if (!view) view = place_view(tx, presenter, slug);
    if (!view) return std::nullopt;
    auto const place = presenter.atlas().find(slug);
    RosterEntry const* actor = presenter.roster().find(slug);
    if (place && presenter.atlas().entry(*place).kind == gazetteer::PlaceKind::country) {
        add_ties_with(*view, tx, presenter, *place);
        view->country = presenter.atlas().entry(*place).country;
        view->map = map_of_country(tx, presenter, view->country);
    } else if (actor != nullptr && (actor->is_government || actor->kind == "network")) {
        view->map = map_of_actor(tx, presenter, *actor);
    }
    return view;
}

std::optional<RecordView> gather(store::ReadTransaction& tx, Presenter const& presenter,
                                 std::string_view path) {
    auto const segments = http::split_path(path);
    if (segments.size() == 2 && segments[0] == "register") return gather_actor(tx, presenter, segments[1]);
    if (segments.size() == 3 && segments[0] == "register")
        for (RecordPage const& page : record_pages())
            if (address_of(page.table) == segments[1]) return page.gather(tx, presenter, segments[2]);
    return std::nullopt;
}

/// Where what once was at this address stands since two records became one; empty when there was nothing.
/// Throws GoneError when it was erased.
std::string address_after_merge(store::ReadTransaction& tx, Presenter const& presenter,
                                std::string_view path) {
    auto const segments = http::split_path(path);
    if (segments.size() < 2 || segments.size() > 3) return {};
    records::RecordType const* type = segments.size() == 2 ? &records::type_of<Actor>() : nullptr;
    for (RecordPage const& page : record_pages())
        if (segments.size() == 3 && address_of(page.table) == segments[1]) type = find_noun(page.table);
    if (type == nullptr) return {};
    auto id = tx.value<std::int64_t>(fmt::format("SELECT id FROM {} WHERE uuid = :uuid", type->table),
                                     segments.back());
    if (!id && !type->key.empty()) id = records::id_of_key(tx, *type, segments.back());
    if (!id) return {};
    refuse_erased(tx, presenter.language(), *type, segments.back());
    auto const kept = merged_into(tx, *type, *id);
    return kept ? presenter.reference(tx, type->name, *kept).path : std::string();
}

/// For whom a record is; nothing where it is for everybody. Through a lens it stands as public in its own
/// table.
std::string closed_audience(store::ReadTransaction& tx, RecordView const& view) {
    if (view.type == nullptr || tx.lens().audiences.empty()) return {};
    auto const audience = tx.value<std::string>(
        fmt::format("SELECT audience FROM {}_history WHERE uuid = :uuid AND version = :version",
                    view.type->table),
        view.uuid, view.version);
    return audience && *audience != "public" ? *audience : std::string();
}

} // namespace

std::shared_ptr<RecordView const> find_view(Context const& context, Picture const& picture,
                                            Presenter const& presenter, std::string const& path) {
    // Texts in a view are in the page's language.
    return picture.views->find((presenter.is_spanish() ? "es" : "en") + path, [&] {
        RecordView view = context.store.read([&](store::ReadTransaction& tx) {
            if (auto found = gather(tx, presenter, path)) {
                found->audience = closed_audience(tx, *found);
                return std::move(*found);
            }
            RecordView moved;
            moved.moved_to = address_after_merge(tx, presenter, path);
            if (moved.moved_to.empty()) not_recorded();
            return moved;
        });
        if (view.moved_to.empty()) view.json_ld = record_json_ld(context.layout.site(), presenter, view);
        return view;
    });
}

std::shared_ptr<RecordView const> find_record(Context const& context, Picture const& picture,
                                              Presenter const& presenter, std::string const& path) {
    auto view = find_view(context, picture, presenter, path);
    if (view->type == nullptr) not_recorded();
    return view;
}

} // namespace legation::registry
