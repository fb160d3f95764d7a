#pragma once

#include "kernel/records/record_store.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::records {

/// Takes everything that a record says, and ever said, out of the database, and hides it. What stays are its
/// id, UUID and audience, and of each version its number, when it was made and by whom; the erasing is the
/// last version. No other record may need it. Throws Error(not_found) when there is no such record,
/// Error(conflict) when it was erased before.
void erase(store::WriteTransaction& tx, RecordType const& type, std::int64_t id);

/// Of a record that was erased: which, when and by whom.
struct Erased {
    std::int64_t id = 0;
    std::string at, by;
    std::string audience; ///< for whom it was; nobody else learns that it was there
};

/// Nothing when there is no record with that UUID, or when it stands.
std::optional<Erased> find_erased(store::ReadTransaction& tx, RecordType const& type, std::string_view uuid);

/// What is left of a version.
struct ErasedVersion {
    std::int64_t version = 0;
    std::string author, at; ///< who made it, and when
    std::string erased_at;
};

/// The versions of an erased record, newest first.
std::vector<ErasedVersion> erased_versions(store::ReadTransaction& tx, RecordType const& type,
                                           std::int64_t id);

/// Whether people write sentences or names into a field: text, addresses of pages, lists of words. Keys,
/// dates, numbers, choices and references have none.
bool has_words(Field const& field);

/// Takes words out of a record: as it stands, in all of its versions, and in what its revisions say. `rest`
/// answers the text without them, or nothing where it may stay; an address of a page that names somebody goes
/// whole. Each version that said the words tells when they went. The last version is a new one, so whoever
/// looks whether the record has changed sees that it has. Answers false, and changes nothing, when no text
/// said them.
bool erase_words(store::WriteTransaction& tx, RecordType const& type, std::int64_t id,
                 std::function<std::optional<std::string>(std::string_view text)> const& rest);

/// The versions of a record that words were taken out of, and when.
std::map<std::int64_t, std::string> versions_without_words(store::ReadTransaction& tx, RecordType const& type,
                                                           std::int64_t id);

} // namespace legation::records
