#pragma once

#include <cstdint>
#include <string>

namespace legation::records {

/// What every record has besides its fields.
struct Record {
    Record() = default;
    Record(Record const&) = default;
    Record(Record&&) = default;
    Record& operator=(Record const&) = default;
    Record& operator=(Record&&) = default;
    virtual ~Record() = default; ///< a record whose type is erased is destroyed whole

    std::int64_t id = 0;      ///< inside this database only
    std::string uuid;         ///< outside: in addresses and exports, the same on every hub
    std::int64_t version = 0; ///< 1 for a new record, one more with each change
    bool is_hidden = false;   ///< deleted, but still in history
    std::string audience = "public";
    std::string changed_at; ///< UTC, ISO 8601
};

} // namespace legation::records
