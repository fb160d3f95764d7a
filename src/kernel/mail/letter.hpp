#pragma once

#include "kernel/mail/message.hpp"
#include "kernel/views/layout.hpp"

#include <string>
#include <vector>

namespace legation::mail {

/// A piece of a letter, in the reader's language.
struct Block {
    enum class Kind {
        paragraph,
        heading,
        button, ///< the one thing to do; `url` is a whole address
        link,   ///< one of several things to read
        quote,  ///< the words of somebody else
    };
    Kind kind = Kind::paragraph;
    std::string text = {};
    std::string url = {};
};

/// What a section writes to somebody. The hub's name is above it and its address below.
struct Letter {
    std::string to = {};
    http::Language language = http::Language::en;
    std::string subject = {};
    std::vector<Block> blocks = {};
    /// Why they get it, where they did not just ask for it: `You follow Lyon.`
    std::string reason = {};
    std::string unsubscribe_url = {}; ///< a whole address; a GET shows a page, a POST ends it
};

/// The letter as plain text and in the site's dress, both of the same words.
Message compose(views::Layout const& layout, Letter const& letter);

} // namespace legation::mail
