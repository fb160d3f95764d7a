#include "accounts/join_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/letters.hpp"
#include "accounts/own_domain.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

namespace legation::accounts {

using http::Request;
using http::Response;

namespace {

constexpr std::size_t most_reason_bytes = 2'000;

NamedActor actor_to_join(Request const& request, Context const& context) {
    auto const actor = context.actors.by_slug(request.parameter("slug"));
    if (!actor) throw Error{ErrorCode::not_found, "There is no page at this address."};
    return *actor;
}

/// The domain that lets somebody join at once: the actor's own, nobody else's, and theirs too.
std::string shared_domain(NamedActor const& actor, http::Viewer const& viewer, Context const& context) {
    std::string domain = own_domain(actor.website);
    bool const is_theirs = is_on_domain(viewer.email, domain);
    if (!is_theirs || context.actors.count_on_domain(domain) != 1) return {};
    return domain;
}

} // namespace

Response join_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    NamedActor const actor = actor_to_join(request, context);
    views::Data data;
    data.set("ACTOR_NAME", actor.name);
    data.set("ACTOR_URL", views::path(request.language, "/register/" + actor.slug));
    data.set("SLUG", actor.slug);
    if (request.viewer.acts_for(actor.id)) {
        data.show("IS_MEMBER");
    } else if (std::string const domain = shared_domain(actor, request.viewer, context); !domain.empty()) {
        data.set_shown("DOMAIN", domain);
    } else {
        views::FieldView reason;
        reason.name = "reason";
        reason.label = presenter.text("Who you are there");
        reason.hint =
            presenter.text("Your position, and where a moderator can check it, such as a staff page.");
        reason.is_required = true;
        reason.max_length = most_reason_bytes / 2;
        views::Data asking = data.add("ASKING");
        views::add_textarea(asking.add("REASON_FIELD"), reason);
    }
    views::PageInfo info = presenter.page(tr_noop("Join"));
    info.title = fill(presenter.text("Act for {actor}"), {{"actor", actor.name}});
    return presenter.show(info, "accounts/join.tpl", std::move(data));
}

Response join(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    NamedActor const actor = actor_to_join(request, context);
    auto const form = http::parse_form(request);
    std::string reason(http::trim(form.find("reason").value_or("")));
    bool const is_at_once = !shared_domain(actor, request.viewer, context).empty();
    if (!is_at_once && (reason.empty() || reason.size() > most_reason_bytes))
        throw Error{ErrorCode::unprocessable, "Say in a few sentences who you are there."};
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (request.viewer.acts_for(actor.id)) return;
        if (is_at_once)
            return add_member(tx, request.viewer.account_id, actor.id, false, "domain",
                              Presenter{context, request}.origin());
        if (!count_attempt(tx, requests_to_join, fmt::format("{}", request.viewer.account_id)))
            throw Error{ErrorCode::too_many, "You asked to join many today. Wait until they are decided."};
        ask_to_join(tx, request.viewer.account_id, actor.id, reason);
    });
    return http::redirect(views::path(request.language, "/account"), 303);
}

Response requests_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    auto const open = context.store.read([](store::ReadTransaction& tx) { return open_requests(tx); });
    views::Data data;
    for (JoinRequest const& one : open) {
        auto const actor = context.actors.by_id(one.actor_id);
        views::Data line = data.add("REQUEST");
        line.set("JOIN_ID", one.id);
        line.set("PERSON", one.name);
        line.set("EMAIL", one.email);
        line.set("REASON", one.reason);
        line.set("ASKED", views::timestamp(request.language, one.created_at));
        line.set("ACTOR_NAME", actor ? actor->name : presenter.text("an actor that is hidden"));
        if (actor) line.set_shown("ACTOR_URL", views::path(request.language, "/register/" + actor->slug));
    }
    if (open.empty()) data.show("NOTHING");
    return presenter.show(presenter.page(tr_noop("Requests to join")), "accounts/requests.tpl",
                          std::move(data));
}

Response decide_join(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    auto const form = http::parse_form(request);
    std::string_view const act = form.find("act").value_or("");
    if (act != "manager" && act != "member" && act != "decline")
        throw Error{ErrorCode::bad_request, "This form has no such button."};
    std::int64_t const id = whole_number(request.parameter("id")).value_or(0);
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        auto const decided = decide_request(tx, id, act != "decline", act == "manager", presenter.origin());
        if (!decided) throw Error{ErrorCode::conflict, "Somebody else has decided this request."};
        if (act == "decline")
            presenter.log(tx, "decline to join",
                          fmt::format("account {}, actor {}", decided->account_id, decided->actor_id));
        auto const actor = context.actors.by_id(decided->actor_id);
        if (!context.can_send || !actor || decided->email.empty()) return;
        presenter.send(tx, act == "decline" ? declined_letter(presenter, decided->email, actor->name)
                                            : joined_letter(presenter, decided->email, actor->name));
    });
    return http::redirect(views::path(request.language, "/requests"), 303);
}

} // namespace legation::accounts
