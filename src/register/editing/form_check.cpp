#include "register/editing/form_check.hpp"

#include "kernel/id.hpp"
#include "kernel/records/days_in_order.hpp"
#include "kernel/records/field.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace legation::registry {

namespace {

using records::Kind;

constexpr std::size_t most_offered = 8;

/// What a typed name means: one record, or those that it may mean.
struct Meaning {
    std::string key;
    std::vector<views::Choice> offered;
};

/// The last part of an address on this site, for who pastes the address of a page; else the text itself.
std::string_view without_address(std::string_view written) {
    std::size_t const at = written.find("/register/");
    if (at == std::string_view::npos) return written;
    written = written.substr(0, written.find_first_of("?#"));
    return written.substr(written.rfind('/') + 1);
}

class Names {
  public:
    Names(Picture const& picture, Presenter const& presenter, store::ReadTransaction& tx)
        : picture_(picture), presenter_(presenter), tx_(tx) {}

    Meaning of(std::string_view target, std::string_view as_written) const {
        std::string_view const written = without_address(as_written);
        if (target == "actor") return actor(written);
        if (target == "place") return place(written);
        return other(target, written);
    }

  private:
    Meaning actor(std::string_view written) const {
        if (picture_.roster->find(written) != nullptr) return {std::string(written), {}};
        Mention mention;
        mention.name = written;
        Verdict const verdict = picture_.reconciler->decide(mention);
        Meaning meaning;
        for (Candidate const& candidate : verdict.candidates)
            if (candidate.actor_id != 0) offer_actor(meaning, candidate.actor_id);
        if (verdict.decision == Verdict::Decision::certain && verdict.candidates.front().actor_id != 0)
            return {verdict.candidates.front().slug, {}};
        if (meaning.offered.empty())
            for (Found const& found : search(written))
                if (found.kind == FoundKind::government || found.kind == FoundKind::organization)
                    meaning.offered.push_back({found.slug, label(found.title, found.context)});
        return meaning;
    }

    Meaning place(std::string_view written) const {
        if (picture_.atlas->find(written)) return {std::string(written), {}};
        Mention mention;
        mention.name = written;
        Verdict const verdict = picture_.reconciler->decide(mention);
        Meaning meaning;
        for (Candidate const& candidate : verdict.candidates) {
            if (candidate.place_id == 0) continue;
            std::string slug(picture_.atlas->entry(candidate.place_id).slug);
            if (verdict.decision == Verdict::Decision::certain) return {std::move(slug), {}};
            if (meaning.offered.size() >= most_offered) continue;
            std::string const name = picture_.atlas->full_name(candidate.place_id, presenter_.is_spanish());
            std::string_view const kind = gazetteer::label_of(picture_.atlas->entry(candidate.place_id).kind);
            // A city and its prefecture may have one name.
            meaning.offered.push_back({std::move(slug), label(name, presenter_.text(kind))});
        }
        return meaning;
    }

    Meaning other(std::string_view target, std::string_view written) const {
        records::RecordType const* type = find_noun(target);
        if (type == nullptr || type->key.empty()) return {};
        if (auto key = tx_.value<std::string>(
                fmt::format("SELECT {} FROM {} WHERE {} = :key", type->key, type->table, type->key), written))
            return {std::move(*key), {}};
        if (auto key = tx_.value<std::string>(
                fmt::format("SELECT {} FROM {} WHERE uuid = :uuid", type->key, type->table), written))
            return {std::move(*key), {}};
        Meaning meaning;
        std::string const pages = fmt::format("/register/{}/", type->table);
        for (Found const& found : search(written))
            if (found.path.starts_with(pages))
                meaning.offered.push_back({found.slug, label(found.title, found.context)});
        return meaning;
    }

    std::vector<Found> search(std::string_view written) const {
        constexpr std::size_t searched = 30;
        auto found = picture_.finder->search(written, searched, 0, false, presenter_.is_spanish()).items;
        if (found.size() > most_offered * 2) found.resize(most_offered * 2);
        return found;
    }

    void offer_actor(Meaning& meaning, std::int64_t actor_id) const {
        Cell const actor = presenter_.actor_with_place(actor_id);
        RosterEntry const* entry = picture_.roster->by_id(actor_id);
        if (entry != nullptr && meaning.offered.size() < most_offered)
            meaning.offered.push_back({entry->slug, label(actor.text, actor.note)});
    }

    static std::string label(std::string const& name, std::string const& context) {
        return context.empty() ? name : fmt::format("{}, {}", name, context);
    }

    Picture const& picture_;
    Presenter const& presenter_;
    store::ReadTransaction& tx_;
};

/// What is wrong with a plain value, said in the page's language.
std::string problem_with(Presenter const& presenter, FormField const& field, std::string const& value,
                         records::Record& scratch) {
    if (value.size() > field.max_length)
        return views::fill(presenter.text("Shorten this: at most {count} characters fit."),
                           {{"count", presenter.number(static_cast<std::int64_t>(field.max_length))}});
    if (field.name == "country" && !presenter.atlas().country(value))
        return presenter.text("Choose one of the list.");
    if (field.field == nullptr || !records::parse(*field.field, value, scratch)) return {};
    switch (field.kind) {
    case Kind::date:
        return presenter.text("Write a date such as 2016, 2016-05 or 2016-05-12.");
    case Kind::url:
        return presenter.text("Write a web address that begins with https:// or http://.");
    case Kind::choice:
        return presenter.text("Choose one of the list.");
    case Kind::integer:
        return presenter.text("Write a whole number.");
    case Kind::real:
        return presenter.text("Write a number.");
    case Kind::slug:
        return presenter.text("Write lower-case letters, digits and single hyphens only.");
    default:
        return presenter.text("Type this again: it holds characters that cannot be shown.");
    }
}

std::string choices_in_words(std::vector<views::Choice> const& offered) {
    std::string words;
    for (views::Choice const& choice : offered)
        words += fmt::format("{}{} ({})", words.empty() ? "" : "; ", choice.label, choice.value);
    return words;
}

/// Checks one form; what is right lands in `checked.values`.
class Check {
  public:
    Check(Picture const& picture, Presenter const& presenter, store::ReadTransaction& tx,
          records::RecordType const& type)
        : presenter_(presenter), names_(picture, presenter, tx), scratch_(type.make()) {}

    void field(FormField const& field, std::string const& typed, CheckedForm& checked) {
        if (typed.empty()) {
            checked.values[field.name] = "";
            if (field.is_required)
                checked.problems.push_back({field.name, presenter_.text("This cannot be left empty.")});
            return;
        }
        checked.values[field.name] = typed; // what was typed is kept, right or wrong
        if (field.kind == Kind::reference)
            reference(field, typed, checked);
        else if (std::string problem = problem_with(presenter_, field, typed, *scratch_); !problem.empty())
            checked.problems.push_back({field.name, std::move(problem)});
        else if (field.kind == Kind::list)
            list(field, typed, checked);
    }

  private:
    void reference(FormField const& field, std::string const& typed, CheckedForm& checked) {
        Meaning meaning = names_.of(field.target, typed);
        if (!meaning.key.empty())
            checked.values[field.name] = meaning.key;
        else if (meaning.offered.empty())
            checked.problems.push_back({field.name, unknown(typed), {}, missing(field, typed)});
        else
            checked.problems.push_back(
                {field.name,
                 views::fill(
                     meaning.offered.size() == 1
                         ? presenter_.text("Nothing recorded here is called “{name}”: is it this one?")
                         : presenter_.text("“{name}” may mean several: choose one."),
                     {{"name", typed}}),
                 std::move(meaning.offered)});
    }

    void list(FormField const& field, std::string const& typed, CheckedForm& checked) {
        std::string keys;
        std::set<std::string> parties;
        for (std::string const& entry : records::split_list(typed)) {
            std::string key = entry;
            if (auto problem = list_entry(field, entry, key)) {
                checked.problems.push_back(std::move(*problem));
                return;
            }
            bool const is_new = parties.insert(key).second;
            if (field.name == "parties" && !is_new) {
                checked.problems.push_back(
                    {field.name,
                     views::fill(presenter_.text("“{name}” stands here twice."), {{"name", entry}})});
                return;
            }
            keys += (keys.empty() ? "" : ";") + key;
        }
        if (field.name == "parties" && parties.size() < 2) {
            checked.problems.push_back(
                {field.name, presenter_.text("A partnership has two parties or more.")});
            return;
        }
        checked.values[field.name] = keys;
    }

    /// Puts the key of what an entry names in `key`; answers what is wrong with it.
    std::optional<FormProblem> list_entry(FormField const& field, std::string const& entry,
                                          std::string& key) {
        bool const is_unknown_theme = field.target == "theme" && presenter_.roster().theme(entry) == nullptr;
        bool const is_unknown_source =
            field.target == "source" &&
            presenter_.roster().source(entry.substr(0, entry.find('@'))) == nullptr;
        if (is_unknown_theme || is_unknown_source) return FormProblem{field.name, unknown(entry)};
        if (field.target != "actor") return std::nullopt;
        // Only participants have a role; an address may have an = of its own.
        bool const has_role = field.name == "participants";
        std::size_t const role = has_role ? std::min(entry.find('='), entry.size()) : entry.size();
        std::string const name = entry.substr(0, role);
        Meaning const meaning = names_.of("actor", name);
        if (!meaning.key.empty()) {
            key = meaning.key + entry.substr(role);
            return std::nullopt;
        }
        if (meaning.offered.empty()) return FormProblem{field.name, unknown(name), {}, missing(field, name)};
        return FormProblem{
            field.name,
            views::fill(meaning.offered.size() == 1
                            ? presenter_.text("Nothing recorded here is called “{name}”. If this is the one, "
                                              "write what stands in parentheses: {choices}")
                            : presenter_.text("“{name}” may mean several. Write what stands in parentheses "
                                              "behind the one that you mean: {choices}"),
                        {{"name", name}, {"choices", choices_in_words(meaning.offered)}}),
            {},
            missing(field, name)};
    }

    /// What can be added to the record first: governments and organizations.
    static std::string missing(FormField const& field, std::string const& name) {
        return field.target == "actor" ? name : std::string();
    }

    std::string unknown(std::string const& name) const {
        return views::fill(presenter_.text("Nothing recorded here is called “{name}”."), {{"name", name}});
    }

    Presenter const& presenter_;
    Names names_;
    std::unique_ptr<records::Record> scratch_;
};

/// What is recorded in the wrong order already does not keep anybody from changing something else.
void check_order(Presenter const& presenter, FormValues const& stored, CheckedForm& checked) {
    for (auto const& [begin, end] : records::days_in_order) {
        auto const now = [&](std::string_view name) {
            bool const is_asked = checked.values.contains(std::string(name));
            return std::string(value_in(is_asked ? checked.values : stored, name));
        };
        bool const is_as_it_was = now(begin) == value_in(stored, begin) && now(end) == value_in(stored, end);
        if (!is_as_it_was && records::is_before(now(end), now(begin)))
            checked.problems.push_back(
                {std::string(end), presenter.text("The end cannot be before the beginning.")});
    }
}

} // namespace

CheckedForm check_form(Picture const& picture, Presenter const& presenter, store::ReadTransaction& tx,
                       records::RecordType const& type, std::vector<FormField> const& fields,
                       FormValues const& stored, FormValues const& typed) {
    CheckedForm checked{typed, {}};
    Check check(picture, presenter, tx, type);
    bool const is_new = stored.empty();
    for (FormField const& field : fields) {
        auto const found = typed.find(field.name);
        if (found == typed.end() && !(is_new && field.is_required)) continue;
        std::string const& value = value_in(typed, field.name);
        if (is_new || value != value_in(stored, field.name)) check.field(field, value, checked);
    }
    if (checked.problems.empty()) check_order(presenter, stored, checked);
    return checked;
}

} // namespace legation::registry
