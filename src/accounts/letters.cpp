#include "accounts/letters.hpp"

#include "accounts/sign_in_pages.hpp"
#include "kernel/views/format.hpp"

namespace legation::accounts {

namespace {

using Kind = mail::Block::Kind;

std::string const& hub_of(Presenter const& presenter) {
    return presenter.context.layout.site().name;
}

mail::Letter letter_to(Presenter const& presenter, std::string const& email, std::string const& subject) {
    mail::Letter letter;
    letter.to = email;
    letter.language = presenter.request.language;
    letter.subject = fill(subject, {{"hub", hub_of(presenter)}});
    return letter;
}

void add_text(mail::Letter& letter, std::string text) {
    letter.blocks.push_back({Kind::paragraph, std::move(text), {}});
}

void add_link(mail::Letter& letter, Presenter const& presenter, std::string label, std::string_view token) {
    std::string const address =
        presenter.context.layout.site().public_url + link_path(letter.language, token);
    letter.blocks.push_back({Kind::button, std::move(label), address});
}

/// How long the link works, and what to do with one that nobody asked for.
void add_limits(mail::Letter& letter, Presenter const& presenter) {
    std::string const minutes = std::to_string(presenter.context.settings.link_time.count());
    add_text(letter,
             fill(presenter.text("It works once, within {minutes} minutes. If you did not ask for it, do "
                                 "nothing: nobody can sign in without it."),
                  {{"minutes", minutes}}));
}

} // namespace

mail::Letter sign_in_letter(Presenter const& presenter, std::string const& email, std::string_view token) {
    auto letter = letter_to(presenter, email, presenter.text("Sign in to {hub}"));
    add_text(letter, fill(presenter.text("With this link you sign in to {hub} as {email}."),
                          {{"hub", hub_of(presenter)}, {"email", email}}));
    add_link(letter, presenter, presenter.text("Sign in"), token);
    add_limits(letter, presenter);
    return letter;
}

mail::Letter invitation_letter(Presenter const& presenter, std::string const& email, std::string_view actor,
                               std::string_view token) {
    auto letter = letter_to(presenter, email, presenter.text("An invitation to {hub}"));
    add_text(letter,
             fill(presenter.text("{person} invites you to keep the records of {actor} on {hub}."),
                  {{"person", presenter.request.viewer.name}, {"actor", actor}, {"hub", hub_of(presenter)}}));
    add_link(letter, presenter, presenter.text("Accept the invitation"), token);
    add_text(letter, presenter.text("It works once, within 7 days. If you do not know what this is about, do "
                                    "nothing."));
    return letter;
}

mail::Letter new_email_letter(Presenter const& presenter, std::string const& email, std::string_view token) {
    auto letter = letter_to(presenter, email, presenter.text("Confirm your address for {hub}"));
    add_text(letter, fill(presenter.text("With this link your account on {hub} uses {email} from now on."),
                          {{"hub", hub_of(presenter)}, {"email", email}}));
    add_link(letter, presenter, presenter.text("Use this address"), token);
    add_limits(letter, presenter);
    return letter;
}

mail::Letter email_changed_letter(Presenter const& presenter, std::string const& old_email) {
    auto letter = letter_to(presenter, old_email, presenter.text("Your address on {hub} has changed"));
    add_text(
        letter,
        fill(presenter.text("Your account on {hub} uses another address from now on; {email} no longer signs "
                            "it in. If that was not you, tell whoever runs the hub at once."),
             {{"hub", hub_of(presenter)}, {"email", old_email}}));
    return letter;
}

mail::Letter joined_letter(Presenter const& presenter, std::string const& email, std::string_view actor) {
    auto letter = letter_to(presenter, email, presenter.text("You are a member on {hub}"));
    add_text(letter, fill(presenter.text("You can now keep the records of {actor} on {hub}."),
                          {{"actor", actor}, {"hub", hub_of(presenter)}}));
    letter.blocks.push_back(
        {Kind::button, presenter.text("Your account"),
         presenter.context.layout.site().public_url + views::path(letter.language, "/account")});
    return letter;
}

mail::Letter declined_letter(Presenter const& presenter, std::string const& email, std::string_view actor) {
    auto letter = letter_to(presenter, email, presenter.text("Your request on {hub}"));
    add_text(letter,
             fill(presenter.text(
                      "Your request to keep the records of {actor} on {hub} was declined. You can still "
                      "suggest changes, as everybody can."),
                  {{"actor", actor}, {"hub", hub_of(presenter)}}));
    return letter;
}

} // namespace legation::accounts
