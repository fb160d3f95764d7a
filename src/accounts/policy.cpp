#include "accounts/policy.hpp"

#include "kernel/error.hpp"

#include <algorithm>
#include <stdexcept>

namespace legation::accounts {

namespace {

using http::Role;
using http::Viewer;

bool is_moderator(Viewer const& viewer) {
    return viewer.role >= Role::moderator;
}

bool is_office(Viewer const& viewer) {
    return viewer.role >= Role::office;
}

bool is_administrator(Viewer const& viewer) {
    return viewer.role == Role::administrator;
}

bool acts_for_one_of(Viewer const& viewer, Subject const& subject) {
    return std::ranges::any_of(subject.actors, [&](std::int64_t actor) { return viewer.acts_for(actor); });
}

bool manages_one_of(Viewer const& viewer, Subject const& subject) {
    return std::ranges::any_of(subject.actors, [&](std::int64_t actor) { return viewer.manages(actor); });
}

bool may_see_record(Viewer const& viewer, Subject const& subject) {
    if (subject.is_hidden && !is_moderator(viewer)) return false;
    if (subject.audience == "public") return true;
    if (acts_for_one_of(viewer, subject)) return true;
    // A member is somebody who acts for an actor; an account alone can be had by anyone.
    if (subject.audience == "members") return !viewer.actors.empty() || is_moderator(viewer);
    if (subject.audience == "office") return is_office(viewer);
    return false; // own: nobody else, whatever their role; and whatever else is written there
}

bool may_edit_record(Viewer const& viewer, Subject const& subject) {
    if (!may_see_record(viewer, subject)) return false;
    if (is_moderator(viewer)) return true;
    if (subject.is_protected || subject.is_hidden) return false;
    if (acts_for_one_of(viewer, subject)) return true;
    return viewer.is_trusted && subject.audience == "public";
}

/// A program with a token may do what its scopes name, and never what needs a person.
bool allows_program(Viewer const& viewer, Permission permission) {
    if (!viewer.is_program) return true;
    switch (permission) {
    case Permission::see_public:
    case Permission::see_health:
        return true;
    case Permission::see_record:
        return viewer.has_scope("read");
    case Permission::suggest_change:
        return viewer.has_scope("suggest");
    default:
        return false;
    }
}

void refuse_half_signed_in(Viewer const& viewer) {
    if (!waits_for_second_factor(viewer)) return;
    throw Error{
        ErrorCode::forbidden,
        "Everybody on this hub signs in with more than a link or a password. Set up a passkey or an app "
        "first, under “Ways to sign in”."};
}

} // namespace

bool may(Viewer const& viewer, Permission permission) {
    if (!allows_program(viewer, permission)) return false;
    if (waits_for_second_factor(viewer) && permission == Permission::suggest_change) return false;
    switch (permission) {
    case Permission::see_public:
    case Permission::see_health:
    case Permission::sign_in:
    case Permission::suggest_change:
    case Permission::see_record:
        return true;
    case Permission::use_account:
        return viewer.is_signed_in() && !waits_for_second_factor(viewer);
    case Permission::set_up_sign_in:
        return viewer.is_signed_in();
    case Permission::edit_record:
        return is_moderator(viewer) || viewer.is_trusted || !viewer.actors.empty();
    case Permission::manage_members:
        return is_administrator(viewer) ||
               std::ranges::any_of(viewer.actors, [](auto const& one) { return one.is_manager; });
    case Permission::moderate:
    case Permission::decide_joining:
        return is_moderator(viewer);
    case Permission::see_people:
    case Permission::erase_record:
    case Permission::administer:
        return is_administrator(viewer);
    }
    return false;
}

bool may(Viewer const& viewer, Permission permission, Subject const& subject) {
    if (!may(viewer, permission)) return false;
    switch (permission) {
    case Permission::see_record:
    case Permission::suggest_change:
        return may_see_record(viewer, subject);
    case Permission::edit_record:
        return may_edit_record(viewer, subject);
    case Permission::manage_members:
        return is_administrator(viewer) || manages_one_of(viewer, subject);
    default:
        return true;
    }
}

void require(Viewer const& viewer, Permission permission, Subject const& subject) {
    if (may(viewer, permission, subject)) return;
    if (!may_see_record(viewer, subject))
        throw Error{ErrorCode::not_found, "There is no page at this address."};
    if (!viewer.is_signed_in()) throw Error{ErrorCode::unauthorized, "Sign in first to see this page."};
    refuse_half_signed_in(viewer);
    throw Error{ErrorCode::forbidden, "Your account may not do this."};
}

bool waits_for_second_factor(Viewer const& viewer) {
    return viewer.is_signed_in() && viewer.role == Role::visitor;
}

std::string_view name_of(Permission permission) {
    switch (permission) {
    case Permission::see_public:
        return "everyone";
    case Permission::see_health:
        return "this machine";
    case Permission::sign_in:
        return "sign in";
    case Permission::use_account:
        return "use account";
    case Permission::set_up_sign_in:
        return "set up sign-in";
    case Permission::suggest_change:
        return "suggest change";
    case Permission::see_record:
        return "see record";
    case Permission::edit_record:
        return "edit record";
    case Permission::manage_members:
        return "manage members";
    case Permission::moderate:
        return "moderate";
    case Permission::decide_joining:
        return "decide joining";
    case Permission::see_people:
        return "see people";
    case Permission::erase_record:
        return "erase record";
    case Permission::administer:
        return "administer";
    }
    throw std::logic_error("a permission has no name");
}

http::Policy route_policy(Permission permission) {
    if (permission == Permission::see_public) return http::Policy::everyone();
    if (permission == Permission::see_health) return http::Policy::this_machine();
    return {name_of(permission), [permission](http::Request const& request) {
                bool const is_allowed = may(request.viewer, permission);
                if (!is_allowed) refuse_half_signed_in(request.viewer);
                return is_allowed;
            }};
}

std::vector<std::int64_t> actors_of(Viewer const& viewer) {
    std::vector<std::int64_t> actors;
    actors.reserve(viewer.actors.size());
    for (http::ActorRole const& role : viewer.actors)
        actors.push_back(role.actor_id);
    std::ranges::sort(actors);
    return actors;
}

store::Author author_of(Viewer const& viewer) {
    return {viewer.name.empty() ? "Somebody" : viewer.name, viewer.account_id};
}

} // namespace legation::accounts
