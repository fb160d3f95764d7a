#include "kernel/views/template_check.hpp"

#include "kernel/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace legation::views {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view text, std::string_view word) {
    return std::ranges::equal(text, word, {}, lower);
}

bool is_marker_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

constexpr std::array forbidden_attributes{std::string_view("style"), std::string_view("srcset"),
                                          std::string_view("formaction"), std::string_view("xlink:href"),
                                          std::string_view("srcdoc")};
constexpr std::array url_attributes{std::string_view("href"), std::string_view("src"),
                                    std::string_view("action")};
/// Their content is text, whatever it looks like.
constexpr std::array raw_elements{std::string_view("script"), std::string_view("style"),
                                  std::string_view("textarea"), std::string_view("title")};

bool contains(auto const& words, std::string_view word) {
    return std::ranges::any_of(words, [word](auto known) { return same_word(word, known); });
}

class Scanner {
  public:
    Scanner(std::string_view name, std::string_view text) : name_(name), text_(text) {}

    void run() {
        while (position_ < text_.size()) {
            if (next_is("{{")) {
                marker();
            } else if (next_is("[[")) {
                marked_text();
            } else {
                markup();
            }
        }
        if (!sections_.empty())
            fail(sections_.back().second,
                 fmt::format("section {0} is not closed; add {{{{/{0}}}}}", sections_.back().first));
        if (place_ != Place::text) fail(tag_start_, "this tag or element is not closed");
    }

  private:
    enum class Place { text, tag, value, raw, comment };

    [[noreturn]] void fail(std::size_t position, std::string_view what) const {
        fail_template(name_, text_, position, what);
    }
    bool next_is(std::string_view word) const { return text_.substr(position_, word.size()) == word; }

    // ------------------------------------------------------------------ {{…}} and [[…]]

    void marker() {
        auto const start = position_;
        auto const end = text_.find("}}", start);
        if (end == std::string_view::npos) fail(start, "{{ is not closed by }}");
        auto const inside = text_.substr(start + 2, end - start - 2);
        position_ = end + 2;
        if (inside.empty()) fail(start, "{{}} names nothing");
        auto const rest = inside.substr(1);
        switch (inside.front()) {
        case '!':
            return;
        case '#':
            return open_section(start, rest);
        case '/':
            return close_section(start, rest);
        case '>':
            return include(start, rest);
        case '@':
            return asset(start);
        case '%':
            fail(start, "pragmas are set by the loader; remove it");
        case '=':
            fail(start, "other delimiters are not supported; remove it");
        default:
            return variable(start, inside);
        }
    }

    void open_section(std::size_t start, std::string_view section) {
        if (!is_marker_name(section)) fail(start, "section names are capitals, digits and _");
        sections_.emplace_back(section, start);
    }

    void close_section(std::size_t start, std::string_view section) {
        if (sections_.empty() || sections_.back().first != section)
            fail(start, fmt::format("{} closes a section that is not open here", section));
        sections_.pop_back();
    }

    void include(std::size_t start, std::string_view included) {
        if (place_ != Place::text) fail(start, "include templates between tags only");
        if (!included.ends_with(".tpl") && !is_marker_name(included))
            fail(start, "include a template by its file name, as in {{>fields/text.tpl}}");
    }

    void asset(std::size_t start) {
        if (place_ != Place::value) fail(start, "put an asset's address into a quoted attribute");
    }

    void variable(std::size_t start, std::string_view inside) {
        auto const colon = std::min(inside.find(':'), inside.size());
        auto const modifier = inside.substr(colon);
        if (!is_marker_name(inside.substr(0, colon)))
            fail(start, "variable names are capitals, digits and _");
        if (!modifier.empty() && modifier != ":x-json" && modifier != ":pre_escape")
            fail(start,
                 fmt::format("the modifier {} is not allowed; values are escaped by themselves", modifier));
        switch (place_) {
        case Place::tag:
            fail(start, "put the variable into a quoted attribute value");
        case Place::comment:
            fail(start, "a variable in a comment shows nothing; use {{! … }} for notes");
        case Place::value:
            check_value_variable(start, modifier);
            break;
        case Place::raw:
            check_raw_variable(start, modifier);
            break;
        case Place::text:
            if (modifier == ":x-json") fail(start, ":x-json is for <script type=\"application/ld+json\">");
            if (in_pre_ != (modifier == ":pre_escape"))
                fail(start,
                     "write :pre_escape in <pre> and <textarea>, where line breaks count, and only there");
        }
    }

    void check_value_variable(std::size_t start, std::string_view modifier) const {
        if (!modifier.empty()) fail(start, "attribute values take no modifier; remove it");
        if (contains(forbidden_attributes, attribute_) || attribute_.starts_with("on"))
            fail(start,
                 fmt::format("values cannot be made safe in {}; use a class, a data- attribute or a fixed "
                             "value",
                             attribute_));
        auto const before = text_.substr(value_start_, start - value_start_);
        if (contains(url_attributes, attribute_) && before.find('?') != std::string_view::npos)
            fail(start, "build addresses with a query in C++ (percent_encode) and set the whole address");
    }

    void check_raw_variable(std::size_t start, std::string_view modifier) const {
        if (same_word(element_, "style")) fail(start, "values cannot be made safe in <style>");
        if (same_word(element_, "script") && modifier != ":x-json")
            fail(start, "set one whole JSON text, as in {{JSON:x-json}}");
        if (same_word(element_, "textarea") && modifier != ":pre_escape")
            fail(start, "write :pre_escape in <textarea>, or line breaks are lost");
        if (same_word(element_, "title") && !modifier.empty()) fail(start, "<title> takes no modifier");
    }

    void marked_text() {
        auto const start = position_;
        auto const end = text_.find("]]", start);
        if (end == std::string_view::npos) fail(start, "[[ is not closed by ]]");
        if (place_ == Place::tag || place_ == Place::comment)
            fail(start, "[[…]] belongs into text or a quoted attribute value");
        if (place_ == Place::raw && !same_word(element_, "title"))
            fail(start, "[[…]] is not resolved here; put the text into an attribute or element");
        for (position_ = start + 2; position_ < end;) {
            if (next_is("[[")) fail(start, "[[ within [[…]]; close the first one");
            bool const is_tag = text_[position_] == '<' && position_ + 1 < end &&
                                (is_letter(text_[position_ + 1]) || text_[position_ + 1] == '/');
            if (is_tag) fail(start, "markup within [[…]] would be shown as text; mark the parts around it");
            if (next_is("{{")) {
                if (position_ + 2 < end && !is_marker_name(text_.substr(position_ + 2, 1)))
                    fail(start, "only variables may stand within [[…]]");
                marker();
            } else {
                ++position_;
            }
        }
        position_ = end + 2;
    }

    // ------------------------------------------------------------------ HTML

    void markup() {
        switch (place_) {
        case Place::text:
            return text();
        case Place::tag:
            return tag();
        case Place::value:
            return value();
        case Place::raw:
            return raw();
        case Place::comment:
            if (next_is("-->")) place_ = Place::text;
            ++position_;
        }
    }

    void text() {
        if (next_is("<!--")) {
            tag_start_ = position_;
            place_ = Place::comment;
        } else if (text_[position_] == '<' && position_ + 1 < text_.size()) {
            auto const next = text_[position_ + 1];
            if (is_letter(next) || next == '/' || next == '!') return open_tag();
        }
        ++position_;
    }

    void open_tag() {
        tag_start_ = position_++;
        closing_ = text_[position_] == '/';
        if (closing_) ++position_;
        auto const start = position_;
        while (position_ < text_.size() &&
               (is_letter(text_[position_]) || (text_[position_] >= '0' && text_[position_] <= '9') ||
                text_[position_] == '-' || text_[position_] == '!'))
            ++position_;
        element_ = text_.substr(start, position_ - start);
        type_ = {};
        has_source_ = false;
        place_ = Place::tag;
    }

    void tag() {
        auto const c = text_[position_];
        if (c == '>') return close_tag();
        if (is_space(c) || c == '/') {
            ++position_;
            return;
        }
        attribute();
    }

    void attribute() {
        auto const start = position_;
        while (position_ < text_.size() && !is_space(text_[position_]) &&
               std::string_view("=>/{").find(text_[position_]) == std::string_view::npos)
            ++position_;
        attribute_ = text_.substr(start, position_ - start);
        if (attribute_.empty()) fail(start, "this is not an attribute");
        if (same_word(attribute_, "style") ||
            (attribute_.size() > 2 && same_word(attribute_.substr(0, 2), "on")))
            fail(start,
                 "the content security policy refuses style and event attributes; use a class or a script "
                 "file");
        if (position_ >= text_.size() || text_[position_] != '=') return;
        auto const quote = position_ + 1 < text_.size() ? text_[position_ + 1] : ' ';
        if (quote != '"' && quote != '\'') fail(start, "put the attribute's value into quotes");
        quote_ = quote;
        position_ += 2;
        value_start_ = position_;
        place_ = Place::value;
    }

    void value() {
        if (text_[position_] == quote_) {
            if (same_word(attribute_, "type")) type_ = text_.substr(value_start_, position_ - value_start_);
            if (same_word(attribute_, "src")) has_source_ = true;
            place_ = Place::tag;
        } else if (text_[position_] == '<' && text_.substr(position_ + 1, 1) != " ") {
            fail(tag_start_, "a quoted value in this tag is not closed");
        }
        ++position_;
    }

    void close_tag() {
        ++position_;
        place_ = Place::text;
        if (same_word(element_, "pre")) in_pre_ = !closing_;
        if (closing_ || !contains(raw_elements, element_)) return;
        bool const is_data = same_word(type_, "application/ld+json") || same_word(type_, "application/json");
        if (same_word(element_, "script") && !has_source_ && !is_data)
            fail(tag_start_, "the content security policy refuses inline scripts; put it into web/");
        place_ = Place::raw;
    }

    void raw() {
        bool const ends = next_is("</") && same_word(text_.substr(position_ + 2, element_.size()), element_);
        if (ends) return open_tag();
        ++position_;
    }

    std::string_view name_, text_;
    std::size_t position_ = 0;
    Place place_ = Place::text;
    std::size_t tag_start_ = 0, value_start_ = 0;
    std::string_view element_, attribute_, type_;
    char quote_ = '"';
    bool closing_ = false, has_source_ = false, in_pre_ = false;
    std::vector<std::pair<std::string_view, std::size_t>> sections_;
};

} // namespace

void check_template(std::string_view name, std::string_view text) {
    Scanner(name, text).run();
}

void fail_template(std::string_view name, std::string_view text, std::size_t position,
                   std::string_view what) {
    auto const line = 1 + std::ranges::count(text.substr(0, position), '\n');
    throw Error{ErrorCode::internal, "A page template is wrong.", fmt::format("{}:{}: {}", name, line, what)};
}

} // namespace legation::views
