#include "accounts/passkeys/passkey.hpp"
#include "accounts/passkeys/test_authenticator.hpp"
#include "kernel/error.hpp"

#include <gmock/gmock.h>

namespace legation::accounts {
namespace {

using testing::HasSubstr;

RelyingParty const hub = relying_party("https://hub.example.org/");

/// Why something was refused, or "accepted".
template <class Verify>
std::string refusal(Verify&& verify) {
    try {
        verify();
    } catch (Error const& error) {
        return error.detail;
    }
    return "accepted";
}

struct PasskeyTest : testing::Test {
    std::string const challenge = new_challenge();
    TestAuthenticator authenticator;
    Passkey const passkey = verify_new_passkey(hub, challenge, authenticator.make(challenge));

    std::string making() {
        return refusal([&] { verify_new_passkey(hub, challenge, authenticator.make(challenge)); });
    }
    std::string showing(Assertion const& assertion) {
        return refusal([&] { verify_assertion(hub, challenge, passkey, assertion); });
    }
    std::string showing() { return showing(authenticator.show(challenge)); }
};

TEST(RelyingPartyOf, IsTheHostAndTheOriginOfTheHubsAddress) {
    RelyingParty const local = relying_party("http://localhost:8080");
    EXPECT_EQ(local.id, "localhost");
    EXPECT_EQ(local.origin, "http://localhost:8080");
    EXPECT_EQ(hub.id, "hub.example.org");
    EXPECT_EQ(hub.origin, "https://hub.example.org");
}

TEST(Challenges, AreOf256BitsAndNeverTheSame) {
    EXPECT_EQ(new_challenge().size(), 32U);
    EXPECT_NE(new_challenge(), new_challenge());
}

class PasskeyOfEachKind : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(, PasskeyOfEachKind, testing::ValuesIn(offered_algorithms),
                         [](auto const& kind) { return "Cose" + std::to_string(-kind.param); });

TEST_P(PasskeyOfEachKind, IsTakenAndThenProvesItsOwner) {
    TestAuthenticator authenticator(GetParam());
    authenticator.uses = 1;
    std::string const first = new_challenge();
    Passkey const passkey = verify_new_passkey(hub, first, authenticator.make(first));
    EXPECT_EQ(passkey.credential_id, "the credential's id");
    EXPECT_EQ(passkey.algorithm, GetParam());
    EXPECT_EQ(passkey.uses, 1U);
    EXPECT_FALSE(passkey.is_synced);

    authenticator.uses = 2;
    std::string const second = new_challenge();
    EXPECT_EQ(verify_assertion(hub, second, passkey, authenticator.show(second)).uses, 2U);

    TestAuthenticator stranger(GetParam());
    stranger.uses = 3;
    EXPECT_THAT(refusal([&] { verify_assertion(hub, second, passkey, stranger.show(second)); }),
                HasSubstr("the signature is wrong"));
}

TEST_F(PasskeyTest, AnswersItsOwnChallengeOnly) {
    EXPECT_EQ(showing(), "accepted");
    std::string const other = new_challenge();
    EXPECT_THAT(showing(authenticator.show(other)), HasSubstr("another challenge"));
    EXPECT_THAT(refusal([&] { verify_new_passkey(hub, challenge, authenticator.make(other)); }),
                HasSubstr("another challenge"));
    EXPECT_THAT(refusal([&] { verify_assertion(hub, "", passkey, authenticator.show("")); }),
                HasSubstr("another challenge"))
        << "an empty challenge is none";
}

TEST_F(PasskeyTest, IsForThisHostAndItsPagesOnly) {
    authenticator.origin = "https://hub.example.org.evil.example";
    EXPECT_THAT(making(), HasSubstr("asked for by https://hub.example.org.evil.example"));
    EXPECT_THAT(showing(), HasSubstr("asked for by https://hub.example.org.evil.example"));
    authenticator.origin = "http://hub.example.org";
    EXPECT_THAT(showing(), HasSubstr("asked for by http://hub.example.org"));
    authenticator.origin = hub.origin;
    authenticator.host = "example.org";
    EXPECT_THAT(making(), HasSubstr("another host"));
    EXPECT_THAT(showing(), HasSubstr("another host"));
}

TEST_F(PasskeyTest, IsNotTakenFromAFrameInAnotherSite) {
    authenticator.more_client_data = R"(,"crossOrigin":false)";
    EXPECT_EQ(showing(), "accepted");
    for (char const* more : {R"(,"crossOrigin":true)", R"(,"crossOrigin":"false")"}) {
        authenticator.more_client_data = more;
        EXPECT_THAT(making(), HasSubstr("another site's page"));
        EXPECT_THAT(showing(), HasSubstr("another site's page"));
    }
}

TEST_F(PasskeyTest, NeedsItsOwnersPresenceAndRecognition) {
    authenticator.flags = 0x04;
    EXPECT_THAT(making(), HasSubstr("nobody was there"));
    EXPECT_THAT(showing(), HasSubstr("nobody was there"));
    authenticator.flags = 0x01;
    EXPECT_THAT(making(), HasSubstr("not recognized"));
    EXPECT_THAT(showing(), HasSubstr("not recognized"));
}

TEST_F(PasskeyTest, DoesNotServeForSomethingElse) {
    Assertion shown = authenticator.show(challenge);
    EXPECT_THAT(refusal([&] {
                    verify_new_passkey(hub, challenge,
                                       {shown.client_data, authenticator.make(challenge).authenticator_data});
                }),
                HasSubstr("something else"));
    shown.client_data = authenticator.make(challenge).client_data;
    EXPECT_THAT(showing(shown), HasSubstr("something else"));
}

TEST_F(PasskeyTest, IsRefusedWhenASingleBitOfItWasChanged) {
    Assertion const shown = authenticator.show(challenge);
    int refused = 0;
    int tried = 0;
    for (std::string Assertion::* part :
         {&Assertion::client_data, &Assertion::authenticator_data, &Assertion::signature}) {
        for (std::size_t i = 0; i < (shown.*part).size(); ++i) {
            for (unsigned const bit : {0x01U, 0x80U}) {
                Assertion changed = shown;
                (changed.*part)[i] = static_cast<char>(static_cast<unsigned char>((changed.*part)[i]) ^ bit);
                ++tried;
                refused += showing(changed) != "accepted";
            }
        }
    }
    EXPECT_EQ(refused, tried);
    EXPECT_GT(tried, 400);
}

TEST_F(PasskeyTest, IsRefusedWhenItIsCutShortOrContinued) {
    NewCredential const made = authenticator.make(challenge);
    for (std::size_t length = 0; length < made.authenticator_data.size(); ++length) {
        NewCredential const cut{made.client_data, made.authenticator_data.substr(0, length)};
        EXPECT_NE(refusal([&] { verify_new_passkey(hub, challenge, cut); }), "accepted") << length;
    }
    for (std::size_t length = 0; length < made.client_data.size(); ++length) {
        NewCredential const cut{made.client_data.substr(0, length), made.authenticator_data};
        EXPECT_NE(refusal([&] { verify_new_passkey(hub, challenge, cut); }), "accepted") << length;
    }
    Assertion shown = authenticator.show(challenge);
    shown.authenticator_data += std::string(100'000, 'x');
    EXPECT_NE(showing(shown), "accepted");
    shown = authenticator.show(challenge);
    shown.client_data += std::string(100'000, ' ');
    EXPECT_NE(showing(shown), "accepted");
}

TEST_F(PasskeyTest, IsRefusedWhenItsUsesRunBackward) {
    Passkey counted = passkey;
    counted.uses = 5;
    authenticator.uses = 5;
    auto const show_counted = [&] {
        return refusal([&] { verify_assertion(hub, challenge, counted, authenticator.show(challenge)); });
    };
    EXPECT_THAT(show_counted(), HasSubstr("run backward"));
    authenticator.uses = 0;
    EXPECT_THAT(show_counted(), HasSubstr("run backward"));
    authenticator.uses = 6;
    EXPECT_EQ(show_counted(), "accepted");
}

TEST_F(PasskeyTest, OfAKindThatIsNotOfferedIsRefused) {
    Passkey strange = passkey;
    strange.algorithm = -35;
    EXPECT_THAT(refusal([&] { verify_assertion(hub, challenge, strange, authenticator.show(challenge)); }),
                HasSubstr("the signature is wrong"));
    strange = passkey;
    strange.public_key = "no key";
    EXPECT_THAT(refusal([&] { verify_assertion(hub, challenge, strange, authenticator.show(challenge)); }),
                HasSubstr("the signature is wrong"));
}

} // namespace
} // namespace legation::accounts
