#include "kernel/views/tr.hpp"
#include "register/identifier.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Identifier>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Identifier>(
        "identifier", "identifiers", tr_noop("Identifier"), "",
        {
            field<&Identifier::actor_id>("actor_id", tr_noop("Government or organization"))
                .references("actor")
                .required()
                .open(),
            field<&Identifier::scheme>("scheme", tr_noop("Scheme")).as(Kind::slug).required().max(40).open(),
            field<&Identifier::value>("value", tr_noop("Value")).required().max(200).open(),
            field<&Identifier::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
