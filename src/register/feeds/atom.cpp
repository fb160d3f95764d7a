#include "register/feeds/atom.hpp"

#include "kernel/xml.hpp"

#include <algorithm>

namespace legation::registry {

namespace {

void add_link(XmlWriter& xml, std::string_view relation, std::string const& address, std::string_view type) {
    if (address.empty()) return;
    xml.begin("link").attribute("rel", relation).attribute("type", type).attribute("href", address).end();
}

void add_author(XmlWriter& xml, std::string const& name) {
    if (!name.empty()) xml.begin("author").element("name", name).end();
}

} // namespace

std::string to_xml(AtomFeed const& feed) {
    constexpr std::string_view atom = "application/atom+xml";
    std::string updated = feed.updated;
    for (AtomEntry const& entry : feed.entries)
        updated = std::max(updated, entry.updated);
    XmlWriter xml;
    xml.begin("feed").attribute("xmlns", "http://www.w3.org/2005/Atom").attribute("xml:lang", feed.language);
    xml.element("id", feed.id).element("title", feed.title).element_if("subtitle", feed.subtitle);
    xml.element("updated", updated);
    add_author(xml, feed.author);
    add_link(xml, "self", feed.self, atom);
    add_link(xml, "alternate", feed.alternate, "text/html");
    add_link(xml, "first", feed.first, atom);
    add_link(xml, "previous", feed.previous, atom);
    add_link(xml, "next", feed.next, atom);
    for (AtomEntry const& entry : feed.entries) {
        xml.begin("entry").element("id", entry.id).element("title", entry.title);
        xml.element("updated", entry.updated);
        add_author(xml, entry.author);
        add_link(xml, "alternate", entry.link, "text/html");
        if (!entry.category.empty()) xml.begin("category").attribute("term", entry.category).end();
        xml.element_if("summary", entry.summary).end();
    }
    return xml.take();
}

} // namespace legation::registry
