#pragma once

#include <string>
#include <string_view>

namespace legation::store {

class Session;

/// Through what a store is read: the record as it stood at a moment, and with what is not for everybody.
struct Lens {
    std::string moment;    ///< UTC, as `to_text` writes it; empty: as it stands
    std::string audiences; ///< whose records are seen besides the public ones: `;members;office;`

    /// Whether records of that audience are seen.
    bool sees(std::string_view audience) const;
};

/// Inside the store only: puts a view in front of every table that has a history, and of the revisions, so
/// that statements written for the present read the moment that the session is aimed at, and those written
/// for the public see what the lens's audiences may see as public.
void make_lens_views(Session& session, bool of_the_past);

} // namespace legation::store
