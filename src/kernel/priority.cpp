#include "kernel/priority.hpp"

#include <sys/resource.h>

namespace legation {

namespace {

/// A tenth of the share of an ordinary thread where both want the same core.
constexpr int niceness = 10;

} // namespace

void let_readers_go_first() {
    // On Linux this is the calling thread's alone. Where it is refused, nothing but the order changes.
    static_cast<void>(setpriority(PRIO_PROCESS, 0, niceness));
}

} // namespace legation
