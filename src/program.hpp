#pragma once

#include "accounts/context.hpp"
#include "accounts/key_context.hpp"
#include "kernel/config.hpp"
#include "kernel/error.hpp"
#include "kernel/http/assets.hpp"
#include "kernel/http/router.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "kernel/log.hpp"
#include "kernel/mail/outbox.hpp"
#include "kernel/metrics.hpp"
#include "kernel/store/store.hpp"
#include "kernel/views/layout.hpp"
#include "register/dumps/dump.hpp"
#include "register/import/upload_run.hpp"
#include "register/lens/lenses.hpp"
#include "register/section.hpp"

#include <memory>
#include <vector>

namespace legation {

/// Makes the data folder when it is missing, for nobody else on this machine: it holds addresses of people.
/// Throws Error(unavailable).
void make_data_folder(std::string const& folder);

/// Opens the database of a hub; the data folder is made when it is missing.
std::unique_ptr<store::Store> open_store(Config const& config, Clock clock);

/// Where this hub's dumps go, and what they say of it.
registry::DumpOptions dump_options(Config const& config);

/// How this hub delivers mail; `public_url` must be filled. Throws Error(unprocessable) when the settings
/// contradict each other.
mail::Delivery mail_delivery(Config const& config, Clock clock);

/// The clock of this run: the system's, or a fixed one where LEGATION_TEST_NOW says so.
Clock program_clock();

/// The whole program while it serves: the layers and sections, in order.
class Program {
  public:
    /// Everything is made and checked here: templates, assets, catalogs, what is kept in memory. The store
    /// must hold the current schema.
    Program(Config const& config, store::Store& store, Clock clock);
    ~Program();
    Program(Program const&) = delete;
    Program& operator=(Program const&) = delete;

    /// Every address of the program, with what it asks for.
    std::vector<http::Route> const& routes() const { return router_.routes(); }

    /// Starts to answer and returns; throws Error when the address is taken.
    void start();
    std::uint16_t port() const;
    /// Finishes the requests in flight.
    void stop();

  private:
    http::Response answer(http::Request& request) const;
    void note_refusal(http::Request const& request, Error const& error) const;
    http::Response answer_or_explain(http::Request& request) const;
    std::vector<http::Route> health_routes();

    store::Store& store_;
    Metrics metrics_;
    LineLog access_log_;
    http::Assets assets_;
    accounts::SecretKeys secret_keys_;
    accounts::FormTokens form_tokens_;
    views::Views views_;
    views::Layout layout_;
    accounts::Context accounts_context_;
    accounts::KeyContext key_context_;
    registry::PictureKeeper pictures_;
    registry::Context register_context_;
    registry::ImportDesk import_desk_;
    registry::Lenses lenses_;
    http::Router router_;
    std::vector<std::unique_ptr<jobs::JobRunner>> jobs_; ///< one for each lane
    std::unique_ptr<http::Server> server_;
};

} // namespace legation
