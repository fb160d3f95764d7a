#include "kernel/views/tr.hpp"
#include "register/place_identifier.hpp"

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::PlaceIdentifier>() {
    using namespace legation::registry;
    static RecordType const type = record_type<PlaceIdentifier>(
        "place_identifier", "place_identifiers", tr_noop("Identifier of a place"), "",
        {
            field<&PlaceIdentifier::place_id>("place_id", tr_noop("Place"))
                .references("place")
                .required()
                .open(),
            field<&PlaceIdentifier::scheme>("scheme", tr_noop("Scheme"))
                .as(Kind::slug)
                .required()
                .max(40)
                .open(),
            field<&PlaceIdentifier::code>("code", tr_noop("Value")).required().max(200).open(),
            field<&PlaceIdentifier::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
