#include "register/confirming/confirmed_box.hpp"

#include "kernel/views/format.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/editing/edit.hpp"
#include "register/feeds/change_entries.hpp"
#include "register/render.hpp"

#include <algorithm>

namespace legation::registry {

namespace {

using http::Request;

/// `Confirmed by Seattle on …`, with what comes after it.
std::string sentence(Presenter const& presenter, std::string_view english,
                     std::vector<Confirmation const*> const& said) {
    std::vector<std::int64_t> actors;
    std::string latest;
    for (Confirmation const* one : said) {
        actors.push_back(one->actor_id);
        latest = std::max(latest, one->confirmed_at);
    }
    return views::fill(presenter.text(english), {{"names", names_of(presenter, actors)},
                                                 {"date", presenter.date(latest.substr(0, 10))}});
}

/// What each of those to whom a record belongs has said, the newest first.
struct Said {
    std::vector<Confirmation> all;
    std::vector<std::int64_t> owners;
    std::string last_change;
};

Said said_about(Context const& context, RecordView const& view, bool wants_owners) {
    Said said;
    context.store.read([&](store::ReadTransaction& tx) {
        auto const id = records::id_of_uuid(tx, *view.type, view.uuid);
        if (!id) return;
        said.all = confirmations_of(tx, *view.type, *id);
        if (said.all.empty() && !wants_owners) return; // most records and readers
        auto const record = records::load(tx, *view.type, *id);
        said.owners = owners_of(tx, *view.type, *record);
        said.last_change = last_change_of(tx, *view.type, *record);
    });
    // A party that left since has nothing to say anymore.
    std::erase_if(said.all, [&](Confirmation const& one) {
        return std::ranges::find(said.owners, one.actor_id) == said.owners.end();
    });
    return said;
}

} // namespace

std::string names_of(Presenter const& presenter, std::vector<std::int64_t> const& actors) {
    std::vector<std::string> names;
    names.reserve(actors.size());
    for (std::int64_t const actor : actors)
        names.push_back(presenter.actor(actor).text);
    return views::list(presenter.language(), names);
}

void add_confirmations(RecordView& view, Context const& context, Presenter const& presenter) {
    auto const [all, owners, last_change] = said_about(context, view, false);
    Table table{"confirmations", {}, {{"actor", {}}, {"confirmed_at", {}}, {"last_change_at", {}}}};
    for (Confirmation const& one : all)
        table.rows.push_back(
            {presenter.actor(one.actor_id), {.text = one.confirmed_at}, {.text = last_change}});
    view.tables.push_back(std::move(table));
}

void show_confirmations(views::Data& data, Context const& context, Request const& request,
                        Presenter const& presenter, RecordView const& view) {
    if (!request.as_of.empty()) return;
    auto const [all, owners, last_change] = said_about(context, view, !request.viewer.actors.empty());
    std::vector<Confirmation const*> current, outdated;
    for (Confirmation const& one : all)
        (one.confirmed_at < last_change ? outdated : current).push_back(&one);
    std::vector<std::string> said;
    if (!current.empty() && owners.size() == 2 && current.size() == 2)
        said.push_back(sentence(presenter, tr_noop("Confirmed by both sides on {date}."), current));
    else if (!current.empty() && owners.size() > 2 && current.size() == owners.size())
        said.push_back(sentence(presenter, tr_noop("Confirmed by all sides on {date}."), current));
    else if (!current.empty())
        said.push_back(sentence(presenter, tr_noop("Confirmed by {names} on {date}."), current));
    if (!outdated.empty())
        said.push_back(
            sentence(presenter, tr_noop("Confirmed by {names} on {date}, and changed since."), outdated));
    std::vector<Confirmation const*> by_link;
    for (Confirmation const& one : all)
        if (one.account_id == 0) by_link.push_back(&one);
    if (!by_link.empty())
        said.push_back(sentence(presenter,
                                tr_noop("For {names} it was somebody with a link that another side sent; who "
                                        "that was has not been checked."),
                                by_link));
    bool is_own = false, own_have_said = true, all_have_said = true;
    for (std::int64_t const owner : owners) {
        bool const acts_for = request.viewer.acts_for(owner);
        bool const has_said = std::ranges::find(current, owner, &Confirmation::actor_id) != current.end();
        is_own = is_own || acts_for;
        all_have_said = all_have_said && has_said;
        own_have_said = own_have_said && (has_said || !acts_for);
    }
    if (said.empty() && !is_own) return;
    views::Data box = data.add("CONFIRMED");
    for (std::string const& words : said)
        box.add("CONFIRMED_LINE").set("TEXT", words);
    if (!is_own) return;
    // A partnership is looked at as a whole before one side confirms it, once for what it says; of what is
    // one's own a press is enough.
    bool const is_shared = view.type->name == "partnership";
    if (is_shared && all_have_said) return;
    views::Data own = box.add(!is_shared ? "STILL_TRUE" : own_have_said ? "MAY_ASK" : "MAY_CONFIRM");
    own.set("CONFIRM_URL", localized(request.language, view.path + "/confirm"));
    own.set("SEEN_CHANGE", last_change);
    own.set("CONFIRM_FORM_TOKEN", request.viewer.form_token);
}

} // namespace legation::registry
