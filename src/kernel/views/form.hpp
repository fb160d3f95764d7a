#pragma once

#include "kernel/views/views.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace legation::views {

/// What a form shows for one field; texts are in the page's language.
struct FieldView {
    std::string name = {}; ///< also the element's id; letters, digits, `_` and `-`
    std::string label = {};
    std::string hint = {};
    std::string error = {}; ///< what is wrong with what was typed, or nothing
    std::string value = {}; ///< what was typed, right or wrong
    bool is_required = false;
    std::string type = "text";     ///< as HTML has it: text, email, url, tel, search
    std::string autocomplete = {}; ///< such as `email` or `organization`
    std::size_t max_length = 0;    ///< 0: no limit
};

/// One thing that a select or a group of checkboxes offers.
struct Choice {
    std::string value = {};
    std::string label = {};
    bool is_chosen = false;
    std::string count = {}; ///< how many records it would find, as shown; may be empty
};

/// Each fills one `{{>fields/field.tpl}}`. A form shows its fields in the order added:
///
///     add_text(data.add("FIELD"), {.name = "title", .label = "Title"});
///     {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
///
/// or a page puts one where it likes, under a section of its own.
void add_text(Data field, FieldView const& view);
void add_textarea(Data field, FieldView const& view, int rows = 5);
/// An empty choice first makes "any" or "none" possible: give it as one of the choices.
void add_select(Data field, FieldView const& view, std::vector<Choice> const& choices);
void add_checkboxes(Data field, FieldView const& view, std::vector<Choice> const& choices);

/// Fills `{{>fields/errors.tpl}}`, the summary above a form that leads to each field; shows nothing without
/// errors.
void add_error_summary(Data& data, std::vector<FieldView> const& fields);

} // namespace legation::views
