#include "register/revisions/readable_value.hpp"

#include "kernel/records/field.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

/// One entry of a list as people know it: a theme's or actor's name, a source's title and where in it.
std::string readable_entry(Presenter const& presenter, records::Field const& field,
                           std::string const& entry) {
    if (field.target == "theme") return presenter.theme(entry).text;
    if (field.target == "actor") {
        RosterEntry const* actor = presenter.roster().find(entry);
        return actor == nullptr ? std::string() : presenter.actor(actor->id).text;
    }
    if (field.target == "source") {
        std::size_t const at = entry.find('@');
        Source const* source = presenter.roster().source(entry.substr(0, at));
        if (source == nullptr) return entry;
        return at == std::string::npos ? source->title
                                       : fmt::format("{}, {}", source->title, entry.substr(at + 1));
    }
    return entry;
}

} // namespace

std::string readable_value(Presenter const& presenter, records::Field const* field,
                           std::string const& value) {
    if (field == nullptr || value.empty()) return value;
    if (field->kind == records::Kind::date) return presenter.date(value);
    if (field->kind == records::Kind::choice)
        return presenter.text(records::choice_label(field->choices, value));
    if (field->kind == records::Kind::reference && field->target == "actor")
        return readable_entry(presenter, *field, value);
    if (field->kind == records::Kind::reference && field->target == "place") {
        auto const place = presenter.atlas().find(value);
        return place ? presenter.place(*place).text : value;
    }
    if (field->name == "country") return presenter.country(value).text;
    if (field->kind == records::Kind::list) {
        std::string all;
        for (std::string const& entry : records::split_list(value))
            all += fmt::format("{}{}", all.empty() ? "" : "; ", readable_entry(presenter, *field, entry));
        return all;
    }
    return value;
}

std::string field_label(Presenter const& presenter, records::RecordType const& type, std::string_view name) {
    if (records::Field const* field = type.find(name)) return presenter.text(field->label);
    if (name == "is_hidden") return presenter.text(tr_noop("Hidden"));
    if (name == "audience") return presenter.text(tr_noop("For whom"));
    return std::string(name);
}

} // namespace legation::registry
