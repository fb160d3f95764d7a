#include "register/editing/subject.hpp"

#include "accounts/blocks/block.hpp"
#include "kernel/error.hpp"
#include "register/editing/edit.hpp"
#include "register/nouns.hpp"
#include "register/record_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

EditSubject subject_of(Context const& context, Picture const& picture, Presenter const& presenter,
                       std::string const& path) {
    auto const view = find_record(context, picture, presenter, path);
    EditSubject subject;
    subject.type = view->type;
    subject.title = view->title;
    subject.path = view->path;
    subject.trail = view->trail;
    context.store.read([&](store::ReadTransaction& tx) {
        auto const id = records::id_of_uuid(tx, *view->type, view->uuid);
        subject.record = records::load(tx, *view->type, id.value_or(0));
        if (!subject.record || subject.record->is_hidden)
            throw Error(ErrorCode::not_found,
                        "There is no such record. It may have been moved: try the search.");
        subject.values = values_of(tx, *view->type, *subject.record);
        subject.owners = owners_of(tx, *view->type, *subject.record);
        subject.protection = accounts::protection_of(tx, subject.record->uuid);
        subject.audience = records::audience_of(tx, *view->type, *subject.record);
    });
    return subject;
}

std::span<std::string_view const> addable_nouns() {
    static constexpr std::array<std::string_view, 12> nouns{
        "actor",    "partnership", "membership", "presence",  "international_office",
        "activity", "practice",    "commitment", "convening", "edition",
        "person",   "outcome"};
    return nouns;
}

EditSubject new_subject(Presenter const& presenter, std::string_view noun) {
    if (std::ranges::find(addable_nouns(), noun) == addable_nouns().end())
        throw Error(ErrorCode::not_found, "There is no form of that name. See what can be added.");
    EditSubject subject;
    subject.type = find_noun(noun);
    subject.title = presenter.text(subject.type->label);
    subject.path = fmt::format("/suggest/{}", noun);
    return subject;
}

FormValues values_of_version(store::ReadTransaction& tx, EditSubject const& subject, std::int64_t version) {
    if (!subject.record || version == subject.record->version) return subject.values;
    auto const seen = records::load_version(tx, *subject.type, subject.record->id, version);
    return seen ? values_of(tx, *subject.type, *seen) : subject.values;
}

Whereabouts whereabouts_of(Presenter const& presenter, std::span<std::int64_t const> owners,
                           FormValues const& values) {
    auto const of_entry = [&](RosterEntry const& actor) {
        Whereabouts where{actor.country, {}};
        if (actor.state_id != 0) where.area = presenter.atlas().entry(actor.state_id).slug;
        return where;
    };
    for (std::int64_t const owner : owners)
        if (RosterEntry const* actor = presenter.roster().by_id(owner)) return of_entry(*actor);
    // A new record is where the first actor that it names is, or where it says.
    for (std::string_view const field : {"actor", "member", "parties", "participants"})
        for (std::string const& entry : records::split_list(value_in(values, field)))
            if (RosterEntry const* actor = presenter.roster().find(entry.substr(0, entry.find('='))))
                return of_entry(*actor);
    Whereabouts where{value_in(values, "country"), {}};
    if (auto const place = presenter.atlas().find(value_in(values, "place"))) {
        where.country = presenter.atlas().entry(*place).country;
        if (std::int64_t const state = presenter.atlas().state_of(*place); state != 0)
            where.area = presenter.atlas().entry(state).slug;
    }
    return where;
}

} // namespace legation::registry
