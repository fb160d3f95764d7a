#pragma once

#include "register/import/row_source.hpp"
#include "register/reconcile/reconciler.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace legation::registry {

/// Before the slug that a person gives to somebody who is not recorded yet.
inline constexpr std::string_view new_actor = "+";

/// What a name in a cell was taken for.
struct TakenName {
    std::string column, written, slug;
    double score = 0;
    std::string reason;
    std::int64_t place_to_record = 0; ///< of which there is no actor yet, and the row needs one
    std::string actor_kind;           ///< of that actor
};

/// A name that a person must decide about.
struct Question {
    std::string column, written, reason;
    std::vector<Candidate> candidates;
};

/// A row with slugs and keys where it had names.
struct ResolvedRow {
    std::vector<std::string> columns;
    std::vector<std::string> cells;
    std::vector<TakenName> names;
    std::vector<Question> questions; ///< where there is one, the row waits
    bool has_made_key = false;       ///< the row said none

    std::string* cell(std::string_view column);
    void set(std::string_view column, std::string value); ///< adds the column when it is missing
};

/// Puts slugs and keys in the place of names: of actors, places and themes that the row refers to, and of the
/// record itself where the row does not say its key. What it is not certain of it asks.
class NameResolver {
  public:
    /// `partnerships` finds the key of the partnership of some parties: `sister_city|fr-paris|us-tx-houston`.
    NameResolver(Reconciler const& reconciler, std::unordered_map<std::string, std::string> partnerships)
        : reconciler_(reconciler), partnerships_(std::move(partnerships)) {}

    ResolvedRow resolve(ImportRow const& row);
    /// The same with what a person answered: question → slug.
    using Answers = std::map<std::string, std::string, std::less<>>;
    void answer(Answers answers) { answers_ = std::move(answers); }

    /// Tells of actors that are recorded since the reconciler's picture of the record was made.
    void know(std::function<bool(std::string const&)> is_recorded) { is_recorded_ = std::move(is_recorded); }

    Reconciler const& reconciler() const { return reconciler_; }

  private:
    void resolve_references(records::RecordType const& noun, ImportRow const& row, ResolvedRow& resolved);
    void resolve_entries(std::string_view column, std::string_view target, bool is_list, ImportRow const& row,
                         ResolvedRow& resolved);
    std::string resolve_name(std::string_view column, std::string_view target, std::string const& written,
                             Mention const* said, Verdict const* decided, ResolvedRow& resolved);
    std::string take(std::string_view column, std::string_view target, std::string const& written,
                     Verdict const& verdict, ResolvedRow& resolved, std::string_view said_kind);
    void resolve_slug(ImportRow const& row, ResolvedRow& resolved);
    void resolve_self(ImportRow const& row, ResolvedRow& resolved);
    void become_place(ResolvedRow& resolved) const;
    void make_key(records::RecordType const& noun, ResolvedRow& resolved) const;
    Verdict const& decide(Mention const& mention);

    Reconciler const& reconciler_;
    std::unordered_map<std::string, std::string> partnerships_;
    std::unordered_map<std::string, Verdict> decided_; ///< names come again and again
    Answers answers_;
    std::function<bool(std::string const&)> is_recorded_ = [](std::string const&) { return false; };
};

/// The actor that the government of a place would be: its kind, or nothing where there is no evidence that
/// the place governs itself.
std::string kind_of_government(gazetteer::Atlas::Entry const& place, std::string_view said_kind,
                               std::string_view written);

/// Lower-case letters, digits and hyphens of any text, at most 100; never empty.
std::string slug_of(std::string_view text);

} // namespace legation::registry
