#include "register/proposals/own_proposals.hpp"

#include "kernel/views/format.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/proposal_pages.hpp"
#include "register/proposals/proposal_store.hpp"
#include "register/render.hpp"

#include <algorithm>

namespace legation::registry {

namespace {

/// What a moderator said last; empty when they said nothing.
std::string answer_to(store::ReadTransaction& tx, Proposal const& listed) {
    auto const proposal = find_proposal(tx, listed.uuid); // lists have no steps
    if (!proposal) return {};
    auto const said = std::ranges::find_if(proposal->steps.rbegin(), proposal->steps.rend(),
                                           [](ProposalStep const& step) { return !step.who.empty(); });
    return said == proposal->steps.rend() ? std::string() : said->text;
}

void show_own(views::Data& data, Presenter const& presenter, Proposal const& proposal,
              std::string const& answer) {
    views::Data line = data.add("OWN");
    line.set("TITLE", proposal.title);
    line.set("URL", localized(presenter.language(), page_of(proposal)));
    line.set("KIND", kind_in_words(presenter, proposal));
    line.set("STATE", presenter.text(records::choice_label(proposal_states(), code_of(proposal.state))));
    line.set("MADE_AT", proposal.made_at);
    line.set("MADE_ON", views::timestamp(presenter.language(), proposal.made_at));
    line.set("REASON", proposal.comment);
    line.set_shown("ANSWER", answer);
}

} // namespace

http::Response own_proposals_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    context.store.read([&](store::ReadTransaction& tx) {
        auto const own = proposals_of(tx, request.viewer.account_id);
        for (Proposal const& proposal : own)
            show_own(data, presenter, proposal, answer_to(tx, proposal));
        if (own.empty()) data.show("NOTHING");
    });
    views::PageInfo info;
    info.title = presenter.text("My suggestions");
    info.breadcrumbs = {{presenter.text("Your account"), "/account"}, {info.title, {}}};
    return context.layout.page(request, info, "register/own-proposals.tpl", std::move(data));
}

void write_proposals(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (Proposal const& proposal : proposals_of(tx, account))
        json.begin_object()
            .member("id", proposal.uuid)
            .member("record", proposal.path)
            .member("kind", code_of(proposal.kind))
            .member("state", code_of(proposal.state))
            .member("comment", proposal.comment)
            .member("made_at", proposal.made_at)
            .end_object();
    json.end_array();
}

} // namespace legation::registry
