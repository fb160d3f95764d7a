#include "register/lens/dated_address.hpp"

#include "kernel/http/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace legation::registry {

namespace {

/// `path` is that page, or one below it.
bool is_below(std::string_view path, std::string_view page) {
    return path.starts_with(page) &&
           (path.size() == page.size() || path[page.size()] == '/' || path[page.size()] == '.');
}

std::string_view without_language(std::string_view path) {
    if (path == "/es") return "/";
    if (path.starts_with("/es/")) path.remove_prefix(3);
    return path;
}

/// An attribute of a tag: where its value stands within the page.
struct Attribute {
    std::string_view name;
    std::string_view value;
};

/// Whether an attribute is an address that a reader or the script of the map goes to.
bool is_address(std::string_view name) {
    static constexpr std::array<std::string_view, 5> names{"href", "action", "data-tiles", "data-ties",
                                                           "data-in-view"};
    return std::ranges::find(names, name) != names.end();
}

/// Reads the next attribute of a tag whose rest is `rest`; nothing at its end. Templates quote every value.
std::optional<Attribute> next_attribute(std::string_view& rest) {
    std::size_t const start = rest.find_first_not_of(" \t\r\n/");
    if (start == std::string_view::npos || rest[start] == '>') return std::nullopt;
    rest.remove_prefix(start);
    std::size_t const end = std::min(rest.find_first_of(" \t\r\n/>="), rest.size());
    Attribute attribute{rest.substr(0, end), {}};
    rest.remove_prefix(
        std::max<std::size_t>(end, rest.starts_with("=\"") ? 0 : 1)); // always on, whatever it is
    if (!rest.starts_with("=\"")) return attribute;
    rest.remove_prefix(2);
    attribute.value = rest.substr(0, rest.find('"'));
    rest.remove_prefix(std::min(rest.size(), attribute.value.size() + 1));
    return attribute;
}

/// Where the tag that begins at `start` ends: after its `>`, quoted ones left aside.
std::size_t end_of_tag(std::string_view page, std::size_t start) {
    bool is_quoted = false;
    for (std::size_t i = start; i < page.size(); ++i) {
        if (page[i] == '"') is_quoted = !is_quoted;
        if (page[i] == '>' && !is_quoted) return i + 1;
    }
    return page.size();
}

bool is_original(std::string_view tag) {
    return tag.find(" rel=\"original\"") != std::string_view::npos;
}

std::string_view path_of_address(std::string_view address) {
    return address.substr(0, std::min(address.find_first_of("?#"), address.size()));
}

/// `separator` is what stands between parameters: `&`, or `&amp;` within an attribute.
std::string dated(std::string_view address, std::string_view date, std::string_view separator) {
    bool const is_own = address.starts_with('/') && !address.starts_with("//");
    if (!is_own || !takes_a_date(without_language(path_of_address(address)))) return std::string(address);
    std::size_t const fragment = std::min(address.find('#'), address.size());
    std::string_view const before = address.substr(0, fragment);
    if (before.find("as_of=") != std::string_view::npos) return std::string(address);
    std::string_view const joint = before.find('?') == std::string_view::npos ? "?" : separator;
    return fmt::format("{}{}as_of={}{}", before, joint, date, address.substr(fragment));
}

void append_tag(std::string& page, std::string_view tag, std::string_view date) {
    std::string_view rest = tag.substr(std::min(tag.find_first_of(" >"), tag.size()));
    std::size_t copied = 0;
    bool has_dated_form = false;
    while (auto const attribute = next_attribute(rest)) {
        if (attribute->value.empty() || !is_address(attribute->name)) continue;
        // A form that is sent by GET loses the query of its address: a hidden field carries the date.
        bool const is_form = attribute->name == "action";
        std::string const changed =
            is_form ? std::string(attribute->value) : dated(attribute->value, date, "&amp;");
        has_dated_form = has_dated_form || (is_form && takes_a_date(without_language(attribute->value)));
        auto const at = static_cast<std::size_t>(attribute->value.data() - tag.data());
        page.append(tag.substr(copied, at - copied)).append(changed);
        copied = at + attribute->value.size();
    }
    page.append(tag.substr(copied));
    if (has_dated_form) page += fmt::format("<input type=\"hidden\" name=\"as_of\" value=\"{}\">", date);
}

} // namespace

bool takes_a_date(std::string_view path) {
    static constexpr std::array<std::string_view, 5> pages{"/register", "/home", "/tiles", "/embed/map",
                                                           "/api/v1"};
    // Files that tell of now, and forms: what is suggested or confirmed is about the record of today.
    static constexpr std::array<std::string_view, 9> of_now{
        ".atom", ".bib", ".ris", ".csl.json", ".citation.txt", "/suggest", "/edit", "/revert", "/confirm"};
    if (path == "/") return true;
    if (is_below(path, "/register/import")) return false;
    if (std::ranges::any_of(of_now, [&](std::string_view end) { return path.ends_with(end); })) return false;
    return std::ranges::any_of(pages, [&](std::string_view page) { return is_below(path, page); });
}

std::string with_date(std::string_view address, std::string_view date) {
    return dated(address, date, "&");
}

std::string keep_date(std::string_view page, std::string_view date) {
    std::string result;
    result.reserve(page.size() + page.size() / 8);
    std::size_t at = 0;
    while (at < page.size()) {
        std::size_t const tag = page.find('<', at);
        result.append(page.substr(at, std::min(tag, page.size()) - at));
        if (tag == std::string_view::npos) break;
        at = end_of_tag(page, tag);
        std::string_view const whole = page.substr(tag, at - tag);
        if (is_original(whole))
            result.append(whole);
        else
            append_tag(result, whole, date);
    }
    return result;
}

} // namespace legation::registry
