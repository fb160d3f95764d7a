#include "kernel/xml.hpp"

#include <gtest/gtest.h>

namespace legation {
namespace {

std::string const declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

TEST(XmlWriter, EscapesTextsAndAttributes) {
    XmlWriter xml;
    xml.begin("a").attribute("href", "/?x=\"1\"&y=<2>").text("Q&A <b>").end();
    EXPECT_EQ(xml.take(),
              declaration + "<a href=\"/?x=&quot;1&quot;&amp;y=&lt;2&gt;\">Q&amp;A &lt;b&gt;</a>\n");
}

TEST(XmlWriter, ClosesWhatIsOpenAndShortensWhatIsEmpty) {
    XmlWriter xml;
    xml.begin("feed").begin("link").attribute("rel", "self").end().element_if("none", "").element("id", "x");
    EXPECT_EQ(xml.take(), declaration + "<feed><link rel=\"self\"/>\n<id>x</id>\n</feed>\n");
}

TEST(XmlWriter, LeavesOutWhatXmlCannotHold) {
    EXPECT_EQ(escape_xml(std::string("a\x01\x1F\0b", 5) + "\xEF\xBF\xBE\xEF\xBF\xBF" + "\t\n c"), "ab\t\n c");
    EXPECT_EQ(escape_xml("São Paulo 日本 \xF0\x9F\x98\x80"), "São Paulo 日本 \xF0\x9F\x98\x80");
    EXPECT_EQ(escape_xml("a\r\nb"), "a&#13;\nb");
}

} // namespace
} // namespace legation
