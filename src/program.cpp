#include "program.hpp"

#include "accounts/account_data.hpp"
#include "accounts/audit/audit_log.hpp"
#include "accounts/audit/audit_seal.hpp"
#include "accounts/blocks/block_pages.hpp"
#include "accounts/identify.hpp"
#include "accounts/key_data.hpp"
#include "accounts/key_routes.hpp"
#include "accounts/policy.hpp"
#include "accounts/routes.hpp"
#include "accounts/secrets/stored_secrets.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/http/cors.hpp"
#include "kernel/jobs/maintenance.hpp"
#include "kernel/json_file.hpp"
#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/store/empty_log.hpp"
#include "kernel/text.hpp"
#include "kernel/views/error_page.hpp"
#include "kernel/views/tr.hpp"
#include "register/actor_directory.hpp"
#include "register/confirming/confirm_pages.hpp"
#include "register/confirming/confirmation_store.hpp"
#include "register/confirming/freshness.hpp"
#include "register/dumps/dump_job.hpp"
#include "register/erasing/erase_pages.hpp"
#include "register/following/follow_mail.hpp"
#include "register/import/import_routes.hpp"
#include "register/merge/suspects_job.hpp"
#include "register/proposals/own_proposals.hpp"
#include "register/proposals/proposal_store.hpp"
#include "register/routes.hpp"
#include "register/trips/trip.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

namespace legation {

namespace {

constexpr std::size_t access_log_bytes = 20UL * 1024 * 1024;
constexpr std::size_t access_log_files = 5;
/// Each picture of the past keeps this share of what the present may: few look at it, and briefly.
constexpr std::size_t share_of_a_lens = 8;

/// A link in an address is a secret until it is used, so no log has it; nor what another site sends along
/// with somebody.
std::string without_secrets(std::string_view target) {
    if (target.find("/sign-in/with/") != std::string_view::npos)
        return std::string(target.substr(0, target.find('?')));
    // The keys below /following open somebody's feed and end their mail for as long as they are not renewed.
    for (std::string_view const secret :
         {"/sign-in/link/", "/following/stop/", "/following/", "/confirmations/"})
        if (std::size_t const found = target.find(secret); found != std::string_view::npos)
            return std::string(target.substr(0, found + secret.size())) + "…";
    return std::string(target);
}

/// Without a mail server letters are written into the log, on the machine of whoever tries the program alone.
bool can_send(Config const& config) {
    return !config.mail.server.empty() || mail::is_this_machine(mail::host_of(config.public_url));
}

/// The keys of this hub, once the database holds no secret that they do not protect.
accounts::SecretKeys ready_keys(Config const& config, store::Store& store) {
    auto keys = accounts::SecretKeys::read(config.secret_key_file);
    auto const encrypted = store.write(store::Author{"program"}, [&](store::WriteTransaction& tx) {
        return accounts::encrypt_secrets(tx, keys);
    });
    if (encrypted == 0) return keys;
    log_info(fmt::format("{} secrets in the database were encrypted with the key of {}", encrypted,
                         config.secret_key_file));
    if (!store::empty_log(database_of(config)))
        log_warning("the database's log still has them as they were; it is emptied before long");
    return keys;
}

std::string form_key(store::Store& store, accounts::SecretKeys const& keys) {
    return store.write(store::Author{"program"}, [&](store::WriteTransaction& tx) {
        return accounts::hub_key(tx, keys, "form tokens");
    });
}

views::Site site_of(Config const& config, accounts::FormTokens const& form_tokens) {
    views::Site site;
    site.name = config.name;
    site.tagline = config.tagline;
    site.public_url = config.public_url;
    site.navigation = {{std::string(tr_noop("Register")), "/register", "register"},
                       {std::string(tr_noop("Map")), "/register/map", "map"},
                       {std::string(tr_noop("Countries")), "/register/countries", "countries"},
                       {std::string(tr_noop("Themes")), "/register/themes", "themes"},
                       {std::string(tr_noop("Convenings")), "/register/convenings", "convenings"},
                       {std::string(tr_noop("Who to turn to")), "/register/referrals", "referrals"}};
    site.footer = {{std::string(tr_noop("About the data")), "/about-the-data", ""},
                   {std::string(tr_noop("Recent changes")), "/register/changes", ""},
                   {std::string(tr_noop("The whole record as files")), "/dumps", ""},
                   {std::string(tr_noop("For developers")), "/developers", ""},
                   {std::string(tr_noop("Accessibility")), "/accessibility", ""}};
    site.sign_in_path = "/sign-in";
    site.sign_out_path = "/sign-out";
    site.account_path = "/account";
    site.new_form_token = [&form_tokens] { return form_tokens.new_token(); };
    return site;
}

std::vector<registry::Attribution> read_attributions(Config const& config) {
    std::vector<registry::Attribution> all;
    for (auto& entry : read_json_list(config.share + "/gazetteer/attribution.json", "sources"))
        all.push_back({entry["name"], entry["version"], entry["what"], entry["license"], entry["url"]});
    return all;
}

/// A client may send any bytes as an address; a log is text.
std::string readable(std::string_view target) {
    if (is_utf8(target)) return std::string(target);
    std::string text;
    for (char const byte : target) {
        bool const is_ascii = static_cast<signed char>(byte) >= 0;
        text += is_ascii ? std::string(1, byte) : fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
    return text;
}

/// An address as both logs have it.
std::string logged(std::string_view target) {
    return readable(without_secrets(target));
}

std::string access_line(http::AccessRecord const& request) {
    records::JsonWriter json;
    json.begin_object()
        .member("time", to_text(system_now()))
        .member("id", request.id)
        .member("client", request.client);
    json.member("method", request.method).member("target", logged(request.target));
    json.member("status", std::int64_t{request.status})
        .member("bytes", static_cast<std::int64_t>(request.bytes_sent));
    json.member("microseconds", std::int64_t{request.duration.count()});
    return json.end_object().take();
}

/// A form with a file has a little beside it.
std::uint64_t most_upload_bytes(Config const& config) {
    constexpr std::uint64_t beside = 64UL * 1024;
    return config.limits.body_bytes - std::min(beside, config.limits.body_bytes);
}

unsigned worker_threads(Config const& config) {
    constexpr unsigned at_least = 2; // one slow query must not hold up everybody
    return config.workers > 0 ? config.workers : std::max(at_least, std::thread::hardware_concurrency());
}

/// Some of them wait for the disk or for each other.
unsigned change_threads(Config const& config) {
    return 2 * worker_threads(config);
}

http::ServerOptions server_options(Config const& config, Clock clock) {
    ListenAddress const listen = parse_listen(config.listen);
    http::ServerOptions options;
    options.address = listen.address;
    options.port = listen.port;
    options.worker_threads = worker_threads(config);
    options.change_threads = change_threads(config);
    options.spool_folder = config.data + "/spool";
    options.strict_transport_security = config.behind_https;
    options.clock = std::move(clock);
    options.limits = config.limits;
    return options;
}

AccountSettings account_settings(Config const& config) {
    std::string const problem = problem_with_accounts(config);
    if (!problem.empty()) throw Error(ErrorCode::unprocessable, problem);
    AccountSettings settings = config.accounts;
    settings.staff_need_passkey = staff_need_passkey(config);
    return settings;
}

accounts::KeyContext keys_of(Config const& config, accounts::Context const& context, Clock const& clock) {
    auto keys = accounts::key_context(context, config.issuers, clock);
    if (config.accounts.have_passwords)
        keys.passwords = accounts::make_passwords(config.share, worker_threads(config));
    return keys;
}

/// Once a day.
void forget_what_is_over(store::WriteTransaction& tx) {
    accounts::forget_what_ended(tx);
    registry::forget_strangers(tx);
}

/// What every layer and section stores about an account.
std::vector<accounts::StoredData> stored_data() {
    auto all = accounts::key_data();
    all.push_back({"following", registry::write_follows, registry::erase_follows});
    all.push_back({"confirmations", registry::write_confirmations, registry::erase_confirmations});
    all.push_back({"suggestions", registry::write_proposals, registry::forget_proposer});
    return all;
}

} // namespace

void make_data_folder(std::string const& folder) {
    std::error_code error;
    bool const is_new = std::filesystem::create_directories(folder, error);
    if (is_new && !error) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (!error) std::filesystem::create_directories(folder + "/spool", error);
    if (error)
        throw Error(ErrorCode::unavailable,
                    fmt::format("The data folder {} cannot be made: {}; name another with --data", folder,
                                error.message()));
}

std::unique_ptr<store::Store> open_store(Config const& config, Clock clock) {
    if (std::string const problem = problem_with_database(config.database); !problem.empty())
        throw Error(ErrorCode::unprocessable, problem);
    make_data_folder(config.data);
    store::StoreOptions options;
    options.database = database_of(config);
    constexpr unsigned others = 3; // the keeper of the picture, and both lanes of jobs
    options.readers = worker_threads(config) + change_threads(config) + others;
    return std::make_unique<store::Store>(options, std::move(clock));
}

registry::DumpOptions dump_options(Config const& config) {
    return {config.data + "/dumps", config.name, config.public_url, read_attributions(config),
            config.dumps_kept};
}

mail::Delivery mail_delivery(Config const& config, Clock clock) {
    std::string const problem = mail::problem_with(config.mail);
    if (!problem.empty()) throw Error(ErrorCode::unprocessable, problem);
    mail::Settings settings = config.mail;
    if (settings.from_name.empty()) settings.from_name = config.name;
    return mail::delivery(std::move(settings), config.public_url, std::move(clock));
}

Clock program_clock() {
    char const* fixed = std::getenv("LEGATION_TEST_NOW"); // milliseconds since 1970
    if (fixed == nullptr || *fixed == '\0') return system_now;
    Timestamp const now{std::chrono::milliseconds(std::strtoll(fixed, nullptr, 10))};
    return [now] { return now; };
}

Program::Program(Config const& config, store::Store& store, Clock clock)
    : store_(store),
      access_log_(config.access_log ? config.data + "/access.jsonl" : "", access_log_bytes, access_log_files),
      assets_(config.share + "/assets"), secret_keys_(ready_keys(config, store)),
      form_tokens_(form_key(store, secret_keys_), config.public_url),
      views_(embedded::templates(), views::Texts(config.share + "/locale"),
             [this](std::string_view name) { return std::string(assets_.url(name)); }),
      layout_(views_, site_of(config, form_tokens_)),
      accounts_context_{
          store,
          layout_,
          form_tokens_,
          secret_keys_,
          account_settings(config),
          config.behind_https,
          can_send(config),
          registry::actor_directory(store),
          stored_data(),
          {{tr_noop("To confirm"), "/account/confirmations", accounts::Permission::edit_record},
           {tr_noop("My suggestions"), "/account/suggestions", accounts::Permission::use_account},
           {tr_noop("What you follow"), "/account/following", accounts::Permission::use_account},
           {tr_noop("Suggestions to decide"), "/moderation", accounts::Permission::moderate},
           {tr_noop("Blocks"), "/moderation/blocks", accounts::Permission::moderate},
           {tr_noop("Rows that wait for a decision"), "/register/import/queue",
            accounts::Permission::moderate}},
          config.issuers},
      key_context_(keys_of(config, accounts_context_, clock)),
      pictures_(
          store, config.kept_cells,
          [](std::string const& problem) { log_error("the record could not be read again: " + problem); }),
      register_context_{store,
                        layout_,
                        pictures_,
                        read_attributions(config),
                        config.data + "/spool",
                        dump_options(config).folder,
                        config.contact_email},
      import_desk_{register_context_, config.data + "/imports", most_upload_bytes(config)},
      lenses_(config.kept_cells / share_of_a_lens) {
    router_.add(assets_.routes());
    router_.add(health_routes());
    router_.add(accounts::routes(accounts_context_));
    router_.add(accounts::key_routes(key_context_));
    router_.add(registry::routes(register_context_, lenses_));
    router_.add(registry::import_routes(import_desk_));
    router_.add(registry::erasing_routes({import_desk_, accounts_context_, database_of(config)}, lenses_));
    router_.guard_with([this](http::Request const& request, http::Route const& route) {
        form_tokens_.check(request, route);
        accounts::refuse_blocked(request, route, accounts_context_);
    });
    store_.write(store::Author{"program"}, [](store::WriteTransaction& tx) {
        jobs::schedule_maintenance(tx);
        registry::schedule_dump(tx);
        registry::schedule_follow_mail(tx);
        registry::schedule_suspects(tx);
        registry::resume_uploads(tx);
        registry::schedule_yearly_letters(tx);
        registry::schedule_publishing(tx);
    });
    jobs::JobHandlers const handlers{
        {jobs::maintenance_kind, jobs::maintenance_handler(store_, forget_what_is_over)},
        {accounts::seal_kind, accounts::seal_handler(store_)},
        {registry::ask_to_confirm_kind, registry::ask_to_confirm_handler(register_context_)},
        {registry::yearly_letter_kind, registry::yearly_letter_handler(register_context_)},
        {registry::follow_at_once_kind, registry::follow_at_once_handler(register_context_)},
        {registry::follow_daily_kind, registry::follow_daily_handler(register_context_)},
        {mail::job_kind, mail::outbox_handler(mail_delivery(config, clock))},
        {registry::upload_kind, registry::upload_handler(import_desk_)},
        {registry::dump_kind, registry::dump_handler(store_, pictures_, dump_options(config))},
        {registry::publishing_kind, registry::publishing_handler(store_)},
        {registry::suspects_kind, registry::suspects_handler(store_, pictures_)}};
    for (jobs::Lane const lane : {jobs::Lane::quick, jobs::Lane::slow})
        jobs_.push_back(std::make_unique<jobs::JobRunner>(
            store_, handlers, [](std::string const& problem) { log_error(problem); }, lane));
    http::ServerOptions options = server_options(config, std::move(clock));
    options.refusal = [this](http::Request const& request, int status, std::string_view problem) {
        http::Response response = views::error_answer(layout_, request, status, problem);
        http::allow_other_sites(request, response);
        return response;
    };
    server_ = std::make_unique<http::Server>(
        std::move(options), [this](http::Request& request) { return answer(request); },
        [this](http::AccessRecord const& request) {
            metrics_.count(request);
            access_log_.write(access_line(request));
        });
}

Program::~Program() = default;

http::Response Program::answer(http::Request& request) const {
    http::Response response = answer_or_explain(request);
    http::allow_other_sites(request, response);
    accounts::finish_for(request, response);
    return response;
}

/// Somebody tried what they may not do. Strangers are left to the access log: they could fill the audit log.
void Program::note_refusal(http::Request const& request, Error const& error) const {
    if (!request.viewer.is_signed_in()) return;
    try {
        store_.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
            accounts::audit(tx, {.action = "permission refused",
                                 .outcome = accounts::Outcome::refused,
                                 .account_id = request.viewer.account_id,
                                 .client = accounts::client_of(request, accounts_context_),
                                 .request_id = request.id,
                                 .subject = request.path,
                                 .detail = error.what()});
        });
    } catch (Error const& problem) { // the refusal stands, whatever becomes of its note
        log_warning(fmt::format("request {}: a refusal could not be noted: {}", request.id, problem.what()));
    }
}

/// The one place where errors become answers.
http::Response Program::answer_or_explain(http::Request& request) const {
    try {
        if (!request.path.starts_with("/assets/")) accounts::identify(request, accounts_context_);
        return router_.answer(request);
    } catch (Error const& error) {
        bool const can_sign_in = request.method == http::Method::get && !views::wants_json(request);
        if (error.code == ErrorCode::unauthorized && can_sign_in) return accounts::lead_to_sign_in(request);
        if (error.code == ErrorCode::forbidden && can_sign_in &&
            accounts::waits_for_second_factor(request.viewer))
            return accounts::lead_to_second_factor(request);
        if (error.code == ErrorCode::forbidden) note_refusal(request, error);
        if (error.code == ErrorCode::internal || error.code == ErrorCode::unavailable)
            log_error(fmt::format("request {} {}: {}", request.id, logged(request.target), error.what()));
        return views::error_answer(layout_, request, error);
    } catch (std::exception const& error) {
        log_error(fmt::format("request {} {}: {}", request.id, logged(request.target), error.what()));
        return views::error_answer(
            layout_, request, Error(ErrorCode::internal, "Something went wrong on our side.", error.what()));
    }
}

std::vector<http::Route> Program::health_routes() {
    using http::Method;
    using http::Policy;
    return {
        // Alive: the process answers.
        {Method::get, "/healthz", Policy::everyone(),
         [](http::Request const&) { return http::text("ok\n").with("Cache-Control", "no-store"); }},
        // Ready: the database answers too.
        {Method::get, "/readyz", Policy::everyone(),
         [this](http::Request const&) {
             store_.read([](store::ReadTransaction& tx) { records::change_number(tx); });
             return http::text("ready\n").with("Cache-Control", "no-store");
         }},
        {Method::get, "/metrics", Policy::this_machine(),
         [this](http::Request const&) {
             return http::text(
                        metrics_.text(server_->counters(), pictures_.current()->roster->change_number()))
                 .with("Cache-Control", "no-store");
         }},
    };
}

void Program::start() {
    server_->start();
}

std::uint16_t Program::port() const {
    return server_->port();
}

void Program::stop() {
    server_->stop();
}

} // namespace legation
