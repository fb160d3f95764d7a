#pragma once

#include "kernel/jobs/job_runner.hpp"
#include "kernel/mail/message.hpp"

#include <functional>
#include <stop_token>

namespace legation::mail {

/// The kind of the jobs that wait in the outbox.
constexpr char const* job_kind = "mail";

/// Puts a message into the outbox. It leaves soon after the caller's transaction is stored, and never if it
/// is not. Throws Error(unprocessable) when `to` is no e-mail address.
void enqueue(store::WriteTransaction& tx, Message const& message);

/// Hands a message over, or throws: jobs::GiveUp where another attempt is useless, anything else where it is
/// not.
using Delivery = std::function<void(Message const& message, std::stop_token const& stop)>;

/// How this hub delivers: to its mail server. Without one the text is written into the operator's log, but
/// only where the hub is at an address of this machine: elsewhere the log would be a way to sign in as
/// others.
Delivery delivery(Settings settings, std::string const& public_url, Clock clock);

/// Delivers what waits in the outbox.
jobs::JobHandler outbox_handler(Delivery delivery);

/// For the operator: what waits and what was given up.
struct OutboxState {
    std::int64_t waiting = 0;
    std::int64_t failing = 0; ///< of those that wait: tried before, without success
    std::int64_t given_up = 0;
    std::string last_error; ///< of the newest message that failed
};
OutboxState outbox_state(store::ReadTransaction& tx);

} // namespace legation::mail
