#pragma once

namespace legation {

/// From now on this thread works when those who read pages leave time for it: for edits, jobs, and whatever
/// else nobody looks at a clock for. It still gets its share of a busy machine, a smaller one.
void let_readers_go_first();

} // namespace legation
