#include "accounts/oidc/protocol.hpp"
#include "accounts/oidc/test_issuer.hpp"
#include "kernel/error.hpp"

#include <gmock/gmock.h>

namespace legation::accounts {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

constexpr Timestamp now{std::chrono::seconds(1'800'000'000)};

/// Why something was refused, or "accepted".
template <class Judge>
std::string refusal(Judge&& judge) {
    try {
        judge();
    } catch (Error const& error) {
        return error.detail;
    }
    return "accepted";
}

class TokenOfEachKind : public testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(, TokenOfEachKind, testing::Values(false, true),
                         [](auto const& kind) { return kind.param ? "Es256" : "Rs256"; });

TEST_P(TokenOfEachKind, IsTakenFromItsIssuerOnly) {
    TestIssuer const issuer(GetParam());
    TestIssuer const stranger(GetParam());
    auto const keys = parse_keys(issuer.keys());
    ASSERT_EQ(keys->size(), 1U);
    Token const token = verify_token(issuer.token(R"({"sub":"7"})"), *keys);
    EXPECT_EQ(token.claims.find("sub")->text, "7");
    EXPECT_EQ(token.algorithm, issuer.algorithm());
    EXPECT_THAT(refusal([&] { verify_token(stranger.token(R"({"sub":"7"})"), *keys); }),
                HasSubstr("none of the issuer's keys"));
}

TEST_P(TokenOfEachKind, IsRefusedWhenAnyLetterOfItWasChanged) {
    TestIssuer const issuer(GetParam());
    auto const keys = *parse_keys(issuer.keys());
    std::string const token = issuer.token(R"({"sub":"7"})");
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_NE(refusal([&] { verify_token(changed, keys); }), "accepted") << i;
        EXPECT_NE(refusal([&] { verify_token(token.substr(0, i), keys); }), "accepted") << i;
    }
}

struct IdTokens : testing::Test {
    TestIssuer issuer;
    std::vector<PublicKey> keys = *parse_keys(issuer.keys());
    std::string verdict(std::string const& token) {
        return refusal([&] { verify_token(token, keys); });
    }
};

TEST_F(IdTokens, ChooseNoAlgorithmButTheirKeys) {
    for (char const* algorithm : {"none", "None", "HS256", "RS512", "PS256", "ES256", ""}) {
        std::string const header = fmt::format(R"({{"alg":"{}","kid":"one"}})", algorithm);
        EXPECT_NE(verdict(issuer.token(header, "{}")), "accepted") << algorithm;
    }
    std::string const unsigned_token = to_base64url(R"({"alg":"none"})") + '.' + to_base64url("{}") + '.';
    EXPECT_THAT(verdict(unsigned_token), HasSubstr("“none”, which is not allowed"));
    EXPECT_THAT(verdict(issuer.token(R"({"alg":"RS256","crit":["b64"],"b64":false})", "{}")),
                HasSubstr("an extension that is not known"));
}

TEST_F(IdTokens, NameTheirKeyAndAreRefusedUnderAnother) {
    EXPECT_EQ(verdict(issuer.token(R"({"alg":"RS256","kid":"one"})", "{}")), "accepted");
    EXPECT_EQ(verdict(issuer.token(R"({"alg":"RS256"})", "{}")), "accepted")
        << "one without a name tries all";
    EXPECT_NE(verdict(issuer.token(R"({"alg":"RS256","kid":"two"})", "{}")), "accepted");
}

TEST_F(IdTokens, AreRefusedWhenTheyAreNone) {
    for (std::string const& token : {std::string(), std::string("."), std::string(".."), std::string("a.b.c"),
                                     std::string("e30.e30.e30"), std::string(100'000, 'a')})
        EXPECT_NE(verdict(token), "accepted");
    EXPECT_NE(verdict(issuer.token("[1]")), "accepted");
    EXPECT_NE(verdict(issuer.token(R"("7")")), "accepted");
}

TEST_F(IdTokens, AreNotVerifiedWithKeysForOtherPurposesOrTooShort) {
    EXPECT_EQ(parse_keys(issuer.keys(R"(,"use":"sig","alg":"RS256")"))->size(), 1U);
    EXPECT_EQ(parse_keys(issuer.keys(R"(,"use":"enc")"))->size(), 0U);
    EXPECT_EQ(parse_keys(issuer.keys(R"(,"alg":"RS512")"))->size(), 0U);
    EXPECT_FALSE(parse_keys("[]"));
    EXPECT_FALSE(parse_keys("{}"));
    EXPECT_EQ(parse_keys(R"({"keys":[1,{"kty":"oct","k":"AA"}]})")->size(), 0U);
    keys[0].modulus.erase(0, 128); // 1024 bits
    EXPECT_NE(verdict(issuer.token("{}")), "accepted");
    keys[0].modulus.clear();
    EXPECT_NE(verdict(issuer.token("{}")), "accepted");
}

TEST_F(IdTokens, OfTheHubAreSignedWithItsPrivateKey) {
    EXPECT_EQ(
        verify_token(sign_token(R"({"iss":"hub"})", issuer.private_key()), keys).claims.find("iss")->text,
        "hub");
    EXPECT_THAT(refusal([&] { sign_token("{}", "no key"); }), HasSubstr("is no PEM file"));
    EXPECT_THAT(refusal([&] { sign_token("{}", TestIssuer(true).private_key()); }),
                HasSubstr("is no RSA key"));
    EXPECT_THAT(refusal([&] { sign_token("{}", TestIssuer(false, 1024).private_key()); }),
                HasSubstr("2048 bits"));
}

struct Claims : testing::Test {
    Claims() {
        issuer.url = "https://idp.example.org";
        issuer.client_id = "hub";
        attempt.nonce = "the nonce";
    }

    Issuer issuer;
    Attempt attempt = new_attempt();
    std::string iss = R"("https://idp.example.org")", aud = R"("hub")", exp = "1800000300",
                iat = "1800000000";
    std::string nonce = R"("the nonce")", more;

    Identity judge() {
        std::string const claims =
            fmt::format(R"({{"sub":"7","iss":{},"aud":{},"exp":{},"iat":{},"nonce":{}{}}})", iss, aud, exp,
                        iat, nonce, more);
        return judge_claims(issuer, attempt, *parse_json(claims), now);
    }
    std::string verdict() {
        return refusal([&] { judge(); });
    }
};

TEST_F(Claims, SayWhoSomebodyIs) {
    more = R"(,"acr":"aal2","email":"Ada@Example.org","email_verified":true)";
    Identity const identity = judge();
    EXPECT_EQ(identity.subject, "7");
    EXPECT_EQ(identity.acr, "aal2");
    EXPECT_EQ(identity.email, "Ada@example.org");
}

TEST_F(Claims, GiveAnAddressOnlyWhenTheIssuerVerifiedIt) {
    for (char const* claims :
         {R"(,"email":"ada@example.org")", R"(,"email":"ada@example.org","email_verified":false)",
          R"(,"email":"ada@example.org","email_verified":"true")",
          R"(,"email":"ada","email_verified":true)"}) {
        more = claims;
        EXPECT_EQ(judge().email, "") << claims;
    }
}

TEST_F(Claims, OfAnotherIssuerAreRefused) {
    for (char const* other : {R"("https://idp.example.org/")", R"("https://idp.example.com")", "7", "null"}) {
        iss = other;
        EXPECT_THAT(verdict(), HasSubstr("another issuer")) << other;
    }
}

TEST_F(Claims, ForAnotherSiteAreRefused) {
    for (char const* other : {R"("another")", "[]", R"(["another"])", "7", R"(["another",7])"}) {
        aud = other;
        EXPECT_THAT(verdict(), HasSubstr("somebody else")) << other;
    }
    aud = R"(["hub"])";
    EXPECT_EQ(verdict(), "accepted");
    aud = R"(["hub","another"])";
    EXPECT_THAT(verdict(), HasSubstr("made for somebody else"));
    more = R"(,"azp":"hub")";
    EXPECT_EQ(verdict(), "accepted");
    more = R"(,"azp":"another")";
    EXPECT_THAT(verdict(), HasSubstr("made for somebody else"));
}

TEST_F(Claims, AreRefusedBeforeAndAfterTheirTime) {
    exp = "1799999939";
    EXPECT_THAT(verdict(), HasSubstr("expired"));
    exp = "1799999941"; // clocks may differ by a minute
    EXPECT_EQ(verdict(), "accepted");
    exp = R"("1800000300")";
    EXPECT_THAT(verdict(), HasSubstr("no exp"));
    exp = "1800000300";
    iat = "1800000061";
    EXPECT_THAT(verdict(), HasSubstr("future"));
    iat = "1799999000";
    EXPECT_THAT(verdict(), HasSubstr("too old"));
    iat = "1800000000";
    more = R"(,"nbf":1800000061)";
    EXPECT_THAT(verdict(), HasSubstr("not valid yet"));
}

TEST_F(Claims, ThatAnswerAnotherAttemptAreRefused) {
    nonce = R"("another nonce")";
    EXPECT_THAT(verdict(), HasSubstr("another attempt"));
    nonce = "null";
    EXPECT_THAT(verdict(), HasSubstr("another attempt"));
    nonce = R"("")";
    attempt.nonce = "";
    EXPECT_THAT(verdict(), HasSubstr("another attempt"));
}

TEST_F(Claims, MustNameAWayOfProvingOneselfThatIsEnough) {
    issuer.accepted_acr = "aal2 aal3";
    EXPECT_THAT(verdict(), HasSubstr("not enough here"));
    more = R"(,"acr":"aal1")";
    EXPECT_THAT(verdict(), HasSubstr("“aal1”, which is not enough"));
    more = R"(,"acr":"aal")";
    EXPECT_NE(verdict(), "accepted");
    more = R"(,"acr":"aal3")";
    EXPECT_EQ(verdict(), "accepted");
}

TEST_F(Claims, AreCompletedOnlyByWhatIsSaidOfTheSamePerson) {
    Identity identity = judge();
    EXPECT_THAT(refusal([&] {
                    add_userinfo(identity, R"({"sub":"8","email":"eve@example.org","email_verified":true})");
                }),
                HasSubstr("somebody else"));
    EXPECT_THAT(refusal([&] { add_userinfo(identity, "[]"); }), HasSubstr("somebody else"));
    add_userinfo(identity, R"({"sub":"7","email":"ada@example.org","email_verified":true})");
    EXPECT_EQ(identity.email, "ada@example.org");
}

std::string discovery(std::string const& issuer, std::string const& endpoint) {
    return fmt::format(R"({{"issuer":"{}","authorization_endpoint":"{}/auth","token_endpoint":"{}/token",)"
                       R"("userinfo_endpoint":"{}/me","jwks_uri":"{}/jwks"}})",
                       issuer, endpoint, endpoint, endpoint, endpoint);
}

TEST_F(Claims, AreAskedForWhereTheIssuerSays) {
    Provider const provider = parse_provider(issuer, discovery(issuer.url, "https://idp.example.org"));
    EXPECT_EQ(provider.token_endpoint, "https://idp.example.org/token");
    EXPECT_FALSE(provider.names_itself);
    EXPECT_THAT(refusal([&] {
                    parse_provider(issuer, discovery("https://other.example", "https://idp.example.org"));
                }),
                HasSubstr("is about “https://other.example”"));
    EXPECT_THAT(refusal([&] { parse_provider(issuer, discovery(issuer.url, "http://idp.example.org")); }),
                HasSubstr("has no authorization_endpoint with HTTPS"));
    EXPECT_THAT(refusal([&] { parse_provider(issuer, "{"); }), HasSubstr("no JSON object"));
}

TEST_F(Claims, AreAskedForWithEverythingThatTiesTheAnswerToTheQuestion) {
    issuer.acr_values = "http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true";
    Provider provider;
    provider.authorization_endpoint = "https://idp.example.org/auth?tenant=1";
    attempt.state = "the state";
    attempt.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"; // RFC 7636, appendix B
    std::string const url =
        authorization_url(issuer, provider, attempt, "https://hub.example.org/sign-in/oidc/idp", "es");
    EXPECT_EQ(
        url,
        "https://idp.example.org/auth?tenant=1&response_type=code&client_id=hub&redirect_uri="
        "https%3A%2F%2Fhub.example.org%2Fsign-in%2Foidc%2Fidp&scope=openid%20email&state=the%20state&"
        "nonce=the%20nonce&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"
        "code_challenge_method=S256&acr_values=http%3A%2F%2Fidmanagement.gov%2Fns%2Fassurance%2Faal%2F2%3F"
        "phishing_resistant%3Dtrue&ui_locales=es");
    EXPECT_EQ(new_attempt().state.size(), 43U);
    EXPECT_NE(new_attempt().state, new_attempt().state);
    provider.token_endpoint = "https://idp.example.org/token";
    EXPECT_THAT(
        client_claims(issuer, provider, now),
        ContainsRegex(
            R"re(^\{"iss":"hub","sub":"hub","aud":"https://idp.example.org/token","jti":"[^"]{43}",)re"
            R"re("iat":1800000000,"exp":1800000300\}$)re"));
}

} // namespace
} // namespace legation::accounts
