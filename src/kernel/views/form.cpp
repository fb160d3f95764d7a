#include "kernel/views/form.hpp"

#include <algorithm>
#include <iterator>

namespace legation::views {

namespace {

void add_common(Data& field, FieldView const& view) {
    field.set("FIELD_NAME", view.name);
    field.set("FIELD_LABEL", view.label);
    field.set("FIELD_VALUE", view.value);
    field.set_shown("FIELD_HINT", view.hint);
    field.set_shown("FIELD_ERROR", view.error);
    if (!view.hint.empty() || !view.error.empty()) field.show("FIELD_DESCRIBED");
    if (view.is_required) field.show("FIELD_REQUIRED");
    field.set_shown("FIELD_AUTOCOMPLETE", view.autocomplete);
    if (view.max_length > 0) field.set_shown("FIELD_MAX_LENGTH", std::to_string(view.max_length));
}

void add_choices(Data& control, std::vector<Choice> const& choices) {
    std::int64_t index = 0;
    for (auto const& choice : choices) {
        auto option = control.add("CHOICE");
        option.set("CHOICE_INDEX", index++);
        option.set("CHOICE_VALUE", choice.value);
        option.set("CHOICE_LABEL", choice.label);
        option.set_shown("CHOICE_COUNT", choice.count);
        if (choice.is_chosen) option.show("CHOICE_IS_CHOSEN");
    }
}

} // namespace

void add_text(Data field, FieldView const& view) {
    add_common(field, view);
    field.add("FIELD_IS_TEXT").set("FIELD_TYPE", view.type);
}

void add_textarea(Data field, FieldView const& view, int rows) {
    add_common(field, view);
    field.add("FIELD_IS_TEXTAREA").set("FIELD_ROWS", rows);
}

void add_select(Data field, FieldView const& view, std::vector<Choice> const& choices) {
    add_common(field, view);
    auto control = field.add("FIELD_IS_SELECT");
    add_choices(control, choices);
}

void add_checkboxes(Data field, FieldView const& view, std::vector<Choice> const& choices) {
    add_common(field, view);
    auto control = field.add("FIELD_IS_CHECKBOXES");
    add_choices(control, choices);
}

void add_error_summary(Data& data, std::vector<FieldView> const& fields) {
    std::vector<FieldView> wrong;
    std::ranges::copy_if(fields, std::back_inserter(wrong),
                         [](auto const& field) { return !field.error.empty(); });
    if (wrong.empty()) return;
    auto summary = data.add("ERROR_SUMMARY");
    for (auto const& field : wrong) {
        auto item = summary.add("ERROR_ITEM");
        item.set("FIELD_NAME", field.name);
        item.set("FIELD_LABEL", field.label);
        item.set("FIELD_ERROR", field.error);
    }
}

} // namespace legation::views
