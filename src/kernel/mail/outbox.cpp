#include "kernel/mail/outbox.hpp"

#include "kernel/error.hpp"
#include "kernel/id.hpp"
#include "kernel/json_value.hpp"
#include "kernel/log.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/mail/smtp.hpp"
#include "kernel/records/json.hpp"

#include <fmt/format.h>

#include <utility>

namespace legation::mail {

namespace {

std::string to_payload(Message const& message) {
    records::JsonWriter json;
    json.begin_object().member("id", message.id).member("to", message.to).member("subject", message.subject);
    json.member("text", message.text)
        .member_if("html", message.html)
        .member_if("unsubscribe_url", message.unsubscribe_url);
    return json.end_object().take();
}

Message from_payload(std::string const& payload) {
    auto const json = parse_json(payload);
    if (!json) throw jobs::GiveUp("the message in the outbox is damaged");
    auto const text = [&](std::string_view name) {
        JsonValue const* value = json->find(name);
        return value != nullptr ? value->text : std::string();
    };
    return {.to = text("to"),
            .subject = text("subject"),
            .text = text("text"),
            .html = text("html"),
            .unsubscribe_url = text("unsubscribe_url"),
            .id = text("id")};
}

void write_into_log(Message const& message, std::stop_token const&) {
    log_info(fmt::format("no mail server is set; this would go to {}: {}\n\n{}", message.to, message.subject,
                         message.text));
}

[[noreturn]] void ask_for_a_server(Message const& message, std::stop_token const&) {
    throw Error(ErrorCode::unavailable, "This hub cannot send mail yet.",
                fmt::format("the message to {} waits: no mail server is set; set mail.server and mail.from",
                            message.to));
}

} // namespace

void enqueue(store::WriteTransaction& tx, Message const& message) {
    auto const to = address_of(message.to);
    if (!to) throw Error(ErrorCode::unprocessable, "This is no e-mail address.");
    Message queued = message;
    queued.to = *to;
    queued.id = uuid_v7(tx.now(), system_random);
    jobs::enqueue(tx, job_kind, to_payload(queued), tx.now());
}

Delivery delivery(Settings settings, std::string const& public_url, Clock clock) {
    if (settings.server.empty())
        return is_this_machine(host_of(public_url)) ? write_into_log : ask_for_a_server;
    return [settings = std::move(settings), host = host_of(public_url),
            clock = std::move(clock)](Message const& message, std::stop_token const& stop) {
        deliver(settings, host, message, clock(), stop);
    };
}

jobs::JobHandler outbox_handler(Delivery delivery) {
    return [delivery = std::move(delivery)](jobs::Job const& job) {
        delivery(from_payload(job.payload), job.stop);
    };
}

OutboxState outbox_state(store::ReadTransaction& tx) {
    OutboxState state;
    auto const count = [&](std::int64_t least_attempts, std::int64_t most_attempts) {
        return tx
            .value<std::int64_t>("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND kind = :kind "
                                 "AND attempts >= :least AND attempts <= :most",
                                 std::string(job_kind), least_attempts, most_attempts)
            .value_or(0);
    };
    state.waiting = count(0, jobs::most_attempts - 1);
    state.failing = count(1, jobs::most_attempts - 1);
    state.given_up = count(jobs::most_attempts, jobs::most_attempts);
    state.last_error = tx.value<std::string>("SELECT last_error FROM jobs WHERE done_at IS NULL AND kind = "
                                             ":kind AND last_error IS NOT NULL ORDER BY id DESC LIMIT 1",
                                             std::string(job_kind))
                           .value_or("");
    return state;
}

} // namespace legation::mail
