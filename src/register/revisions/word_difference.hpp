#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// A stretch of a text that another text has too, or has not.
struct Stretch {
    std::string text;
    bool is_changed = false;
    bool operator==(Stretch const&) const = default;
};

/// Two texts as their common and their own stretches, word by word.
struct WordDifference {
    std::vector<Stretch> before, after;
};

/// What differs between two texts. Texts of which little is the same, and very long ones, differ as a whole:
/// marks on every other word help nobody.
WordDifference word_difference(std::string_view before, std::string_view after);

} // namespace legation::registry
