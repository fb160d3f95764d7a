#include "register/editing/form_view.hpp"

#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::Kind;
using views::Choice;
using views::FieldView;

/// What a reference or one entry of a list is called.
std::string name_of(Presenter const& presenter, std::string_view target, std::string const& entry) {
    std::size_t const end = std::min(entry.find_first_of(target == "source" ? "@" : "="), entry.size());
    std::string const key = entry.substr(0, end);
    std::string name;
    if (target == "theme") {
        name = presenter.theme(key).text;
    } else if (target == "source") {
        Source const* source = presenter.roster().source(key);
        if (source != nullptr) name = source->title;
    } else if (target == "actor") {
        RosterEntry const* actor = presenter.roster().find(key);
        if (actor != nullptr) name = actor->name;
    } else if (target == "place") {
        auto const place = presenter.atlas().find(key);
        if (place) name = presenter.atlas().full_name(*place, presenter.is_spanish());
    }
    if (name.empty()) name = key;
    return end == entry.size() ? name : fmt::format("{}, {}", name, entry.substr(end + 1));
}

std::string hint_of(Presenter const& presenter, FormField const& field) {
    switch (field.kind) {
    case Kind::date:
        return presenter.text("As far as it is known: 2016, 2016-05 or 2016-05-12.");
    case Kind::url:
        return presenter.text("Begins with https:// or http://.");
    case Kind::reference:
        return presenter.text("A name, or the address of its page here.");
    case Kind::list:
        if (field.target == "actor")
            return presenter.text("Names, or addresses of their pages here, with ; between them.");
        if (field.target == "source")
            return presenter.text("Keys of sources with ; between them; @ says where in it: report@p. 3.");
        return presenter.text("Several with ; between them.");
    default:
        return {};
    }
}

bool is_chosen_by_checkbox(FormField const& field) {
    return field.kind == Kind::list && field.target == "theme";
}

/// Keys say little: the name that stands behind them now helps.
std::string with_current_name(Presenter const& presenter, FormField const& field, std::string const& value) {
    if (is_chosen_by_checkbox(field)) return {}; // every name stands there, with its mark
    std::string hint = hint_of(presenter, field);
    bool const has_keys =
        field.kind == Kind::reference || (field.kind == Kind::list && !field.target.empty());
    if (!has_keys || value.empty()) return hint;
    std::string const name = in_words(presenter, field, value);
    if (name == value) return hint;
    return fmt::format("{} {}", hint, views::fill(presenter.text("Now: {name}."), {{"name", name}}));
}

Choice nothing(Presenter const& presenter, bool is_required) {
    return {"", is_required ? presenter.text("Choose one") : presenter.text("Not recorded")};
}

std::vector<Choice> countries(Presenter const& presenter, std::string const& chosen) {
    std::vector<Choice> all;
    for (std::int64_t const id : presenter.atlas().countries()) {
        auto const& country = presenter.atlas().entry(id);
        // Kosovo has no code of ISO 3166, but one that everybody uses.
        all.push_back({std::string(country.country),
                       std::string(presenter.atlas().name(id, presenter.is_spanish())),
                       country.country == chosen});
    }
    std::ranges::sort(all, {}, &Choice::label);
    return all;
}

std::vector<Choice> choices_of(Presenter const& presenter, FormField const& field,
                               std::string const& chosen) {
    std::vector<Choice> all{nothing(presenter, field.is_required)};
    if (field.name == "country") {
        std::ranges::move(countries(presenter, chosen), std::back_inserter(all));
    } else {
        for (records::Choice const& choice : field.field->choices)
            all.push_back({std::string(choice.code), presenter.text(choice.label), choice.code == chosen});
    }
    bool const is_known = std::ranges::any_of(all, &Choice::is_chosen);
    if (!is_known && !chosen.empty()) all.push_back({chosen, chosen, true}); // as typed, right or wrong
    return all;
}

std::vector<Choice> theme_choices(Presenter const& presenter, std::string const& chosen) {
    std::vector<std::string> const keys = records::split_list(chosen);
    std::vector<Choice> all;
    for (ThemeName const& theme : presenter.roster().themes())
        all.push_back({theme.slug, presenter.theme(theme.slug).text,
                       std::ranges::find(keys, theme.slug) != keys.end()});
    return all;
}

void show_field(views::Data data, Presenter const& presenter, FormField const& field, FieldView const& view,
                FormProblem const* problem) {
    if (problem != nullptr && !problem->offered.empty()) {
        std::vector<Choice> choices{{"", presenter.text("None of these")}};
        std::ranges::copy(problem->offered, std::back_inserter(choices));
        views::add_select(std::move(data), view, choices);
    } else if (field.kind == Kind::choice || field.name == "country") {
        views::add_select(std::move(data), view, choices_of(presenter, field, view.value));
    } else if (is_chosen_by_checkbox(field)) {
        views::add_checkboxes(std::move(data), view, theme_choices(presenter, view.value));
    } else if (field.kind == Kind::long_text) {
        views::add_textarea(std::move(data), view);
    } else {
        views::add_text(std::move(data), view);
    }
}

} // namespace

std::vector<FieldView> show_fields(views::Data& data, Presenter const& presenter,
                                   std::vector<FormField> const& fields, FormValues const& values,
                                   std::vector<FormProblem> const& problems) {
    std::vector<FieldView> shown;
    for (FormField const& field : fields) {
        auto const problem = std::ranges::find(problems, field.name, &FormProblem::field);
        FieldView view;
        view.name = field.name;
        view.label = presenter.text(field.label);
        view.value = value_in(values, field.name);
        view.hint = with_current_name(presenter, field, view.value);
        view.is_required = field.is_required;
        view.max_length = field.max_length;
        if (field.kind == Kind::url) view.type = "url";
        if (problem != problems.end()) view.error = problem->message;
        show_field(data.add("FIELD"), presenter, field, view,
                   problem == problems.end() ? nullptr : &*problem);
        shown.push_back(std::move(view));
        if (problem == problems.end() || problem->missing.empty()) continue;
        views::Data first = data.add("ADD_FIRST");
        first.set("MISSING", problem->missing);
        first.set("ADD_URL", localized(presenter.language(),
                                       "/suggest/actor?name=" + http::percent_encode(problem->missing)));
    }
    return shown;
}

void show_changes(views::Data& data, Presenter const& presenter, records::RecordType const& type,
                  std::vector<records::FieldChange> const& changes, bool is_new) {
    if (changes.empty()) return;
    std::vector<FormField> const fields = form_fields(type, Asked::keeper);
    views::Data list = data.add(is_new ? "CREATED" : "CHANGES");
    for (records::FieldChange const& change : changes) {
        auto const field = std::ranges::find(fields, change.field, &FormField::name);
        if (field == fields.end() || (is_new && change.after.empty())) continue;
        views::Data line = list.add("CHANGE");
        line.set("LABEL", presenter.text(field->label));
        line.set_shown("BEFORE", in_words(presenter, *field, change.before));
        line.set_shown("AFTER", in_words(presenter, *field, change.after));
        if (change.before.empty()) line.show("WAS_EMPTY");
        if (change.after.empty()) line.show("IS_EMPTY");
    }
}

std::string in_words(Presenter const& presenter, FormField const& field, std::string const& value) {
    if (value.empty()) return {};
    if (field.name == "country") return presenter.country(value).text;
    switch (field.kind) {
    case Kind::date:
        return presenter.date(value);
    case Kind::choice:
        return presenter.text(records::choice_label(field.field->choices, value));
    case Kind::reference:
        return name_of(presenter, field.target, value);
    case Kind::list: {
        std::string all;
        for (std::string const& entry : records::split_list(value))
            all += fmt::format("{}{}", all.empty() ? "" : "; ", name_of(presenter, field.target, entry));
        return all;
    }
    default:
        return value;
    }
}

} // namespace legation::registry
