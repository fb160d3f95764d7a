#pragma once

#include <string>
#include <vector>

namespace legation::registry {

/// One thing that changed, as a feed reader shows it. Links are absolute.
struct AtomEntry {
    std::string id; ///< an absolute IRI that never changes
    std::string title;
    std::string updated; ///< RFC 3339
    std::string link;
    std::string author; ///< empty: the feed's
    std::string category;
    std::string summary;
};

/// A feed after RFC 4287, its pages linked after RFC 5005.
struct AtomFeed {
    std::string id, title, subtitle, language;
    std::string author;
    std::string self;      ///< this page of it
    std::string alternate; ///< the page for people
    std::string first, previous, next;
    std::string updated; ///< where there is no entry to tell it
    std::vector<AtomEntry> entries;
};

std::string to_xml(AtomFeed const& feed);

} // namespace legation::registry
