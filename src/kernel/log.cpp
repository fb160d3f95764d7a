#include "kernel/log.hpp"

#include "kernel/clock.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string_view>
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

/// What a full disk took of a line is of no use, and the next line must not be written behind it.
void cut_off_half_line(std::string const& path) {
    int const file = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    std::array<char, 4096> block{};
    off_t end = lseek(file, 0, SEEK_END);
    while (end > 0) {
        off_t const begin = std::max<off_t>(0, end - static_cast<off_t>(block.size()));
        ssize_t const size = pread(file, block.data(), static_cast<std::size_t>(end - begin), begin);
        if (size <= 0) break;
        std::size_t const last = std::string_view(block.data(), static_cast<std::size_t>(size)).rfind('\n');
        if (last != std::string_view::npos) {
            end = begin + static_cast<off_t>(last) + 1;
            break;
        }
        end = begin;
    }
    static_cast<void>(ftruncate(file, end)); // the operator is told of the lost line either way
    close(file);
}

/// A rotated file that holds whole lines only, even where some were lost because the disk was full.
class WholeLines final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    WholeLines(std::string const& path, std::size_t bytes, std::size_t files)
        : path_(path), file_(path, bytes, files) {}

  protected:
    void sink_it_(spdlog::details::log_msg const& message) override {
        or_cut_off([&] { file_.log(message); });
    }
    void flush_() override {
        or_cut_off([&] { file_.flush(); });
    }
    void set_pattern_(std::string const& pattern) override { file_.set_pattern(pattern); }
    void set_formatter_(std::unique_ptr<spdlog::formatter> formatter) override {
        file_.set_formatter(std::move(formatter));
    }

  private:
    template <class Work>
    void or_cut_off(Work const& work) {
        try {
            work();
        } catch (spdlog::spdlog_ex const&) {
            cut_off_half_line(path_);
            throw;
        }
    }

    std::string path_;
    spdlog::sinks::rotating_file_sink_st file_; // the base class has the lock
};

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
            logger_ =
                std::make_shared<spdlog::logger>("lines", std::make_shared<WholeLines>(path, bytes, files));
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
