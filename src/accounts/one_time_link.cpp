#include "accounts/one_time_link.hpp"

#include "kernel/hash.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace legation::accounts {

namespace {

constexpr std::array<std::pair<LinkPurpose, std::string_view>, 4> purposes{
    {{LinkPurpose::sign_in, "sign in"},
     {LinkPurpose::first_administrator, "first administrator"},
     {LinkPurpose::invitation, "invitation"},
     {LinkPurpose::new_email, "new email"}}};

std::string_view name_of(LinkPurpose purpose) {
    return std::ranges::find(purposes, purpose, &std::pair<LinkPurpose, std::string_view>::first)->second;
}

} // namespace

std::string make_link(store::WriteTransaction& tx, OneTimeLink const& link, std::chrono::minutes valid_for) {
    std::string token = random_token();
    tx.execute(
        "INSERT INTO one_time_links (id, token_hash, purpose, email, account_id, actor_id, is_manager, "
        "return_to, created_at, expires_at) VALUES (:id, :token_hash, :purpose, :email, :account, "
        ":actor, :is_manager, :return_to, :created_at, :expires_at)",
        tx.next_id("one_time_links"), sha256_hex(token), name_of(link.purpose), link.email, link.account_id,
        link.actor_id, link.is_manager ? 1 : 0, link.return_to, to_text(tx.now()),
        to_text(tx.now() + valid_for));
    return token;
}

std::optional<OneTimeLink> find_link(store::ReadTransaction& tx, std::string_view token, Timestamp now) {
    auto const row = tx.row<std::int64_t, std::string, std::string, std::int64_t, std::int64_t, std::int64_t,
                            std::string>(
        "SELECT id, purpose, email, account_id, actor_id, is_manager, return_to FROM one_time_links WHERE "
        "token_hash = :token AND used_at IS NULL AND expires_at > :now",
        sha256_hex(token), to_text(now));
    if (!row) return std::nullopt;
    auto const& [id, purpose, email, account, actor, is_manager, return_to] = *row;
    auto const* known =
        std::ranges::find(purposes, purpose, &std::pair<LinkPurpose, std::string_view>::second);
    if (known == purposes.end()) return std::nullopt; // of a newer version of the program
    return OneTimeLink{id, known->first, email, account, actor, is_manager != 0, return_to};
}

std::optional<OneTimeLink> use_link(store::WriteTransaction& tx, std::string_view token) {
    auto link = find_link(tx, token, tx.now());
    if (!link) return std::nullopt;
    // Two at once: only one of them changes the row.
    std::int64_t const used =
        tx.execute("UPDATE one_time_links SET used_at = :now WHERE id = :id AND used_at IS NULL",
                   to_text(tx.now()), link->id);
    if (used == 0) return std::nullopt;
    return link;
}

std::vector<OpenInvitation> open_invitations(store::ReadTransaction& tx, std::int64_t actor, Timestamp now) {
    std::vector<OpenInvitation> open;
    for (auto& [email, expires_at] : tx.rows<std::string, std::string>(
             "SELECT email, MAX(expires_at) FROM one_time_links WHERE purpose = 'invitation' AND actor_id = "
             ":actor AND used_at IS NULL AND expires_at > :now GROUP BY email ORDER BY email",
             actor, to_text(now)))
        open.push_back({std::move(email), std::move(expires_at)});
    return open;
}

void withdraw_links(store::WriteTransaction& tx, LinkPurpose purpose) {
    tx.execute("UPDATE one_time_links SET used_at = :now WHERE purpose = :purpose AND used_at IS NULL",
               to_text(tx.now()), name_of(purpose));
}

std::string checked_return(std::string_view address) {
    constexpr std::size_t most_bytes = 500;
    // `//host` and `/\host` lead to another site.
    bool const is_here = address.starts_with('/') && !address.starts_with("//") &&
                         address.find('\\') == std::string_view::npos && address.size() <= most_bytes;
    bool const is_printable = std::ranges::all_of(address, [](char letter) {
        auto const code = static_cast<unsigned char>(letter);
        return code > 0x20 && code < 0x7F;
    });
    return is_here && is_printable ? std::string(address) : std::string();
}

} // namespace legation::accounts
