#pragma once

#include <string>
#include <string_view>

namespace legation::views {

/// Reads a template as a browser would and throws Error naming file, line and remedy for what auto-escaping
/// cannot make safe, what the content security policy would refuse, and what would go wrong only when shown:
///
/// - variables in `style`, `srcset`, `formaction`, `xlink:href`, `srcdoc` and event attributes, in a URL's
/// query,
///   in unquoted values, tag names, comments, `<style>` and `<script>` (JSON data with `:x-json` excepted);
/// - any modifier but `:x-json` in JSON scripts and `:pre_escape` (keeps line breaks) in `<textarea>` and
/// `<pre>`,
///   where it is required;
/// - inline scripts and `style` attributes;
/// - sections, `[[…]]` markers, tags and values that are not closed; markup within `[[…]]`.
void check_template(std::string_view name, std::string_view text);

/// Throws the Error for a mistake at that place of a template.
[[noreturn]] void fail_template(std::string_view name, std::string_view text, std::size_t position,
                                std::string_view what);

} // namespace legation::views
