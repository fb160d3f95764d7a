#include "register/editing/record_form.hpp"

#include "kernel/views/tr.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

using records::Field;
using records::FieldChange;
using records::Kind;
using records::RecordType;

namespace {

constexpr std::size_t most_of_a_list = 4'000;

/// Parts are asked for as a list of actors in the form of the record that they belong to.
void add_parts(std::vector<FormField>& fields, RecordType const& type) {
    if (type.name == "partnership")
        fields.push_back({"parties", tr_noop("Parties"), Kind::list, "actor", true, most_of_a_list});
    if (type.name == "activity")
        fields.push_back(
            {"participants", tr_noop("Participants"), Kind::list, "actor", false, most_of_a_list});
}

/// Where parts are kept: `slug` or `slug=role` each, in the order of the text.
std::string parts_of(store::ReadTransaction& tx, RecordType const& type, std::int64_t record_id) {
    std::string list;
    auto const add = [&](std::string const& slug, std::string const& role) {
        list += (list.empty() ? "" : ";") + slug;
        if (!role.empty()) list += "=" + role;
    };
    if (type.name == "partnership")
        tx.each<std::string>(
            "SELECT actors.slug FROM partnership_parties JOIN actors ON actors.id = "
            "partnership_parties.actor_id WHERE partnership_id = :id AND partnership_parties.is_hidden = 0 "
            "ORDER BY position",
            [&](std::string const& slug) { add(slug, {}); }, record_id);
    if (type.name == "activity")
        tx.each<std::string, std::optional<std::string>>(
            "SELECT actors.slug, role FROM activity_participants JOIN actors ON actors.id = "
            "activity_participants.actor_id WHERE activity_id = :id AND activity_participants.is_hidden = 0 "
            "ORDER BY position",
            [&](std::string const& slug, std::optional<std::string> const& role) {
                add(slug, role.value_or(""));
            },
            record_id);
    return list;
}

/// The key of the record that a reference names by its id.
std::string key_of(store::ReadTransaction& tx, std::string_view target, std::int64_t id) {
    if (target == "place")
        return tx.value<std::string>("SELECT slug FROM places WHERE id = :id", id).value_or("");
    RecordType const* type = find_noun(target);
    if (type == nullptr || type->key.empty()) return {};
    return tx.value<std::string>(fmt::format("SELECT {} FROM {} WHERE id = :id", type->key, type->table), id)
        .value_or("");
}

std::string trimmed(std::string_view text) {
    std::string clean;
    for (char const c : text)
        if (c != '\r') clean += c;
    std::size_t const first = clean.find_first_not_of(" \t\n");
    if (first == std::string::npos) return {};
    return clean.substr(first, clean.find_last_not_of(" \t\n") - first + 1);
}

} // namespace

std::vector<FormField> form_fields(RecordType const& type, Asked asked) {
    std::vector<FormField> fields;
    for (Field const& field : type.fields) {
        if (field.name == type.key || field.name == "position") continue;
        if (asked == Asked::everyone && (!field.is_public || field.name == "sources")) continue;
        fields.push_back({std::string(records::public_name(field)), field.label, field.kind, field.target,
                          field.is_required, field.max_length, &field});
    }
    add_parts(fields, type);
    return fields;
}

FormValues values_of(store::ReadTransaction& tx, RecordType const& type, records::Record const& record) {
    FormValues values;
    for (FormField const& asked : form_fields(type, Asked::keeper)) {
        if (asked.field == nullptr) {
            values[asked.name] = parts_of(tx, type, record.id);
            continue;
        }
        store::Value const value = asked.field->get(record);
        auto const* id = std::get_if<std::int64_t>(&value);
        bool const is_reference = asked.kind == Kind::reference;
        if (is_reference)
            values[asked.name] = id != nullptr && *id > 0 ? key_of(tx, asked.target, *id) : std::string();
        else
            values[asked.name] = records::to_text(value);
    }
    return values;
}

FormValues typed_in(std::vector<std::pair<std::string, std::string>> const& form,
                    std::vector<FormField> const& fields) {
    FormValues values;
    for (FormField const& field : fields) {
        std::string& value = values[field.name];
        for (auto const& [name, text] : form) {
            if (name != field.name) continue;
            std::string const typed = trimmed(text);
            if (!value.empty() && !typed.empty()) value += ';';
            value += typed;
        }
    }
    return values;
}

std::vector<FieldChange> changes_between(std::vector<FormField> const& fields, FormValues const& before,
                                         FormValues const& after) {
    std::vector<FieldChange> changes;
    for (FormField const& field : fields) {
        auto const found = after.find(field.name);
        if (found == after.end()) continue;
        // Line ends and the blanks around a text are not a change.
        std::string const was = trimmed(value_in(before, field.name));
        if (found->second != was) changes.push_back({field.name, was, found->second});
    }
    return changes;
}

std::string const& value_in(FormValues const& values, std::string_view name) {
    static std::string const nothing;
    auto const found = values.find(name);
    return found == values.end() ? nothing : found->second;
}

} // namespace legation::registry
