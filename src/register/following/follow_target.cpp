#include "register/following/follow_target.hpp"

#include "kernel/error.hpp"
#include "kernel/http/route_pattern.hpp"
#include "kernel/search/search.hpp"
#include "kernel/views/format.hpp"
#include "register/actor.hpp"
#include "register/actor_list.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/feeds/changes.hpp"
#include "register/feeds/country_changes.hpp"
#include "register/filter_form.hpp"
#include "register/noun_list.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/record_lookup.hpp"
#include "register/record_views.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace legation::registry {

namespace {

using records::RecordType;
using records::Revision;
using Keep = std::function<bool(Revision const&)>;
using Page = std::function<std::vector<Revision>(std::int64_t page)>;

constexpr std::string_view search_prefix = "/search?q=";

[[noreturn]] void nothing_to_follow() {
    throw Error(ErrorCode::not_found, "There is nothing to follow at this address.");
}

/// The lists that are not narrowed: their address, title, and the records they have.
struct PlainList {
    std::string_view path, title, table;
};

std::optional<PlainList> plain_list(std::string_view path) {
    if (path == "/register/themes") return PlainList{path, tr_noop("Themes"), "themes"};
    if (path == "/register/referrals") return PlainList{path, tr_noop("Who to turn to"), "actors"};
    for (NounList const& list : noun_lists())
        if (path == fmt::format("/register/{}", list.table)) return PlainList{path, list.title, list.table};
    return std::nullopt;
}

std::string_view query_of(std::string_view address) {
    std::size_t const mark = address.find('?');
    return mark == std::string_view::npos ? std::string_view() : address.substr(mark + 1);
}

bool is_actor_list(std::string_view path) {
    return path == "/register" || path.starts_with("/register?");
}

/// The list's own address: its order and page say nothing about what is in it.
std::string without_order(ActorFilter filter) {
    filter.page = 1;
    filter.sort = ActorFilter().sort;
    return path_of(filter);
}

ActorFilter filter_of(std::string_view path, Roster const& roster) {
    return parse_actor_filter(http::parse_query(query_of(path)), roster);
}

std::string search_text(std::string_view path) {
    return std::string(http::parse_query(query_of(path)).find("q").value_or(""));
}

/// `Register: Governments, Texas`
std::string title_of_list(Presenter const& presenter, ActorFilter const& filter) {
    std::string const narrowed = narrowing_in_words(presenter, filter);
    if (narrowed.empty()) return presenter.text("Register");
    return fmt::format("{}: {}", presenter.text("Register"), narrowed);
}

std::optional<std::string> country_at(Presenter const& presenter, std::string_view path) {
    auto const segments = http::split_path(path);
    if (segments.size() != 2 || segments[0] != "register") return std::nullopt;
    auto const place = presenter.atlas().find(segments[1]);
    if (!place || presenter.atlas().entry(*place).kind != gazetteer::PlaceKind::country) return std::nullopt;
    return std::string(presenter.atlas().entry(*place).country);
}

/// What search finds now, by address.
std::set<std::string> found_paths(Picture const& picture, std::string_view path) {
    std::set<std::string> paths;
    for (Found const& found :
         picture.finder->search(search_text(path), search::most_matches, 0, false, false).items)
        if (found.is_recorded) paths.insert(found.path);
    return paths;
}

/// Every revision, or those of a noun.
std::vector<Revision> revisions_after(store::ReadTransaction& tx, std::string_view type, std::int64_t after,
                                      std::int64_t page) {
    std::vector<store::Bound> const bound{
        store::Bound(after), store::Bound(std::int64_t{type.empty() ? 1 : 0}), store::Bound(type),
        store::Bound(changes_per_page), store::Bound((page - 1) * changes_per_page)};
    return records::read_revisions(
        tx,
        "SELECT id, record_type, record_id, version, author, comment, changed_at, changes FROM revisions "
        "WHERE id > :after AND (:any = 1 OR record_type = :type) ORDER BY id DESC LIMIT :limit OFFSET "
        ":offset",
        bound);
}

/// Where the changes come from, page by page, and which of them count.
std::pair<Page, Keep> source_of(store::ReadTransaction& tx, Picture const& picture,
                                Presenter const& presenter, FollowTarget const& target, std::int64_t after) {
    Keep const all = [](Revision const&) { return true; };
    if (!target.record_type.empty()) {
        RecordType const* type = find_noun(target.record_type);
        if (type == nullptr || !visible_record(tx, *type, target.record_id)) return {};
        return {[&tx, type, id = target.record_id](std::int64_t page) {
                    return changes_around(tx, *type, id, page);
                },
                all};
    }
    auto const of_noun = [&tx, after](std::string_view type) -> Page {
        return [&tx, after, type](std::int64_t page) { return revisions_after(tx, type, after, page); };
    };
    if (auto const list = plain_list(target.path)) {
        RecordType const& type = *find_noun(list->table);
        if (target.path != "/register/referrals") return {of_noun(type.name), all};
        auto const ids = tx.values<std::int64_t>(
            fmt::format("SELECT id FROM {} WHERE {}", type.table, referral_condition));
        return {of_noun(type.name), [ids](Revision const& change) {
                    return std::ranges::find(ids, change.record_id) != ids.end();
                }};
    }
    if (is_actor_list(target.path)) {
        auto const entries = select_actors(*picture.roster, filter_of(target.path, *picture.roster));
        std::set<std::int64_t> ids;
        for (RosterEntry const* entry : entries)
            ids.insert(entry->id);
        return {of_noun("actor"),
                [ids = std::move(ids)](Revision const& change) { return ids.contains(change.record_id); }};
    }
    if (target.path.starts_with(search_prefix))
        return {of_noun(""), [&tx, paths = found_paths(picture, target.path)](Revision const& change) {
                    RecordType const* type = find_noun(change.record_type);
                    if (type == nullptr) return false;
                    auto const record = visible_record(tx, *type, change.record_id);
                    if (!record) return false;
                    return paths.contains(
                        type->name == "actor"
                            ? "/register/" + record->name
                            : fmt::format("/register/{}/{}", address_of(type->table), record->name));
                }};
    if (auto const code = country_at(presenter, target.path))
        return {[&tx, code = *code](std::int64_t page) { return changes_in_country(tx, code, page); }, all};
    return {};
}

/// The revisions that an account made, from one on.
std::set<std::int64_t> own_revisions(store::ReadTransaction& tx, std::int64_t account, std::int64_t from) {
    auto const ids = tx.values<std::int64_t>(
        "SELECT id FROM revisions WHERE account_id = :account AND account_id > 0 AND id >= :from", account,
        from);
    return {ids.begin(), ids.end()};
}

} // namespace

FollowTarget follow_target(Context const& context, Picture const& picture, Presenter const& presenter,
                           std::string_view address) {
    if (!address.starts_with('/')) nothing_to_follow();
    http::Request asked;
    asked.target = std::string(address);
    http::read_target(asked);
    std::string path = asked.path;
    if (path.starts_with("/es/")) path.erase(0, std::string_view("/es").size());
    if (path == "/register") return {{}, 0, without_order(parse_actor_filter(asked.query, *picture.roster))};
    if (path == "/search") {
        std::string const text(asked.query.find("q").value_or(""));
        constexpr std::size_t longest_query = 200; // as on the page itself
        if (text.empty() || text.size() > longest_query) nothing_to_follow();
        return {{}, 0, std::string(search_prefix) + http::percent_encode(text)};
    }
    if (plain_list(path)) return {{}, 0, path};
    if (!path.starts_with("/register/")) nothing_to_follow();
    auto const view = find_view(context, picture, presenter, path);
    if (!view->country.empty()) return {{}, 0, view->path};
    if (view->type == nullptr) nothing_to_follow();
    auto const id = context.store.read(
        [&](store::ReadTransaction& tx) { return records::id_of_uuid(tx, *view->type, view->uuid); });
    return {std::string(view->type->name), id.value_or(0), {}};
}

Cell page_of_target(store::ReadTransaction& tx, Presenter const& presenter, FollowTarget const& target) {
    if (!target.record_type.empty()) {
        RecordType const* type = find_noun(target.record_type);
        return type == nullptr ? Cell{} : page_of_record(tx, presenter, *type, target.record_id);
    }
    if (auto const list = plain_list(target.path)) return {presenter.text(list->title), target.path};
    if (is_actor_list(target.path)) {
        try {
            return {title_of_list(presenter, filter_of(target.path, presenter.roster())), target.path};
        } catch (Error const&) { // a filter names what is gone
            return {};
        }
    }
    if (target.path.starts_with(search_prefix))
        return {views::fill(presenter.text("Search: {text}"), {{"text", search_text(target.path)}}),
                target.path};
    if (auto const code = country_at(presenter, target.path)) return presenter.country(*code);
    return {};
}

std::vector<Revision> changes_followed(store::ReadTransaction& tx, Picture const& picture,
                                       Presenter const& presenter, FollowTarget const& target,
                                       ChangesAsked const& asked) {
    std::vector<Revision> changes;
    std::pair<Page, Keep> source;
    try {
        source = source_of(tx, picture, presenter, target, asked.after_revision);
    } catch (Error const&) { // a filter names what is gone: nothing is in that list anymore
        return changes;
    }
    if (!source.first) return changes;
    for (std::int64_t page = 1; page <= asked.most_pages && changes.size() < asked.most; ++page) {
        auto read = source.first(page);
        if (read.empty()) break;
        std::int64_t const oldest = read.back().id;
        bool const is_last = read.size() < static_cast<std::size_t>(changes_per_page);
        auto const own = own_revisions(tx, asked.without_account, oldest);
        for (Revision& change : read)
            if (change.id > asked.after_revision && changes.size() < asked.most && !own.contains(change.id) &&
                source.second(change))
                changes.push_back(std::move(change));
        if (is_last || oldest <= asked.after_revision) break;
    }
    return changes;
}

void show_follow(views::Data& data, Context const& context, http::Request const& request,
                 Picture const& picture, Presenter const& presenter, std::string const& address) {
    if (!request.as_of.empty()) return; // what is over does not change anymore
    views::Data box = data.add("FOLLOW");
    box.set("FOLLOW_PAGE", address);
    box.set("FOLLOW_URL", localized(request.language, "/follow?page=" + http::percent_encode(address)));
    if (!request.viewer.is_signed_in()) {
        box.show("FOLLOW_STRANGER");
        return;
    }
    auto const target = follow_target(context, picture, presenter, address);
    auto const known = context.store.read(
        [&](store::ReadTransaction& tx) { return find_follow(tx, request.viewer.account_id, target); });
    views::Data own = box.add(known ? "FOLLOWED" : "NOT_FOLLOWED");
    if (known)
        own.set("FREQUENCY",
                presenter.text(records::choice_label(follow_frequencies(), code_of(known->frequency))));
    own.set("FOLLOW_ACTION", localized(request.language, "/follow"));
    own.set("FOLLOW_FORM_TOKEN", request.viewer.form_token);
}

} // namespace legation::registry
