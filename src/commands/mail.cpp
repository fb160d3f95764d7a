#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/http/assets.hpp"
#include "kernel/id.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "kernel/mail/address.hpp"
#include "kernel/mail/letter.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"

#include <fmt/format.h>

namespace legation {

namespace {

mail::Message test_message(Config const& config, std::string const& address) {
    http::Assets const assets(config.share + "/assets");
    views::Views const views(embedded::templates(), views::Texts(config.share + "/locale"),
                             [&](std::string_view name) { return std::string(assets.url(name)); });
    views::Site site;
    site.name = config.name;
    site.public_url = config.public_url;
    mail::Letter letter;
    letter.to = address;
    letter.subject = "A test of the mail settings";
    letter.blocks = {{.text = fmt::format("{} can send mail. Nothing needs to be done.", config.name)}};
    return mail::compose(views::Layout(views, site), letter);
}

} // namespace

int send_test_mail(Config config, std::string const& address, bool through_outbox) {
    auto const to = mail::address_of(address);
    if (!to) throw Error(ErrorCode::unprocessable, fmt::format("“{}” is no e-mail address", address));
    if (config.public_url.empty()) config.public_url = "http://" + config.listen;
    mail::Message message = test_message(config, *to);
    if (through_outbox) {
        auto const store = open_store(config, program_clock());
        store::migrate(*store, embedded::migrations());
        store->write(store::Author{"mail"}, [&](store::WriteTransaction& tx) { mail::enqueue(tx, message); });
        fmt::print("A message to {} is in the outbox.\n", *to);
        return 0;
    }
    if (config.mail.server.empty())
        throw Error(ErrorCode::unprocessable, "no mail server is set; set mail.server and mail.from");
    Clock const clock = program_clock();
    message.id = uuid_v7(clock(), system_random);
    try {
        mail_delivery(config, clock)(message, {});
    } catch (jobs::GiveUp const& refusal) {
        throw Error(ErrorCode::unprocessable, refusal.what());
    }
    fmt::print("{} took a message to {}.\n", config.mail.server, *to);
    return 0;
}

} // namespace legation
