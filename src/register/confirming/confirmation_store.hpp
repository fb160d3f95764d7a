#pragma once

#include "kernel/http/request.hpp"
#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// That a record is right, said for one of the actors that it belongs to.
struct Confirmation {
    std::int64_t actor_id = 0;
    std::int64_t account_id = 0; ///< 0: somebody with a link
    std::string name, office;    ///< who said so
    std::string confirmed_at = {};
};

/// The latest confirmation of each actor, the newest first.
std::vector<Confirmation> confirmations_of(store::ReadTransaction& tx, records::RecordType const& type,
                                           std::int64_t record_id);

/// When a record last changed, or, of a partnership, who its parties are: what was confirmed before that may
/// say something else now.
std::string last_change_of(store::ReadTransaction& tx, records::RecordType const& type,
                           records::Record const& record);

/// Stores a confirmation of the record as it stands. What its actor was asked is answered with it.
void confirm(store::WriteTransaction& tx, records::RecordType const& type, records::Record const& record,
             Confirmation const& confirmation);

/// A side that was asked to confirm.
struct ConfirmationRequest {
    std::int64_t id = 0;
    std::string record_type;
    std::int64_t record_id = 0;
    std::int64_t actor_id = 0;     ///< who is asked
    std::int64_t for_actor_id = 0; ///< who asks
    std::int64_t asked_by = 0;     ///< the account
    std::string asked_at;
};

/// Called when somebody who acts for `own_actors` has changed a record: of a partnership their own side has
/// said so with that, and the members of every other side are asked once, by mail and on their page.
void ask_other_sides(store::WriteTransaction& tx, std::int64_t account,
                     std::span<std::int64_t const> own_actors, records::RecordType const& type,
                     std::int64_t record_id);

/// What the members of these actors were asked and did not answer, the newest first.
std::vector<ConfirmationRequest> open_requests_to(store::ReadTransaction& tx,
                                                  std::span<std::int64_t const> actors);
std::optional<ConfirmationRequest> find_confirmation_request(store::ReadTransaction& tx, std::int64_t id);

/// For somebody without an account: stores the request and answers the token of its link.
std::string make_confirmation_link(store::WriteTransaction& tx, ConfirmationRequest const& request);
/// What a link asks, while it works. Looking does not use it: mail scanners look.
std::optional<ConfirmationRequest> find_confirmation_link(store::ReadTransaction& tx, std::string_view token,
                                                          Timestamp now);
/// Uses a link up; answers false when somebody else was first.
bool use_confirmation_link(store::WriteTransaction& tx, ConfirmationRequest const& request);

struct Mailbox {
    std::string address;
    http::Language language = http::Language::en;
};
/// Where an actor's members, and those of its agents, get their mail.
std::vector<Mailbox> mailboxes_of(store::ReadTransaction& tx, std::int64_t actor);

/// For the owner's file, and for when they leave.
void write_confirmations(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account);
void erase_confirmations(store::WriteTransaction& tx, std::int64_t account);

/// The job that mails a request to the members of a side.
constexpr char const* ask_to_confirm_kind = "ask to confirm";

inline constexpr std::chrono::days confirmation_link_days{14};

} // namespace legation::registry
