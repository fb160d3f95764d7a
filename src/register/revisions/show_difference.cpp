#include "register/revisions/show_difference.hpp"

#include "register/revisions/readable_value.hpp"
#include "register/revisions/word_difference.hpp"

namespace legation::registry {

namespace {

void show_stretches(views::Data& line, std::string_view section, std::string_view mark,
                    std::vector<Stretch> const& stretches) {
    for (Stretch const& stretch : stretches) {
        views::Data part = line.add(section);
        part.add(stretch.is_changed ? mark : "SAME").set("TEXT", stretch.text);
    }
}

} // namespace

void show_difference(views::Data data, Presenter const& presenter, records::RecordType const& type,
                     std::vector<records::FieldChange> const& changes, DifferenceHeadings const& headings) {
    data.set("DIFFERENCE_CAPTION", headings.caption);
    data.set("BEFORE_HEADING", headings.before);
    data.set("AFTER_HEADING", headings.after);
    for (records::FieldChange const& change : changes) {
        records::Field const* field = type.find(change.field);
        views::Data line = data.add("CHANGE");
        line.set("LABEL", field_label(presenter, type, change.field));
        if (change.before.empty()) line.show("WAS_EMPTY");
        if (change.after.empty()) line.show("IS_EMPTY");
        WordDifference const words = word_difference(readable_value(presenter, field, change.before),
                                                     readable_value(presenter, field, change.after));
        show_stretches(line, "BEFORE", "REMOVED", words.before);
        show_stretches(line, "AFTER", "ADDED", words.after);
    }
}

void write_difference(records::JsonWriter& json, std::vector<records::FieldChange> const& changes) {
    json.begin_array();
    for (records::FieldChange const& change : changes)
        json.begin_object()
            .member("field", change.field)
            .member("before", change.before)
            .member("after", change.after)
            .end_object();
    json.end_array();
}

} // namespace legation::registry
