#pragma once

#include "kernel/mail/message.hpp"

#include <stop_token>
#include <string>

namespace legation::mail {

/// Hands a message to the mail server, which is told `host` as this hub's name. Throws jobs::GiveUp when the
/// server refuses the message for good (5xx), and Error(unavailable) with what the server said when another
/// attempt may succeed, the settings are refused, or `stop` asks.
void deliver(Settings const& settings, std::string const& host, Message const& message, Timestamp now,
             std::stop_token const& stop = {});

/// Connects, agrees on TLS and signs in as for a message, and sends none. Throws Error(unavailable).
void check_server(Settings const& settings, std::string const& host);

} // namespace legation::mail
