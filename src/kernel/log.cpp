#include "kernel/log.hpp"

#include "kernel/clock.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>

namespace legation {

namespace {

void log(std::string_view level, std::string_view message) {
    static auto const logger = [] {
        auto made =
            std::make_shared<spdlog::logger>("operator", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->flush_on(spdlog::level::info);
        return made;
    }();
    records::JsonWriter json;
    json.begin_object()
        .member("time", to_text(system_now()))
        .member("level", level)
        .member("message", message);
    logger->info(json.end_object().take());
}

} // namespace

void log_info(std::string_view message) {
    log("info", message);
}
void log_warning(std::string_view message) {
    log("warning", message);
}
void log_error(std::string_view message) {
    log("error", message);
}

class LineLog::Implementation {
  public:
    Implementation(std::string const& path, std::size_t bytes, std::size_t files) {
        if (path.empty()) return;
        try {
            logger_ = std::make_shared<spdlog::logger>(
                "lines", std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, bytes, files));
        } catch (spdlog::spdlog_ex const& error) {
            throw Error(ErrorCode::unavailable,
                        fmt::format("The log {} cannot be written: {}; check the folder and its "
                                    "permissions",
                                    path, error.what()));
        }
        logger_->set_pattern("%v");
        // A full disk must not end a request: say it once in a while, and go on.
        logger_->set_error_handler([](std::string const& problem) {
            static std::atomic<std::int64_t> last{0};
            auto const now = std::chrono::steady_clock::now().time_since_epoch() / std::chrono::seconds(60);
            if (last.exchange(now) != now) log_error(fmt::format("a log line was lost: {}", problem));
        });
        spdlog::flush_every(std::chrono::seconds(1));
        spdlog::register_logger(logger_);
    }
    ~Implementation() {
        if (logger_) spdlog::drop(logger_->name());
    }
    Implementation(Implementation const&) = delete;
    Implementation& operator=(Implementation const&) = delete;

    void write(std::string_view line) {
        if (logger_) logger_->log(spdlog::level::info, line);
    }

  private:
    std::shared_ptr<spdlog::logger> logger_;
};

LineLog::LineLog(std::string const& path, std::size_t bytes, std::size_t files)
    : implementation_(std::make_unique<Implementation>(path, bytes, files)) {}

LineLog::~LineLog() = default;

void LineLog::write(std::string_view line) {
    implementation_->write(line);
}

} // namespace legation
