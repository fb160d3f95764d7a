#pragma once

#include "gazetteer/place.hpp"
#include "kernel/records/field.hpp"
#include "kernel/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// What another system calls a place, with where that comes from: `census-geoid` 4855080, `ocd` …. A place
/// has one code of a scheme. Those that the gazetteer itself has are its own.
struct PlaceIdentifier : records::Record {
    std::int64_t place_id = 0;
    std::string scheme;
    std::string code;
    std::string sources;
};

/// The code that the gazetteer's own files give a place; empty when they have none of that scheme.
std::string gazetteer_code(store::ReadTransaction& tx, std::int64_t place_id, std::string_view scheme);

std::vector<PlaceIdentifier> identifiers_of_place(store::ReadTransaction& tx, std::int64_t place_id);

/// Gives a place of the gazetteer the codes that are recorded and that it lacks.
void complete_identifiers(store::ReadTransaction& tx, gazetteer::Place& place);

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::PlaceIdentifier>();
