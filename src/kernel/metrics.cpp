#include "kernel/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <sstream>

namespace legation {

class Metrics::Implementation {
  public:
    Implementation() {
        auto& requests = prometheus::BuildCounter()
                             .Name("legation_http_requests_total")
                             .Help("Requests answered, by class of status")
                             .Register(registry);
        for (std::size_t i = 0; i < classes.size(); ++i)
            by_class.at(i) = &requests.Add({{"status", std::to_string(i + 1) + "xx"}});
        duration =
            &prometheus::BuildHistogram()
                 .Name("legation_http_request_seconds")
                 .Help("Time from the whole request read to the whole answer sent")
                 .Register(registry)
                 .Add({}, prometheus::Histogram::BucketBoundaries{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                                  0.05, 0.1, 0.25, 0.5, 1, 2.5, 5});
        sent = &prometheus::BuildCounter()
                    .Name("legation_http_sent_bytes_total")
                    .Help("Bytes sent")
                    .Register(registry)
                    .Add({});
        connections = &gauge("legation_http_connections", "Connections open now");
        connections_total = &gauge("legation_http_connections_total", "Connections accepted since the start");
        refused = &gauge("legation_http_connections_refused_total",
                         "Connections refused because there were too many");
        malformed = &gauge("legation_http_requests_malformed_total", "Requests that were no proper HTTP");
        timeouts = &gauge("legation_http_timeouts_total", "Connections closed because a client was too slow");
        changes = &gauge("legation_record_change_number", "Grows with every change to the record");
    }

    prometheus::Gauge& gauge(char const* name, char const* help) {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }

    prometheus::Registry registry;
    std::array<int, 5> classes{1, 2, 3, 4, 5};
    std::array<prometheus::Counter*, 5> by_class{};
    prometheus::Histogram* duration = nullptr;
    prometheus::Counter* sent = nullptr;
    prometheus::Gauge* connections = nullptr;
    prometheus::Gauge* connections_total = nullptr;
    prometheus::Gauge* refused = nullptr;
    prometheus::Gauge* malformed = nullptr;
    prometheus::Gauge* timeouts = nullptr;
    prometheus::Gauge* changes = nullptr;
};

Metrics::Metrics() : implementation_(std::make_unique<Implementation>()) {}
Metrics::~Metrics() = default;

void Metrics::count(http::AccessRecord const& request) {
    Implementation& all = *implementation_;
    int const status_class = request.status / 100;
    if (status_class >= 1 && status_class <= 5)
        all.by_class.at(static_cast<std::size_t>(status_class) - 1)->Increment();
    all.duration->Observe(std::chrono::duration<double>(request.duration).count());
    all.sent->Increment(static_cast<double>(request.bytes_sent));
}

std::string Metrics::text(http::ServerCounters const& counters, std::int64_t change_number) {
    Implementation& all = *implementation_;
    all.connections->Set(static_cast<double>(counters.connections_open));
    all.connections_total->Set(static_cast<double>(counters.connections_total));
    all.refused->Set(static_cast<double>(counters.connections_refused));
    all.malformed->Set(static_cast<double>(counters.requests_malformed));
    all.timeouts->Set(static_cast<double>(counters.timeouts));
    all.changes->Set(static_cast<double>(change_number));
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, all.registry.Collect());
    return std::move(text).str();
}

} // namespace legation
