#pragma once

#include <string>

namespace legation {

/// One line on standard error that fills up; nothing is shown for work that is done at once. Where standard
/// error is no terminal, only the end is told.
class ProgressBar {
  public:
    explicit ProgressBar(std::string label);

    /// `share` from 0 to 1.
    void show(double share);
    /// Leaves the line, when there was one.
    void finish();

  private:
    std::string label_;
    int shown_percent_ = -1;
    bool is_terminal_;
};

} // namespace legation
