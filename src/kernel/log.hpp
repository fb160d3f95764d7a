#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace legation {

/// The operator's log: one JSON object a line on standard error, with time, level and message.
void log_info(std::string_view message);
void log_warning(std::string_view message);
void log_error(std::string_view message);

/// Lines written by many threads to a file that is rotated before it fills the disk.
class LineLog {
  public:
    /// Keeps at most `files` files of `bytes` each. An empty path writes nothing. Throws Error with a remedy
    /// when the file cannot be written.
    LineLog(std::string const& path, std::size_t bytes, std::size_t files);
    ~LineLog();
    LineLog(LineLog const&) = delete;
    LineLog& operator=(LineLog const&) = delete;

    void write(std::string_view line);

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace legation
