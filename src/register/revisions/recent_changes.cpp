#include "register/revisions/recent_changes.hpp"

#include "kernel/clock.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/tr.hpp"
#include "register/feeds/changes.hpp"
#include "register/nouns.hpp"
#include "register/record_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace legation::registry {

namespace {

using records::RecordType;
using store::Bound;

/// A statement that is put together from parts, each with its values: a value stands as `:value` in the part,
/// and gets a name of its own in the whole.
class Statement {
  public:
    void add(std::string_view part, std::initializer_list<Bound> values = {}) {
        constexpr std::string_view mark = ":value";
        for (Bound const& value : values) {
            std::size_t const end = part.find(mark) + mark.size();
            sql_ += part.substr(0, end);
            bound_.push_back(value);
            sql_ += std::to_string(bound_.size());
            part.remove_prefix(end);
        }
        sql_ += part;
    }
    /// A part that has names of its own.
    void add_named(std::string_view part, std::vector<Bound> const& values) {
        sql_ += part;
        bound_.insert(bound_.end(), values.begin(), values.end());
    }
    std::vector<records::Revision> read(store::ReadTransaction& tx) const {
        return records::read_revisions(tx, sql_, bound_);
    }

  private:
    std::string sql_;
    std::vector<Bound> bound_;
};

bool refers_to_actor(records::Field const& field) {
    return field.kind == records::Kind::reference && field.target == "actor";
}

/// What makes a record (`t`) one of a country: its own country, that of an actor it names, or of one that
/// takes part.
void add_country(Statement& statement, RecordType const& type, std::string const& country) {
    statement.add(" AND (1 = 0");
    if (type.find("country") != nullptr) statement.add(" OR t.country = :value", {country});
    for (records::Field const& field : type.fields)
        if (refers_to_actor(field))
            statement.add(
                fmt::format(" OR EXISTS (SELECT 1 FROM actors a WHERE a.id = t.{} AND a.country = :value)",
                            field.name),
                {country});
    if (type.name == "partnership")
        statement.add(
            " OR EXISTS (SELECT 1 FROM partnership_parties q JOIN actors a ON a.id = q.actor_id WHERE "
            "q.partnership_id = t.id AND q.is_hidden = 0 AND a.country = :value)",
            {country});
    if (type.name == "activity")
        statement.add(
            " OR EXISTS (SELECT 1 FROM activity_participants q JOIN actors a ON a.id = q.actor_id WHERE "
            "q.activity_id = t.id AND q.is_hidden = 0 AND a.country = :value)",
            {country});
    statement.add(")");
}

/// A change is listed when its record may be shown; whether its version may be is asked when it is gathered.
void add_visible(Statement& statement, RecordType const& type, std::string const& country) {
    statement.add(fmt::format(" OR (r.record_type = :value AND EXISTS (SELECT 1 FROM {} t WHERE t.id = "
                              "r.record_id AND t.is_hidden = 0 AND t.audience = 'public'",
                              type.table),
                  {type.name});
    if (!country.empty()) add_country(statement, type, country);
    statement.add("))");
}

/// `2024-06-01` becomes the first moment of the day after.
std::string end_of(std::string const& day) {
    auto const start = parse_timestamp(day + "T00:00:00.000Z");
    return to_text(*start + std::chrono::days(1));
}

std::string checked_day(std::string_view name, std::string_view value) {
    if (!parse_timestamp(std::string(value) + "T00:00:00.000Z"))
        throw at_fault(name,
                       filled_error(ErrorCode::bad_request, "“{value}” is no day: write it as 2024-06-01.",
                                    {{"value", value}}));
    return std::string(value);
}

std::int64_t checked_revision(std::string_view value) {
    std::int64_t const number = whole_number(value).value_or(0);
    if (number == 0)
        throw at_fault("before",
                       Error(ErrorCode::bad_request,
                             "“before” must be the number of a revision: follow the links of the page."));
    return number;
}

constexpr std::size_t longest_author = 200;

[[noreturn]] void refuse(std::string_view name, std::string_view pattern, std::string_view value) {
    throw at_fault(name, filled_error(ErrorCode::bad_request, pattern, {{"value", value}}));
}

void read_parameter(ChangeFilter& filter, std::string_view name, std::string_view value,
                    Roster const& roster) {
    if (name == "noun") {
        auto const all = changing_nouns();
        if (std::ranges::none_of(all, [&](RecordType const* type) { return type->name == value; }))
            refuse(name, tr_noop("There is no kind of record “{value}”."), value);
        filter.noun = value;
    } else if (name == "country") {
        if (!roster.atlas().country(value))
            refuse(name, tr_noop("There is no country with the code “{value}”."), value);
        filter.country = value;
    } else if (name == "actor") {
        if (roster.find(value) == nullptr)
            refuse(name, tr_noop("There is no government or organization “{value}” on the record."), value);
        filter.actor = value;
    } else if (name == "author") {
        if (value.size() > longest_author)
            throw at_fault(name, Error(ErrorCode::bad_request, "No author has so long a name."));
        filter.author = value;
    } else if (name == "from") {
        filter.from = checked_day(name, value);
    } else if (name == "until") {
        filter.until = checked_day(name, value);
    } else if (name == "before") {
        filter.before = checked_revision(value);
    } else {
        throw filled_error(ErrorCode::bad_request,
                           "This page cannot be narrowed by “{name}”, only by: {known}.",
                           {{"name", name}, {"known", "noun, country, actor, author, from, until, before"}});
    }
}

} // namespace

ChangeFilter parse_change_filter(http::Query const& query, Roster const& roster) {
    ChangeFilter filter;
    for (auto const& [name, value] : query.pairs())
        if (!http::is_campaign_parameter(name) && !value.empty()) read_parameter(filter, name, value, roster);
    return filter;
}

std::string path_of(ChangeFilter const& filter) {
    std::string path = "/register/changes";
    char separator = '?';
    auto const add = [&](std::string_view name, std::string const& value) {
        if (value.empty()) return;
        path += fmt::format("{}{}={}", separator, name, http::percent_encode(value));
        separator = '&';
    };
    add("noun", filter.noun);
    add("country", filter.country);
    add("actor", filter.actor);
    add("author", filter.author);
    add("from", filter.from);
    add("until", filter.until);
    if (filter.before > 0) add("before", std::to_string(filter.before));
    return path;
}

std::vector<RecordType const*> changing_nouns() {
    std::vector<RecordType const*> all{find_noun("actor")};
    for (RecordPage const& page : record_pages())
        all.push_back(find_noun(page.table));
    return all;
}

std::vector<records::Revision> recent_changes(store::ReadTransaction& tx, ChangeFilter const& filter,
                                              Roster const& roster) {
    constexpr std::int64_t newest = 999'999'999'999'999'999;
    std::string const until = filter.until.empty() ? "9" : end_of(filter.until);
    Statement statement;
    statement.add("SELECT r.id, r.record_type, r.record_id, r.version, r.author, r.comment, r.changed_at, "
                  "r.changes FROM ");
    RosterEntry const* actor = filter.actor.empty() ? nullptr : roster.find(filter.actor);
    if (actor == nullptr) {
        statement.add("revisions r");
    } else {
        statement.add("(");
        RecordsAround const around = records_around(*find_noun("actor"), actor->id);
        statement.add_named(around.sql, around.bound);
        statement.add(") x JOIN revisions r ON r.record_type = x.record_type AND r.record_id = x.record_id");
    }
    // One text for every choice of noun, author and days: a connection keeps few statements.
    statement.add(" WHERE r.id < :value AND r.changed_at >= :value AND r.changed_at < :value",
                  {filter.before > 0 ? filter.before : newest, filter.from, until});
    statement.add(" AND (CAST(:value AS TEXT) = '' OR r.record_type = :value)", {filter.noun, filter.noun});
    statement.add(" AND (CAST(:value AS TEXT) = '' OR r.author = :value) AND (1 = 0",
                  {filter.author, filter.author});
    for (RecordType const* type : changing_nouns())
        add_visible(statement, *type, filter.country);
    statement.add(") ORDER BY r.id DESC LIMIT :value", {changes_on_a_page + 1});
    return statement.read(tx);
}

} // namespace legation::registry
