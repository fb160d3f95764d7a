#include "register/place_identifier.hpp"

#include "kernel/records/record_store.hpp"

namespace legation::registry {

namespace {

/// Where the gazetteer keeps the codes of a scheme.
std::string* column_of(gazetteer::Place& place, std::string_view scheme) {
    if (scheme == "census-geoid") return &place.geoid;
    if (scheme == "ocd") return &place.ocd_id;
    return nullptr;
}

} // namespace

std::string gazetteer_code(store::ReadTransaction& tx, std::int64_t place_id, std::string_view scheme) {
    if (scheme == "census-geoid")
        return tx.value<std::string>("SELECT geoid FROM places WHERE id = :id", place_id).value_or("");
    if (scheme == "ocd")
        return tx.value<std::string>("SELECT ocd_id FROM places WHERE id = :id", place_id).value_or("");
    return {};
}

std::vector<PlaceIdentifier> identifiers_of_place(store::ReadTransaction& tx, std::int64_t place_id) {
    return records::visible<PlaceIdentifier>(tx, "place_id = :place ORDER BY scheme", place_id);
}

void complete_identifiers(store::ReadTransaction& tx, gazetteer::Place& place) {
    for (PlaceIdentifier const& identifier : identifiers_of_place(tx, place.id))
        if (std::string* column = column_of(place, identifier.scheme); column != nullptr && column->empty())
            *column = identifier.code;
}

} // namespace legation::registry
