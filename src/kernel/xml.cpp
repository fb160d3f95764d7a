#include "kernel/xml.hpp"

#include <utility>

namespace legation {

namespace {

/// How many bytes at the start of `text` XML 1.0 cannot hold (its production 2, `Char`): control characters
/// but tab and line ends, and U+FFFE and U+FFFF.
std::size_t unusable_at_start(std::string_view text) {
    auto const first = static_cast<unsigned char>(text.front());
    bool const is_control = first < 0x20 && first != '\t' && first != '\n' && first != '\r';
    if (is_control) return 1;
    if (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF")) return 3;
    return 0;
}

} // namespace

std::string escape_xml(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        if (std::size_t const unusable = unusable_at_start(text); unusable > 0) {
            text.remove_prefix(unusable);
            continue;
        }
        switch (text.front()) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\r': // readers would take it for a line feed
            escaped += "&#13;";
            break;
        default:
            escaped += text.front();
        }
        text.remove_prefix(1);
    }
    return escaped;
}

void XmlWriter::close_tag() {
    if (is_in_tag_) text_ += '>';
    is_in_tag_ = false;
}

XmlWriter& XmlWriter::begin(std::string_view element) {
    close_tag();
    text_.append("<").append(element);
    open_.emplace_back(element);
    is_in_tag_ = true;
    return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
    text_.append(" ").append(name).append("=\"").append(escape_xml(value)).append("\"");
    return *this;
}

XmlWriter& XmlWriter::text(std::string_view content) {
    close_tag();
    text_ += escape_xml(content);
    return *this;
}

XmlWriter& XmlWriter::end() {
    if (is_in_tag_)
        text_ += "/>\n";
    else
        text_.append("</").append(open_.back()).append(">\n");
    is_in_tag_ = false;
    open_.pop_back();
    return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view content) {
    return begin(name).text(content).end();
}

XmlWriter& XmlWriter::element_if(std::string_view name, std::string_view content) {
    return content.empty() ? *this : element(name, content);
}

std::string XmlWriter::take() {
    while (!open_.empty())
        end();
    return std::move(text_);
}

} // namespace legation
