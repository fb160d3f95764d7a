#include "register/merge/merge.hpp"

#include "kernel/error.hpp"
#include "kernel/views/tr.hpp"
#include "register/actor.hpp"
#include "register/merge/references.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::Field;
using records::Kind;
using records::Record;
using records::RecordType;

[[noreturn]] void refuse(std::string_view message) {
    throw Error(ErrorCode::unprocessable, std::string(message));
}

/// Changes records and notes what each was before.
class MergeChanges {
  public:
    MergeChanges(store::WriteTransaction& tx, std::int64_t merge_id, std::string_view comment)
        : tx_(tx), merge_id_(merge_id), comment_(comment) {}

    void update(RecordType const& type, Record& record) {
        std::int64_t const before = record.version;
        if (!records::update(tx_, type, record, comment_)) return;
        tx_.execute("INSERT INTO merge_changes (merge_id, position, record_type, record_id, version_before) "
                    "VALUES (:merge, :position, :type, :record, :version)",
                    merge_id_, position_++, type.name, record.id, before);
    }

    void hide(RecordType const& type, Record& record) {
        record.is_hidden = true;
        update(type, record);
    }

  private:
    store::WriteTransaction& tx_;
    std::int64_t merge_id_;
    std::string_view comment_;
    std::int64_t position_ = 0;
};

std::string text_of(RecordType const& type, Record const& record, std::string_view field) {
    Field const* const found = type.find(field);
    return found == nullptr ? std::string() : records::to_text(found->get(record));
}

std::string name_of(RecordType const& type, Record const& record) {
    std::string name = text_of(type, record, "name");
    if (name.empty()) name = text_of(type, record, "title");
    return name.empty() ? text_of(type, record, type.key) : name;
}

/// Both lists, the first one's order first. Entries are compared as they stand: `report@p. 3` and `report@p.
/// 5` are two statements.
std::string united(std::string const& one, std::string const& other) {
    std::string all = one;
    auto const known = records::split_list(one);
    for (std::string const& entry : records::split_list(other))
        if (std::ranges::find(known, entry) == known.end())
            all += fmt::format("{}{}", all.empty() ? "" : ";", entry);
    return all;
}

/// The place whose government the actor is: its slug is the place's.
std::optional<std::int64_t> governed_place(store::ReadTransaction& tx, Actor const& actor) {
    if (!actor.is_government() || !actor.place_id) return std::nullopt;
    auto const slug = tx.value<std::string>("SELECT slug FROM places WHERE id = :place", *actor.place_id);
    return slug == actor.slug ? actor.place_id : std::nullopt;
}

void check_actors(store::ReadTransaction& tx, Actor const& kept, Actor const& merged) {
    if (kept.is_government() != merged.is_government())
        refuse(tr_noop("A government and an organization cannot be one record."));
    if (!kept.country.empty() && !merged.country.empty() && kept.country != merged.country)
        refuse(tr_noop("Their countries differ: mend that first if they are the same."));
    auto const merged_place = governed_place(tx, merged);
    if (!merged_place) return;
    // One address is for the place and for its government.
    if (auto const kept_place = governed_place(tx, kept); kept_place)
        refuse(tr_noop("They are the governments of two places."));
    throw filled_error(ErrorCode::unprocessable,
                       "Keep “{name}”: its address is that of the place it governs.",
                       {{"name", merged.name}});
}

/// The kept record with what only the other one says.
void take_over(RecordType const& type, Record& kept, Record const& merged) {
    for (Field const& field : type.fields) {
        if (field.name == type.key || field.kind == Kind::slug) continue;
        std::string const mine = records::to_text(field.get(kept));
        std::string const theirs = records::to_text(field.get(merged));
        if (theirs.empty() || mine == theirs) continue;
        if (field.kind == Kind::list)
            field.set(kept, store::Value(united(mine, theirs)));
        else if (mine.empty())
            field.set(kept, field.get(merged));
    }
    // The other name still finds it.
    Field const* const other_names = type.find("other_names");
    std::string const name = text_of(type, merged, "name");
    if (other_names != nullptr && name != text_of(type, kept, "name"))
        other_names->set(kept, store::Value(united(records::to_text(other_names->get(kept)), name)));
}

[[noreturn]] void refuse_tied(RecordType const& type, Record const& kept, Record const& merged) {
    throw filled_error(ErrorCode::unprocessable,
                       "“{one}” and “{other}” are tied to each other: they are not the same.",
                       {{"one", name_of(type, kept)}, {"other", name_of(type, merged)}});
}

} // namespace

std::int64_t merge(store::WriteTransaction& tx, RecordType const& type, std::int64_t kept_id,
                   std::int64_t merged_id, std::string_view comment) {
    if (kept_id == merged_id) refuse(tr_noop("A record cannot be merged with itself."));
    auto const kept = records::load(tx, type, kept_id);
    auto const merged = records::load(tx, type, merged_id);
    if (!kept || kept->is_hidden || !merged || merged->is_hidden)
        refuse(tr_noop("One of the two records is not there anymore."));
    if (refers_to(type, *merged, type, kept_id)) refuse_tied(type, *kept, *merged);
    if (type.name == "actor")
        check_actors(tx, static_cast<Actor const&>(*kept), static_cast<Actor const&>(*merged));

    std::int64_t const merge_id = tx.next_id("merges");
    tx.execute("INSERT INTO merges (id, record_type, kept_id, merged_id, comment, author, merged_at) VALUES "
               "(:id, :type, :kept, :merged, :comment, :author, :at)",
               merge_id, type.name, kept_id, merged_id, comment, tx.author().name, to_text(tx.now()));
    MergeChanges changes(tx, merge_id, comment);

    // Hidden first: nothing may be said twice at any moment, and an identifier is unique.
    std::unique_ptr<Record> const hidden = records::load(tx, type, merged_id);
    changes.hide(type, *hidden);
    for (RecordType const* other : nouns()) {
        for (Field const& field : other->fields) {
            for (std::unique_ptr<Record> const& record :
                 referring_records(tx, *other, field, type, *merged)) {
                point_to(field, *record, type, *merged, *kept);
                if (refers_to_itself(tx, *other, *record, type, kept_id)) refuse_tied(type, *kept, *merged);
                if (is_said_already(tx, *other, *record))
                    changes.hide(*other, *records::load(tx, *other, record->id));
                else
                    changes.update(*other, *record);
            }
        }
    }
    // Read again: it may have referred to the other itself.
    std::unique_ptr<Record> const now = records::load(tx, type, kept_id);
    take_over(type, *now, *merged);
    changes.update(type, *now);
    return merge_id;
}

void undo_merge(store::WriteTransaction& tx, std::int64_t merge_id, std::string_view comment) {
    auto const undone = tx.row<std::string>("SELECT undone_at FROM merges WHERE id = :id", merge_id);
    if (!undone) throw Error(ErrorCode::not_found, "There is no such merge.");
    if (!std::get<0>(*undone).empty()) throw Error(ErrorCode::conflict, "This merge is undone already.");
    tx.execute("UPDATE merges SET undone_by = :author, undone_at = :at WHERE id = :id", tx.author().name,
               to_text(tx.now()), merge_id);

    auto const changes = tx.rows<std::string, std::int64_t, std::int64_t>(
        "SELECT record_type, record_id, version_before FROM merge_changes WHERE merge_id = :merge "
        "ORDER BY position DESC",
        merge_id);
    for (auto const& [type_name, record_id, version] : changes) {
        RecordType const& type = *find_noun(type_name);
        auto const before = records::load_version(tx, type, record_id, version);
        auto const after = records::load_version(tx, type, record_id, version + 1);
        auto const now = records::load(tx, type, record_id);
        for (Field const& field : type.fields)
            if (records::to_text(field.get(*now)) == records::to_text(field.get(*after)))
                field.set(*now, field.get(*before));
        if (now->is_hidden == after->is_hidden) now->is_hidden = before->is_hidden;
        records::update(tx, type, *now, comment);
    }
}

std::vector<RecentMerge> recent_merges(store::ReadTransaction& tx, std::int64_t limit) {
    auto const rows =
        tx.rows<std::int64_t, std::string, std::int64_t, std::int64_t, std::string, std::string, std::string>(
            "SELECT id, record_type, kept_id, merged_id, comment, author, merged_at FROM merges WHERE "
            "undone_at IS "
            "NULL ORDER BY id DESC LIMIT :limit",
            limit);
    std::vector<RecentMerge> merges;
    for (auto const& [id, type_name, kept, merged, comment, author, at] : rows) {
        RecordType const& type = *find_noun(type_name);
        auto const record = records::load(tx, type, merged);
        merges.push_back({id, type_name, kept, name_of(type, *record), text_of(type, *record, type.key),
                          text_of(type, *records::load(tx, type, kept), type.key), comment, author, at});
    }
    return merges;
}

std::optional<std::int64_t> merged_into(store::ReadTransaction& tx, RecordType const& type, std::int64_t id) {
    std::optional<std::int64_t> stands;
    // A chain is as long as there were merges; each id comes once, since a merged record is hidden.
    for (std::int64_t next = id;;) {
        auto const kept = tx.value<std::int64_t>(
            "SELECT kept_id FROM merges WHERE record_type = :type AND merged_id = :id AND undone_at IS NULL",
            type.name, next);
        if (!kept) return stands;
        stands = next = *kept;
    }
}

} // namespace legation::registry
