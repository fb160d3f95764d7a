#include "register/import/import_template.hpp"

#include "register/import/table_source.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

using records::Field;
using records::Kind;
using records::RecordType;

namespace {

constexpr std::array<std::string_view, 7> nouns_with_template{
    "partnership", "actor", "membership", "activity", "international_office", "person", "source"};

bool names_actor(std::string_view target) {
    return target == "actor" || target == "place";
}

/// What a cell may hold, by the kind of its field.
std::string help_of(Field const& field, Presenter const& presenter) {
    views::Texts const& texts = presenter.texts();
    http::Language const language = presenter.language();
    switch (field.kind) {
    case Kind::choice: {
        std::string codes;
        for (records::Choice const& choice : field.choices)
            codes += fmt::format("{}{}", codes.empty() ? "" : ", ", choice.code);
        return views::fill(texts.text(language, "One of: {codes}."), {{"codes", codes}});
    }
    case Kind::date:
        return presenter.text("A date as far as it is known: 2016, 2016-05 or 2016-05-12.");
    case Kind::url:
        return presenter.text("An address on the web, with https:// before it.");
    case Kind::slug:
        return presenter.text("A short name in lower-case letters with hyphens. It may be left out.");
    case Kind::integer:
        return presenter.text("A whole number.");
    case Kind::real:
        return presenter.text("A number.");
    case Kind::reference:
        if (names_actor(field.target))
            return presenter.text("A name with its state or country, or the short name from its address.");
        return presenter.text("The key of a record that is already here.");
    case Kind::list:
        if (names_actor(field.target))
            return presenter.text("Names with their state or country, with semicolons between them.");
        return presenter.text("Keys of records that are already here, with semicolons between them.");
    case Kind::text:
    case Kind::long_text:
        break;
    }
    return views::fill(texts.text(language, "Text of up to {count} characters."),
                       {{"count", presenter.number(static_cast<std::int64_t>(field.max_length))}});
}

std::string example_of(Field const& field, Presenter const& presenter) {
    if (!field.is_required) return {};
    switch (field.kind) {
    case Kind::choice:
        return field.choices.empty() ? std::string() : std::string(field.choices.front().code);
    case Kind::date:
        return "2016-05";
    case Kind::url:
        return "https://example.org";
    case Kind::integer:
    case Kind::real:
        return "1";
    case Kind::reference:
        return names_actor(field.target) ? "Springfield, Illinois" : std::string();
    default:
        return presenter.text("An example");
    }
}

/// Columns that are lists of other records rather than fields.
TemplateColumn child_column(std::string const& name, Presenter const& presenter) {
    if (name == "parties")
        return {name, presenter.text("Parties"),
                presenter.text("Required. Two or more governments or organizations: names with state or "
                               "country, with semicolons between them."),
                "Springfield, Illinois; Ashikaga, Japan"};
    if (name == "participants")
        return {name, presenter.text("Participants"),
                presenter.text("Names with state or country, with semicolons between them; a role may "
                               "follow each after an equals sign."),
                "Springfield, Illinois=host"};
    return {name, presenter.text("Identifiers"),
            presenter.text("Scheme and value, such as geonames:5368361, with semicolons between them."), ""};
}

} // namespace

std::span<std::string_view const> template_nouns() {
    return nouns_with_template;
}

std::vector<TemplateColumn> template_columns(RecordType const& noun, Presenter const& presenter) {
    std::vector<TemplateColumn> columns;
    for (std::string const& name : file_columns(noun)) {
        auto const field = std::ranges::find_if(
            noun.fields, [&](Field const& candidate) { return records::public_name(candidate) == name; });
        if (field == noun.fields.end()) {
            columns.push_back(child_column(name, presenter));
            continue;
        }
        if (!field->is_public) continue;
        // A key is made where none is given.
        bool const is_required = field->is_required && field->name != noun.key;
        std::string help = help_of(*field, presenter);
        if (is_required) help.insert(0, presenter.text("Required.") + " ");
        columns.push_back({name, presenter.text(field->label), std::move(help),
                           is_required ? example_of(*field, presenter) : std::string()});
    }
    return columns;
}

} // namespace legation::registry
