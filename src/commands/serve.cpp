#include "accounts/sign_in_pages.hpp"
#include "commands/commands.hpp"
#include "commands/free_port.hpp"
#include "commands/progress_bar.hpp"
#include "gazetteer/loader.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/records/mentions.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"
#include "register/nouns.hpp"
#include "register/starter.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>

namespace legation {

namespace {

/// Waits for Ctrl-C or the service manager's word. The signals are blocked before any thread starts, so that
/// no other thread takes them.
class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    void wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
    }
    bool has_come() const {
        sigset_t pending;
        sigpending(&pending);
        return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
    }

  private:
    sigset_t signals_{};
};

/// Most systems start a program with 1,024 open files, and let it have as many as it asks for.
void allow_many_connections() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files); // with fewer, the others wait until one is free
}

/// Thrown where the first load is asked to stop.
struct Stopped {};

/// Shows how far a load is. What is thrown from it undoes the load, which the next start does again.
std::function<void(double)> shown_on(ProgressBar& bar, StopSignals const& stop) {
    return [&](double share) {
        if (stop.has_come()) throw Stopped{};
        bar.show(share);
    };
}

void load_data(store::Store& store, Config const& config, StopSignals const& stop) {
    ProgressBar places("Loading the gazetteer");
    gazetteer::load_places(store, config.share + "/gazetteer/places.tsv", shown_on(places, stop));
    places.finish();
    ProgressBar records("Loading the starter Register");
    registry::load_starter(store, config.share + "/starter", shown_on(records, stop));
    records.finish();
    if (stop.has_come()) throw Stopped{};
    records::derive_mentions_history(store, registry::nouns()); // of a database older than it
}

/// The address with the port that the system chose, where the settings leave it the choice.
std::unique_ptr<FreePort const> choose_port(Config& config) {
    ListenAddress const listen = parse_listen(config.listen);
    if (listen.port != 0) return nullptr;
    auto port = std::make_unique<FreePort const>(listen.address);
    config.listen =
        fmt::format("{}{}", config.listen.substr(0, config.listen.rfind(':') + 1), port->number());
    return port;
}

std::string printed_address(Config const& config, bool has_own_port) {
    auto const [address, port] = parse_listen(config.listen);
    // Passkeys need a host name, so the usual address is printed with one.
    if (has_own_port && (address == "127.0.0.1" || address == "::1"))
        return fmt::format("http://localhost:{}", port);
    bool const is_version_6 = address.find(':') != std::string::npos;
    return is_version_6 ? fmt::format("http://[{}]:{}", address, port)
                        : fmt::format("http://{}:{}", address, port);
}

/// Nobody can give the first administrator their role, so whoever starts the program takes it.
void print_first_link(store::Store& store, std::string const& address) {
    std::string const token = accounts::first_administrator_link(store);
    if (token.empty()) return;
    fmt::print("To make the first administrator, open {}{} within {} hours.\n", address,
               accounts::link_path(http::Language::en, token), accounts::first_link_time.count());
}

} // namespace

int serve(Config config) {
    StopSignals const stop;
    std::signal(SIGPIPE, SIG_IGN);
    allow_many_connections();
    auto const port = choose_port(config); // what is wrong with either shows before the data is loaded
    accounts::SecretKeys::read(config.secret_key_file);
    Clock const clock = program_clock();
    auto const store = open_store(config, clock);
    store::migrate(*store, embedded::migrations());
    try {
        load_data(*store, config, stop);
    } catch (Stopped const&) {
        log_info("stopped before the data was loaded; the next start loads what is missing");
        return 0;
    }
    std::string const address = printed_address(config, !port);
    if (config.public_url.empty()) config.public_url = address;

    Program program(config, *store, clock);
    malloc_trim(0); // building the indexes took far more memory than they keep
    program.start();
    fmt::print("Legation is ready at {}\n", address);
    print_first_link(*store, address);
    std::fflush(stdout);
    stop.wait();
    log_info("stopping: requests in flight are finished first");
    program.stop();
    return 0;
}

} // namespace legation
