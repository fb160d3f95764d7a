#include "register/proposals/notices.hpp"

#include "kernel/mail/letter.hpp"
#include "kernel/mail/outbox.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

using Kind = mail::Block::Kind;

/// A letter to the proposer, in the language of their form.
class Notice {
  public:
    Notice(Context const& context, Proposal const& proposal) : layout_(context.layout), proposal_(proposal) {
        letter_.to = proposal.email;
        letter_.language = views::language_of(proposal.language);
    }

    Notice& subject(std::string_view english) {
        letter_.subject = filled(english);
        return *this;
    }
    Notice& paragraph(std::string_view english) { return block(Kind::paragraph, filled(english), {}); }
    Notice& quote(std::string const& words) { return words.empty() ? *this : block(Kind::quote, words, {}); }
    Notice& button(std::string_view english, std::string const& path) {
        return block(Kind::button, filled(english),
                     layout_.site().public_url + views::path(letter_.language, path));
    }
    void send(store::WriteTransaction& tx) const { mail::enqueue(tx, mail::compose(layout_, letter_)); }

  private:
    std::string filled(std::string_view english) const {
        return views::fill(layout_.texts().text(letter_.language, english),
                           {{"title", proposal_.title}, {"site", layout_.site().name}});
    }
    Notice& block(Kind kind, std::string text, std::string url) {
        letter_.blocks.push_back({kind, std::move(text), std::move(url)});
        return *this;
    }

    views::Layout const& layout_;
    Proposal const& proposal_;
    mail::Letter letter_;
};

/// The subject and the first words about what happened.
struct News {
    std::string_view subject, first;
};

News news_of(Proposal const& proposal) {
    switch (proposal.state) {
    case ProposalState::asked:
        return {
            tr_noop("A question about your suggestion: {title}"),
            tr_noop("A moderator would like to know more before deciding about your suggestion “{title}”:")};
    case ProposalState::accepted:
        return {tr_noop("Your suggestion was accepted: {title}"),
                tr_noop("Thank you. Your suggestion “{title}” was accepted and is in the record now.")};
    case ProposalState::accepted_with_changes:
        return {tr_noop("Your suggestion was accepted with changes: {title}"),
                tr_noop("Thank you. Your suggestion “{title}” was accepted with some changes and is in the "
                        "record now.")};
    case ProposalState::declined:
        return {tr_noop("Your suggestion was declined: {title}"),
                tr_noop("Thank you for your suggestion “{title}”. It was declined, for this reason:")};
    default:
        return {};
    }
}

} // namespace

std::string page_of(Proposal const& proposal) {
    return fmt::format("/proposals/{}?key={}", proposal.uuid, proposal.view_key);
}

void mail_to_confirm(store::WriteTransaction& tx, Context const& context, Proposal const& proposal,
                     std::string_view secret) {
    Notice(context, proposal)
        .subject(tr_noop("Please confirm your suggestion: {title}"))
        .paragraph(tr_noop(
            "Somebody, probably you, used this address to suggest a change of “{title}” at {site}. The "
            "suggestion waits until you confirm it, for three days."))
        .button(tr_noop("Confirm the suggestion"),
                fmt::format("/proposals/{}/confirm?key={}", proposal.uuid, secret))
        .paragraph(tr_noop("If it was not you, do nothing: the suggestion will be forgotten."))
        .send(tx);
}

void mail_latest_step(store::WriteTransaction& tx, Context const& context, Proposal const& proposal) {
    News const news = news_of(proposal);
    if (news.subject.empty() || proposal.email.empty() || proposal.steps.empty()) return;
    Notice notice(context, proposal);
    notice.subject(news.subject).paragraph(news.first).quote(proposal.steps.back().text);
    bool const is_asked = proposal.state == ProposalState::asked;
    notice.button(is_asked ? tr_noop("Answer") : tr_noop("See your suggestion"), page_of(proposal));
    notice.send(tx);
}

} // namespace legation::registry
