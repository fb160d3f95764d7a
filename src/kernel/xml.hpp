#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace legation {

/// Writes XML piece by piece into one text: `xml.begin("link").attribute("rel", "self").end()`. Texts are
/// escaped; characters that XML 1.0 cannot hold are left out, because no escape makes them legal.
class XmlWriter {
  public:
    XmlWriter() : text_("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n") {}

    XmlWriter& begin(std::string_view element);
    /// Only right after `begin`.
    XmlWriter& attribute(std::string_view name, std::string_view value);
    XmlWriter& text(std::string_view content);
    XmlWriter& end();
    /// An element that holds nothing but a text.
    XmlWriter& element(std::string_view name, std::string_view content);
    /// The same, left out when the text is empty.
    XmlWriter& element_if(std::string_view name, std::string_view content);

    /// Everything written; elements that are still open are closed.
    std::string take();

  private:
    void close_tag();

    std::string text_;
    std::vector<std::string> open_;
    bool is_in_tag_ = false;
};

/// A text as XML holds it, in an element or an attribute.
std::string escape_xml(std::string_view text);

} // namespace legation
