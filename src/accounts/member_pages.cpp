#include "accounts/member_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/letters.hpp"
#include "accounts/one_time_link.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;

constexpr std::chrono::days invitation_time{7};

std::int64_t id_of(http::Query const& form, std::string_view name) {
    return whole_number(form.find(name).value_or("")).value_or(0);
}

NamedActor managed_actor(Request const& request, Context const& context) {
    auto const actor = context.actors.by_slug(request.parameter("slug"));
    if (!actor) throw Error{ErrorCode::not_found, "There is no page at this address."};
    std::array<std::int64_t, 1> const ids{actor->id};
    require(request.viewer, Permission::manage_members, {.actors = ids});
    return *actor;
}

/// Without them nobody could choose who else keeps the records.
bool is_only_manager(std::vector<Member> const& members, std::int64_t account) {
    return std::ranges::count(members, true, &Member::is_manager) == 1 &&
           std::ranges::any_of(members, [&](Member const& member) {
               return member.is_manager && member.account_id == account;
           });
}

void show_member(views::Data& data, Presenter const& presenter, Member const& member,
                 std::vector<Member> const& all) {
    views::Data line = data.add("MEMBER");
    line.set("ACCOUNT_ID", member.account_id);
    line.set("MEMBER_NAME", member.name);
    line.set("MEMBER_EMAIL", member.email);
    line.set("SINCE", views::timestamp(presenter.request.language, member.since));
    line.show(member.is_manager ? "IS_MANAGER" : "IS_MEMBER");
    bool const is_own = member.account_id == presenter.request.viewer.account_id;
    if (is_own && is_only_manager(all, member.account_id)) {
        line.show("ONLY_MANAGER");
        return;
    }
    views::Data acts = line.add("ACTS");
    acts.show(member.is_manager ? "MAY_STEP_DOWN" : "MAY_MANAGE");
}

/// What was typed into a form of the page, and what is wrong with it.
struct Typed {
    std::string act, value, problem;
};

views::FieldView email_field(Presenter const& presenter) {
    views::FieldView view;
    view.name = "email";
    view.label = presenter.text("E-mail address");
    view.type = "email";
    view.is_required = true;
    view.max_length = 254;
    return view;
}

views::FieldView agent_field(Presenter const& presenter) {
    views::FieldView view;
    view.name = "agent";
    view.label = presenter.text("Short name of the agent");
    view.hint = presenter.text("The end of its page's address, such as us-ca-los-angeles.");
    view.is_required = true;
    return view;
}

void add_field(views::Data section, views::FieldView view, std::string_view act, Typed const& typed) {
    if (typed.act == act) {
        view.value = typed.value;
        view.error = typed.problem;
    }
    views::add_text(std::move(section), view);
}

void invite(store::WriteTransaction& tx, Presenter const& presenter, NamedActor const& actor,
            http::Query const& form) {
    auto const email = checked_email(form.find("email").value_or(""));
    if (!email) throw Error{ErrorCode::unprocessable, "Write an address such as name@example.gov."};
    if (!presenter.context.can_send) throw Error{ErrorCode::unavailable, "This hub cannot send mail yet."};
    if (!count_attempt(tx, mails_by_address, *email))
        throw Error{ErrorCode::too_many,
                    "Too many links were asked for. Wait a few minutes, then try again."};
    OneTimeLink link;
    link.purpose = LinkPurpose::invitation;
    link.email = *email;
    link.account_id = presenter.request.viewer.account_id;
    link.actor_id = actor.id;
    link.is_manager = form.find("is_manager").has_value();
    std::string const token = make_link(tx, link, invitation_time);
    presenter.send(tx, invitation_letter(presenter, *email, actor.name, token));
}

void appoint(store::WriteTransaction& tx, Presenter const& presenter, NamedActor const& actor,
             http::Query const& form) {
    auto const agent = presenter.context.actors.by_slug(form.find("agent").value_or(""));
    if (!agent || agent->id == actor.id)
        throw Error{ErrorCode::unprocessable,
                    "Write the short name of another actor, as it stands at the end of its page's address."};
    appoint_agent(tx, actor.id, agent->id, presenter.request.viewer.account_id);
}

Response show_members(Presenter const& presenter, NamedActor const& actor, Typed const& typed, int status) {
    Request const& request = presenter.request;
    Context const& context = presenter.context;
    struct Lists {
        std::vector<Member> members;
        std::vector<std::int64_t> agents;
        std::vector<OpenInvitation> invitations;
    };
    Lists const lists = context.store.read([&](store::ReadTransaction& tx) {
        return Lists{members_of(tx, actor.id), agents_of(tx, actor.id),
                     open_invitations(tx, actor.id, context.store.now())};
    });
    views::Data data;
    data.set("ACTOR_NAME", actor.name);
    data.set("ACTOR_URL", views::path(request.language, "/register/" + actor.slug));
    data.set("SLUG", actor.slug);
    for (Member const& member : lists.members)
        show_member(data, presenter, member, lists.members);
    if (lists.members.empty()) data.show("NO_MEMBERS");
    for (OpenInvitation const& invitation : lists.invitations) {
        views::Data line = data.add("INVITED");
        line.set("INVITED_EMAIL", invitation.email);
        line.set("UNTIL", views::timestamp(request.language, invitation.expires_at));
    }
    for (std::int64_t const id : lists.agents)
        if (auto const agent = context.actors.by_id(id)) {
            views::Data line = data.add("AGENT");
            line.set("AGENT_ID", agent->id);
            line.set("AGENT_NAME", agent->name);
        }
    add_field(data.add("EMAIL_FIELD"), email_field(presenter), "invite", typed);
    add_field(data.add("AGENT_FIELD"), agent_field(presenter), "appoint", typed);
    views::PageInfo info = presenter.page(tr_noop("Members"));
    info.title = fill(presenter.text("Members of {actor}"), {{"actor", actor.name}});
    return presenter.show(info, "accounts/members.tpl", std::move(data), status);
}

} // namespace

Response members_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    constexpr int ok = 200;
    return show_members(presenter, managed_actor(request, context), {}, ok);
}

Response change_members(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    NamedActor const actor = managed_actor(request, context);
    auto const form = http::parse_form(request);
    std::string_view const act = form.find("act").value_or("");
    try {
        context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
            std::int64_t const account = id_of(form, "account");
            auto const members = members_of(tx, actor.id);
            bool const is_member = std::ranges::count(members, account, &Member::account_id) > 0;
            Origin const origin = presenter.origin();
            if (act == "invite" || act == "appoint" || act == "dismiss")
                presenter.log(tx, fmt::format("members: {}", act), fmt::format("actor {}", actor.id));
            if (act == "invite") return invite(tx, presenter, actor, form);
            if (act == "appoint") return appoint(tx, presenter, actor, form);
            if (act == "dismiss") return dismiss_agent(tx, actor.id, id_of(form, "agent"));
            if (!is_member) throw Error{ErrorCode::conflict, "They are no member any more."};
            bool const gives_up = act == "remove" || act == "member";
            if (gives_up && account == request.viewer.account_id && is_only_manager(members, account))
                throw Error{ErrorCode::conflict,
                            "You are the only manager. Make somebody else a manager before you leave."};
            if (act == "remove") return remove_member(tx, account, actor.id, origin);
            if (act == "manager") return add_member(tx, account, actor.id, true, "manager", origin);
            if (act == "member") return add_member(tx, account, actor.id, false, "manager", origin);
            throw Error{ErrorCode::bad_request, "This form has no such button."};
        });
    } catch (Error const& error) { // what was typed into a field is shown there again
        bool const has_field = act == "invite" || act == "appoint";
        if (error.code != ErrorCode::unprocessable || !has_field) throw;
        constexpr int unprocessable = 422;
        Typed const typed{std::string(act),
                          std::string(form.find(act == "invite" ? "email" : "agent").value_or("")),
                          presenter.text(error.public_message)};
        return show_members(presenter, actor, typed, unprocessable);
    }
    // Who took the right from themselves has nothing more to see there.
    bool const is_own = id_of(form, "account") == request.viewer.account_id;
    return http::redirect(views::path(request.language, is_own ? "/account" : "/members/" + actor.slug), 303);
}

} // namespace legation::accounts
