#pragma once

#include "register/editing/record_form.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"
#include "register/section.hpp"

#include <memory>
#include <optional>
#include <string>

namespace legation::registry {

/// The record that a form is about, as its page shows it.
struct EditSubject {
    records::RecordType const* type = nullptr;
    std::unique_ptr<records::Record> record;    ///< null for one that does not exist yet
    FormValues values;                          ///< what it says
    std::string title, path;                    ///< without language prefix
    std::vector<Cell> trail;                    ///< the pages above it
    std::vector<std::int64_t> owners;           ///< actors that it belongs to
    std::string audience = "public";            ///< as recorded: through a lens, what is seen says public
    std::optional<std::string> protection = {}; ///< why only moderators change it directly

    bool is_protected() const { return protection.has_value(); }
};

/// The visible record that a path names. Throws Error(not_found).
EditSubject subject_of(Context const& context, Picture const& picture, Presenter const& presenter,
                       std::string const& path);

/// A record to be made. Throws Error(not_found) for what people do not add one by one, or when there is no
/// such noun.
EditSubject new_subject(Presenter const& presenter, std::string_view noun);

/// What people may add.
std::span<std::string_view const> addable_nouns();

/// What the record said in the version that a form was filled in from: what others changed since is no change
/// of this one.
FormValues values_of_version(store::ReadTransaction& tx, EditSubject const& subject, std::int64_t version);

/// Where the record is, for moderators who look after a place: country code, and slug of the state.
struct Whereabouts {
    std::string country, area;
};
Whereabouts whereabouts_of(Presenter const& presenter, std::span<std::int64_t const> owners,
                           FormValues const& values);

} // namespace legation::registry
