#include "kernel/mail/letter.hpp"

#include <fmt/format.h>

namespace legation::mail {

namespace {

std::string as_text(Block const& block) {
    switch (block.kind) {
    case Block::Kind::heading:
        return block.text + '\n' + std::string(block.text.size(), '-');
    case Block::Kind::button:
        return fmt::format("{}:\n{}", block.text, block.url);
    case Block::Kind::link:
        return fmt::format("* {}\n  {}", block.text, block.url);
    case Block::Kind::quote: {
        std::string quoted = "> ";
        for (char const letter : block.text)
            quoted += letter == '\n' ? std::string("\n> ") : std::string(1, letter);
        return quoted;
    }
    case Block::Kind::paragraph:
        break;
    }
    return block.text;
}

std::string as_text(views::Layout const& layout, Letter const& letter) {
    auto const say = [&](std::string_view english) {
        return std::string(layout.texts().text(letter.language, english));
    };
    std::string text;
    for (Block const& block : letter.blocks)
        text += as_text(block) + "\n\n";
    // Two hyphens and a blank: programs show what follows as a signature.
    text += fmt::format("-- \n{}\n{}\n", layout.site().name, layout.site().public_url);
    if (!letter.reason.empty()) text += '\n' + letter.reason + '\n';
    if (!letter.unsubscribe_url.empty())
        text += fmt::format("{}: {}\n", say(tr_noop("Unsubscribe")), letter.unsubscribe_url);
    return text;
}

char const* section_of(Block::Kind kind) {
    switch (kind) {
    case Block::Kind::heading:
        return "IS_HEADING";
    case Block::Kind::button:
        return "IS_BUTTON";
    case Block::Kind::link:
        return "IS_LINK";
    case Block::Kind::quote:
        return "IS_QUOTE";
    case Block::Kind::paragraph:
        break;
    }
    return "IS_PARAGRAPH";
}

std::string as_html(views::Layout const& layout, Letter const& letter) {
    views::Data data;
    data.set("SITE_NAME", layout.site().name);
    data.set("SITE_URL", layout.site().public_url);
    data.set("SUBJECT", letter.subject);
    for (Block const& block : letter.blocks) {
        auto shown = data.add("BLOCK").add(section_of(block.kind));
        shown.set("TEXT", block.text);
        shown.set("URL", block.url);
    }
    data.set_shown("REASON", letter.reason);
    data.set_shown("UNSUBSCRIBE_URL", letter.unsubscribe_url);
    return layout.views().render(letter.language, "kernel/mail/letter.tpl", data);
}

} // namespace

Message compose(views::Layout const& layout, Letter const& letter) {
    return {.to = letter.to,
            .subject = letter.subject,
            .text = as_text(layout, letter),
            .html = as_html(layout, letter),
            .unsubscribe_url = letter.unsubscribe_url,
            .id = {}};
}

} // namespace legation::mail
