#include "commands/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace legation {

ProgressBar::ProgressBar(std::string label)
    : label_(std::move(label)), is_terminal_(isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(double share) {
    int const percent = static_cast<int>(share * 100);
    if (percent == shown_percent_) return;
    shown_percent_ = percent;
    if (!is_terminal_) return;
    constexpr int width = 40;
    int const filled = percent * width / 100;
    fmt::print(stderr, "\r{:<30} [{:#<{}}{:.<{}}] {:3} %", label_, "", filled, "", width - filled, percent);
}

void ProgressBar::finish() {
    if (shown_percent_ < 0) return;
    if (is_terminal_)
        fmt::print(stderr, "\n");
    else
        fmt::print(stderr, "{}: done\n", label_);
}

} // namespace legation
