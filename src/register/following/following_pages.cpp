#include "register/following/following_pages.hpp"

#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/following/follow_store.hpp"
#include "register/following/follow_target.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

constexpr int see_other = 303;
constexpr std::string_view overview_path = "/account/following";

/// A picture and what speaks of it, for one answer.
struct Answer {
    Answer(Request const& request, Context const& context)
        : picture(context.pictures.current()), presenter(context, request.language, *picture) {}
    std::shared_ptr<Picture const> picture;
    Presenter presenter;
};

void add_frequencies(views::Data field, Presenter const& presenter, std::string const& name,
                     Frequency chosen) {
    std::vector<views::Choice> choices;
    for (records::Choice const& choice : follow_frequencies())
        choices.push_back(
            {std::string(choice.code), presenter.text(choice.label), choice.code == code_of(chosen), {}});
    views::add_select(std::move(field), {.name = name, .label = presenter.text("E-mail about changes")},
                      choices);
}

Frequency chosen_frequency(http::Query const& form) {
    auto const code = form.find("frequency");
    if (!code) return Frequency::daily; // the button on a page does not ask
    auto const frequency = find_frequency(*code);
    if (!frequency) throw Error(ErrorCode::bad_request, "Choose how often you want to be told.");
    return *frequency;
}

Response show(Request const& request, Context const& context, Presenter const& presenter,
              std::string_view english_title, std::string_view body, views::Data data) {
    views::PageInfo info;
    info.title = presenter.text(english_title);
    return context.layout.page(request, info, body, std::move(data));
}

/// GET /follow?page=/register/us-ca: how often, and where to stop.
Response follow_page(Request const& request, Context const& context) {
    allow_parameters(request, {"page"});
    Answer const answer(request, context);
    auto const target =
        follow_target(context, *answer.picture, answer.presenter, request.query.find("page").value_or(""));
    views::Data data;
    context.store.read([&](store::ReadTransaction& tx) {
        Cell const page = page_of_target(tx, answer.presenter, target);
        data.set("TARGET", page.text);
        data.set("TARGET_URL", localized(request.language, page.path));
        data.set("TARGET_PATH", page.path);
        auto const known = find_follow(tx, request.viewer.account_id, target);
        data.show(known ? "IS_FOLLOWED" : "IS_NEW");
        add_frequencies(data.add("FREQUENCY_FIELD"), answer.presenter, "frequency",
                        known ? known->frequency : Frequency::daily);
    });
    data.set("FOLLOW_ACTION", localized(request.language, "/follow"));
    data.set("OVERVIEW_URL", localized(request.language, std::string(overview_path)));
    return show(request, context, answer.presenter, tr_noop("Follow"), "register/follow-page.tpl",
                std::move(data));
}

/// POST /follow: begins, changes or stops, and shows the page that it is about again.
Response receive_follow(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    Answer const answer(request, context);
    auto const target =
        follow_target(context, *answer.picture, answer.presenter, form.find("page").value_or(""));
    Frequency const frequency = chosen_frequency(form);
    std::int64_t const account = request.viewer.account_id;
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (form.find("act") == "stop")
            unfollow(tx, account, target);
        else
            follow(tx, account, target, frequency, request.language);
    });
    Cell const page = context.store.read(
        [&](store::ReadTransaction& tx) { return page_of_target(tx, answer.presenter, target); });
    return http::redirect(localized(request.language, page.path), see_other);
}

/// Everything that somebody follows; with the key of their feed where it was made just now.
Response show_overview(Request const& request, Context const& context, std::string_view feed_key) {
    Answer const answer(request, context);
    http::Language const language = request.language;
    views::Data data;
    data.set("OVERVIEW_URL", localized(language, std::string(overview_path)));
    context.store.read([&](store::ReadTransaction& tx) {
        auto const follows = follows_of(tx, request.viewer.account_id);
        if (follows.empty()) data.show("NOTHING");
        for (Follow const& follow : follows) {
            views::Data line = data.add("FOLLOWED");
            Cell const page = page_of_target(tx, answer.presenter, follow.target);
            if (page.path.empty()) {
                line.show("IS_GONE");
            } else {
                views::Data link = line.add("IS_THERE");
                link.set("TEXT", page.text);
                link.set("URL", localized(language, page.path));
            }
            line.set("FOLLOW_ID", follow.id);
            line.set("TEXT", page.text);
            line.set("SINCE", views::timestamp(language, follow.followed_at));
            add_frequencies(line.add("FREQUENCY_FIELD"), answer.presenter,
                            fmt::format("frequency-{}", follow.id), follow.frequency);
        }
        if (stop_key(tx, request.viewer.account_id)) {
            views::Data feed = data.add("FEED");
            if (!feed_key.empty())
                feed.add("NEW_FEED")
                    .set("FEED_URL", context.layout.site().public_url +
                                         localized(language, fmt::format("/following/{}.atom", feed_key)));
        }
    });
    return show(request, context, answer.presenter, tr_noop("What you follow"), "register/following.tpl",
                std::move(data));
}

/// GET /account/following
Response overview_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    return show_overview(request, context, {});
}

/// POST /account/following: every frequency as chosen, one of them stopped, or another address of the feed.
Response change_following(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    auto const form = http::parse_form(request);
    std::int64_t const account = request.viewer.account_id;
    std::string_view const stopped = form.find("stop").value_or("");
    if (form.find("act") == "renew") {
        auto const key =
            context.store.write(accounts::author_of(request.viewer),
                                [&](store::WriteTransaction& tx) { return renew_feed_key(tx, account); });
        return show_overview(request, context, key.value_or("")).with("Cache-Control", "private, no-store");
    }
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        for (Follow const& known : follows_of(tx, account)) {
            if (stopped == std::to_string(known.id)) unfollow(tx, account, known.target);
            if (!stopped.empty()) continue;
            auto const chosen = form.find(fmt::format("frequency-{}", known.id));
            if (!chosen || *chosen == code_of(known.frequency)) continue;
            auto const frequency = find_frequency(*chosen);
            if (!frequency) throw Error(ErrorCode::bad_request, "Choose how often you want to be told.");
            follow(tx, account, known.target, *frequency, known.language);
        }
    });
    return http::redirect(localized(request.language, std::string(overview_path)), see_other);
}

[[noreturn]] void no_such_address() {
    throw Error(ErrorCode::not_found,
                "This address works no longer: it was renewed, or the account was deleted.");
}

/// GET /following/{key}.atom: the latest changes of everything that somebody follows. The address is secret.
Response private_feed(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Answer const answer(request, context);
    views::Site const& site = context.layout.site();
    constexpr std::size_t most_entries = 50;
    constexpr std::int64_t most_pages = 4, most_pages_of_all = 200; // a feed is read every hour
    AtomFeed feed;
    context.store.read([&](store::ReadTransaction& tx) {
        auto const account = account_of_feed(tx, request.parameter("key"));
        if (!account) no_such_address();
        // The id stays when the address is renewed, and tells nobody the address.
        feed.id = "urn:uuid:" + uuid_v5(fmt::format("following:{}:{}", site.public_url, *account));
        std::set<std::int64_t> seen;
        std::vector<records::Revision> changes;
        auto const follows = follows_of(tx, *account);
        auto const count = std::max<std::int64_t>(std::ssize(follows), 1);
        ChangesAsked asked{0, *account, most_entries,
                           std::clamp<std::int64_t>(most_pages_of_all / count, 1, most_pages)};
        for (Follow const& follow : follows) {
            for (records::Revision& change :
                 changes_followed(tx, *answer.picture, answer.presenter, follow.target, asked))
                if (seen.insert(change.id).second) changes.push_back(std::move(change));
            std::ranges::sort(changes, std::ranges::greater(), &records::Revision::id);
            if (changes.size() < most_entries) continue;
            changes.resize(most_entries);
            asked.after_revision = changes.back().id; // what is older has no place in the feed anymore
        }
        for (ChangeEntry& change : change_entries(tx, answer.presenter, site, changes))
            feed.entries.push_back(std::move(change.entry));
    });
    feed.title = fmt::format("{}: {}", site.name, answer.presenter.text("What you follow"));
    feed.language = views::code(request.language);
    feed.author = site.name;
    feed.self = site.public_url + request.target;
    feed.alternate = site.public_url + localized(request.language, std::string(overview_path));
    feed.updated = "2026-01-01T00:00:00Z"; // where nothing has happened yet
    http::Response response;
    response.body = to_xml(feed);
    return response.with("Content-Type", "application/atom+xml; charset=utf-8")
        .with("Cache-Control", "private, no-store")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Robots-Tag", "noindex");
}

/// GET /following/stop/{key}: what the link at the end of each letter leads to. It asks first, because mail
/// scanners open links.
Response stop_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Answer const answer(request, context);
    auto const account = context.store.read(
        [&](store::ReadTransaction& tx) { return account_of_stop(tx, request.parameter("key")); });
    if (!account) no_such_address();
    views::Data data;
    data.show("ASK");
    data.set("STOP_URL", localized(request.language, "/following/stop/" + request.parameter("key")));
    return show(request, context, answer.presenter, tr_noop("Stop these e-mails"), "register/follow-stop.tpl",
                std::move(data))
        .with("Referrer-Policy", "same-origin"); // the address is a secret
}

/// POST of the same: the button, or a mail program's own (RFC 8058), which has no form token. The key in the
/// address is what it proves itself with.
Response stop_mail(Request const& request, Context const& context) {
    Answer const answer(request, context);
    context.store.write(store::Author{"follow mail"}, [&](store::WriteTransaction& tx) {
        auto const account = account_of_stop(tx, request.parameter("key"));
        if (!account) no_such_address();
        stop_follow_mail(tx, *account);
    });
    views::Data data;
    data.add("DONE").set("OVERVIEW_URL", localized(request.language, std::string(overview_path)));
    return show(request, context, answer.presenter, tr_noop("Stop these e-mails"), "register/follow-stop.tpl",
                std::move(data))
        .with("Referrer-Policy", "same-origin");
}

} // namespace

std::vector<http::Route> following_routes(Context const& context) {
    using accounts::Permission;
    using http::Method;
    using Page = Response (*)(Request const&, Context const&);
    std::vector<http::Route> all;
    auto const add = [&](Method method, std::string pattern, Permission permission, Page page) {
        all.push_back({method, std::move(pattern), accounts::route_policy(permission),
                       [page, &context](Request const& request) { return page(request, context); }});
    };
    add(Method::get, "/follow", Permission::use_account, follow_page);
    add(Method::post, "/follow", Permission::use_account, receive_follow);
    add(Method::get, "/account/following", Permission::use_account, overview_page);
    add(Method::post, "/account/following", Permission::use_account, change_following);
    add(Method::get, "/following/{key}.atom", Permission::see_public, private_feed);
    add(Method::get, "/following/stop/{key}", Permission::see_public, stop_page);
    add(Method::post, "/following/stop/{key}", Permission::see_public, stop_mail);
    all.back().is_open_to_other_sites = true;
    return all;
}

} // namespace legation::registry
