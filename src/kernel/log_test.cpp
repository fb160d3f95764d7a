#include "kernel/log.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace legation {
namespace {

/// While it lives no file of this process grows beyond so many bytes: a disk that is full for everything
/// else.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) : before_signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limited = before_;
        limited.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, before_signal_);
    }
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;

  private:
    rlimit before_{};
    void (*before_signal_)(int);
};

TEST(LineLog, HoldsWholeLinesAloneWhenTheDiskWasFullForAWhile) {
    std::string const path =
        (std::filesystem::temp_directory_path() / ("legation-log-" + std::to_string(getpid()))).string();
    std::string const line(99, 'a');
    {
        LineLog log(path, 1'000'000, 1);
        {
            SmallDisk const full(6'050); // in the middle of a line
            for (int i = 0; i < 200; ++i)
                log.write(line);
        }
        log.write("later");
    }
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string read; std::getline(file, read);)
        lines.push_back(read);
    std::filesystem::remove(path);
    ASSERT_GT(lines.size(), 2U);
    EXPECT_EQ(lines.back(), "later");
    lines.pop_back();
    for (std::string const& read : lines)
        EXPECT_EQ(read, line);
}

} // namespace
} // namespace legation
