// Reconciliation queries: whatever a client sends is understood within its limits, or a bad request; and
// every name is taken apart into readings that a lookup can take.

#include "kernel/error.hpp"
#include "register/reconcile/name_readings.hpp"
#include "register/reconcile/reconcile_queries.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace legation;
using namespace legation::registry;

namespace {

void check_reading(Reading const& reading) {
    if (reading.name.empty() || reading.quality <= 0 || reading.quality > 1) std::abort();
}

void check_name(std::string_view name) {
    for (Reading const& reading : readings_of(name).readings) {
        check_reading(reading);
        for (Reading const& wider : wider_readings(reading.name, reading.rank))
            check_reading(wider);
    }
}

void check_query(ReconcileQuery const& query) {
    if (query.limit < 1 || query.limit > 25) std::abort();
    Mention const& mention = query.mention;
    if (mention.latitude && !(std::abs(*mention.latitude) <= 90)) std::abort();
    if (mention.longitude && !(std::abs(*mention.longitude) <= 180)) std::abort();
    if (mention.population && *mention.population < 0) std::abort();
    check_name(mention.name);
}

template <class Read>
void read_or_refuse(Read&& read) {
    try {
        read();
    } catch (Error const& error) {
        if (error.code != ErrorCode::bad_request && error.code != ErrorCode::too_large) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    read_or_refuse([&] {
        auto const queries = parse_reconcile_queries(text);
        if (queries.size() > most_queries) std::abort();
        for (ReconcileQuery const& query : queries)
            check_query(query);
    });
    read_or_refuse([&] {
        if (parse_extend_query(text).ids.size() > most_extended) std::abort();
    });
    return 0;
}
