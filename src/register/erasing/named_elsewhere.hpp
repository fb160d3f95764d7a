#pragma once

#include "kernel/store/store.hpp"
#include "register/erasing/person_traces.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Other records whose text names a person who is to be erased. It is their statement, and may concern an
/// office holder rightly: whoever erases the person decides for each of them.
namespace legation::registry {

/// Another record that names a person in its text, now or in its past.
struct NamedElsewhere {
    std::string record_type;
    std::int64_t record_id = 0;
    bool is_now = false;      ///< else an earlier version does, or the reason of a change
    bool is_namesake = false; ///< somebody of the same name, whose record is erased by itself
};

/// Reads the whole record and its past: about a second for 50,000 versions.
std::vector<NamedElsewhere> named_elsewhere(store::ReadTransaction& tx, PersonTraces const& traces,
                                            std::span<std::int64_t const> own_records);

/// Takes the name out of the text of these records, now and in their past; keys stay. Answers how many said
/// it.
std::int64_t take_name_out(store::WriteTransaction& tx, PersonTraces const& traces,
                           std::span<NamedElsewhere const> records);

} // namespace legation::registry
