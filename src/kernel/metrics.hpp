#pragma once

#include "kernel/http/server.hpp"

#include <functional>
#include <memory>
#include <string>

namespace legation {

/// What `/metrics` shows, in Prometheus' text format.
class Metrics {
  public:
    Metrics();
    ~Metrics();
    Metrics(Metrics const&) = delete;
    Metrics& operator=(Metrics const&) = delete;

    void count(http::AccessRecord const& request);
    /// The text, with the server's own counters and the change number of the record.
    std::string text(http::ServerCounters const& counters, std::int64_t change_number);

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace legation
