#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/mail/letter.hpp"
#include "kernel/mail/message.hpp"
#include "kernel/mail/outbox.hpp"
#include "tests/temporary_store.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace legation::mail {
namespace {

using testing::Contains;
using testing::HasSubstr;

Message sample() {
    return {.to = "ada@example.org", .subject = "Sign in", .text = "Words", .id = "1"};
}

Settings settings() {
    Settings settings;
    settings.from = "hub@example.org";
    settings.from_name = "The hub";
    return settings;
}

std::vector<std::string> headers(Message const& message, Settings const& with = settings()) {
    return headers_of(message, with, Timestamp{});
}

TEST(MailHeaders, AreNeverBrokenOpenByWhatTheyCarry) {
    Message message = sample();
    message.subject = "Hello\r\nBcc: eve@example.org\r\n\r\nBody\x01";
    Settings with = settings();
    with.from_name = "The \"hub\"\r\nBcc: eve@example.org";
    message.id = "1>\r\nBcc: eve@example.org";
    for (std::string const& line : headers(message, with)) {
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos) << line;
        EXPECT_NE(line.rfind("Bcc:", 0), 0U) << line;
    }
    EXPECT_THAT(headers(message, with), Contains("Subject: Hello  Bcc: eve@example.org    Body "));
    EXPECT_THAT(headers(message, with),
                Contains("From: \"The \\\"hub\\\"  Bcc: eve@example.org\" <hub@example.org>"));
}

TEST(MailHeaders, RefuseAddressesThatAreNone) {
    Message message = sample();
    message.to = "ada@example.org>\r\nBcc: <eve@example.org";
    EXPECT_THROW(headers(message), Error);
    for (char const* url :
         {"https://hub.example.org/\r\nBcc: eve@example.org", "https://hub.example.org/> <x",
          "javascript:alert(1)", "https://hub.example.org/ñ"}) {
        message = sample();
        message.unsubscribe_url = url;
        EXPECT_THROW(headers(message), Error) << url;
    }
}

TEST(MailHeaders, OfferToUnsubscribeWithOneClick) {
    Message message = sample();
    message.unsubscribe_url = "https://hub.example.org/unsubscribe/x";
    EXPECT_THAT(headers(message), Contains("List-Unsubscribe: <https://hub.example.org/unsubscribe/x>"));
    EXPECT_THAT(headers(message), Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
}

TEST(MailHeaders, CarryAnyLettersInEncodedWords) {
    EXPECT_EQ(header_text("Sign in"), "Sign in");
    EXPECT_EQ(header_text("Málaga"), "=?UTF-8?B?TcOhbGFnYQ==?=");
    EXPECT_EQ(header_text("=?UTF-8?B?QUJD?="), "=?UTF-8?B?PT9VVEYtOD9CP1FVSkQ/PQ==?=")
        << "what looks encoded is encoded, so that it is shown as it is";
    std::string long_text;
    for (int i = 0; i < 60; ++i)
        long_text += "東京"; // letters of three bytes must not be torn apart
    std::string const encoded = header_text(long_text);
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 3) {
        end = encoded.find("\r\n ", begin);
        std::string const word = encoded.substr(begin, end - begin);
        EXPECT_LE(word.size(), 75U);
        EXPECT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?="));
        EXPECT_EQ((word.size() - 12) % 4, 0U);
    }
}

TEST(MailSettings, KnowWhichAddressesAreOfThisMachine) {
    for (char const* url : {"http://localhost:8080", "http://127.0.0.1:8080/x", "http://[::1]:80",
                            "http://localhost", "http://hub.localhost/"})
        EXPECT_TRUE(is_this_machine(host_of(url))) << url;
    for (char const* url : {"http://localhost.example.org", "https://hub.example.org", "http://[::]:8080",
                            "http://0.0.0.0:8080", "", "http://", "https://example.org/localhost"})
        EXPECT_FALSE(is_this_machine(host_of(url))) << url;
}

class Outbox : public test::WithSchema {};

LEGATION_ON_BOTH_DATABASES(Outbox);

TEST_P(Outbox, GivesEachMessageWhole) {
    Message message = sample();
    message.to = " ada@Example.org";
    message.subject = "Málaga \"2026\"";
    message.text = "Two\nlines";
    message.html = "<p>Two</p>";
    message.unsubscribe_url = "https://hub.example.org/x";
    write([&](store::WriteTransaction& tx) { enqueue(tx, message); });
    std::vector<Message> sent;
    jobs::JobWorker worker(store(),
                           {{job_kind, outbox_handler([&](Message const& one, std::stop_token const&) {
                                 sent.push_back(one);
                             })}},
                           [](std::string const& problem) { ADD_FAILURE() << problem; });
    worker.run_due();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].to, "ada@example.org");
    EXPECT_EQ(sent[0].subject, message.subject);
    EXPECT_EQ(sent[0].text, message.text);
    EXPECT_EQ(sent[0].html, message.html);
    EXPECT_EQ(sent[0].unsubscribe_url, message.unsubscribe_url);
    EXPECT_EQ(sent[0].id.size(), 36U);
}

TEST_P(Outbox, RefusesWhatIsNoAddress) {
    Message message = sample();
    message.to = "ada";
    EXPECT_THROW(write([&](store::WriteTransaction& tx) { enqueue(tx, message); }), Error);
}

TEST_P(Outbox, TellsWhatWaitsAndWhatWasGivenUp) {
    write([](store::WriteTransaction& tx) {
        for (char const* to : {"later@example.org", "never@example.org"}) {
            Message message = sample();
            message.to = to;
            enqueue(tx, message);
        }
    });
    jobs::JobWorker worker(store(),
                           {{job_kind, outbox_handler([](Message const& message, std::stop_token const&) {
                                 if (message.to.starts_with("never"))
                                     throw jobs::GiveUp("550 no such person");
                                 throw std::runtime_error("451 later");
                             })}},
                           [](std::string const&) {});
    worker.run_due();
    write([](store::WriteTransaction& tx) { enqueue(tx, sample()); });
    OutboxState const state = store().read([](store::ReadTransaction& tx) { return outbox_state(tx); });
    EXPECT_EQ(state.waiting, 2);
    EXPECT_EQ(state.failing, 1);
    EXPECT_EQ(state.given_up, 1);
    EXPECT_EQ(state.last_error, "550 no such person");
}

TEST(Letter, SaysTheSameInTextAndHtml) {
    views::Views const views(embedded::templates(), views::Texts::from_catalog(""),
                             [](std::string_view name) { return "/" + std::string(name); });
    views::Site site;
    site.name = "The hub";
    site.public_url = "https://hub.example.org";
    Letter letter;
    letter.to = "ada@example.org";
    letter.subject = "Confirm <b>Lyon</b>";
    letter.blocks = {
        {.text = "A & B"},
        {.kind = Block::Kind::heading, .text = "What changed"},
        {.kind = Block::Kind::quote, .text = "One\nTwo"},
        {.kind = Block::Kind::link, .text = "Lyon", .url = "https://hub.example.org/lyon"},
        {.kind = Block::Kind::button, .text = "Sign in", .url = "https://hub.example.org/in?a=1&b=2"}};
    letter.reason = "You follow Lyon.";
    letter.unsubscribe_url = "https://hub.example.org/stop";
    Message const message = compose(views::Layout(views, site), letter);
    EXPECT_EQ(message.text, "A & B\n\n"
                            "What changed\n------------\n\n"
                            "> One\n> Two\n\n"
                            "* Lyon\n  https://hub.example.org/lyon\n\n"
                            "Sign in:\nhttps://hub.example.org/in?a=1&b=2\n\n"
                            "-- \nThe hub\nhttps://hub.example.org\n\n"
                            "You follow Lyon.\n"
                            "Unsubscribe: https://hub.example.org/stop\n");
    for (char const* part : {"<h1>Confirm &lt;b&gt;Lyon&lt;/b&gt;</h1>", "<p>A &amp; B</p>",
                             "<h2>What changed</h2>", "<a href=\"https://hub.example.org/lyon\">Lyon</a>",
                             "<a href=\"https://hub.example.org/in?a=1&amp;b=2\">Sign in</a>",
                             "You follow Lyon.", "<a href=\"https://hub.example.org/stop\">Unsubscribe</a>"})
        EXPECT_THAT(message.html, HasSubstr(part));
    EXPECT_EQ(message.html.find("[["), std::string::npos);
}

} // namespace
} // namespace legation::mail
