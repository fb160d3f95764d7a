#pragma once

#include <string>

namespace legation::store {

class Session;

/// Through what a store is read: the record as it stood at a moment.
struct Lens {
    std::string moment; ///< UTC, as `to_text` writes it; empty: as it stands
};

/// Inside the store only: puts a view in front of every table that has a history, and of the revisions, so
/// that statements written for the present read the moment that the session is aimed at.
void make_lens_views(Session& session);

} // namespace legation::store
