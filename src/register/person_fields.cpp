#include "kernel/views/tr.hpp"
#include "register/person.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Person>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Person>(
        "person", "people", tr_noop("Person"), "key",
        {
            field<&Person::key>("key", tr_noop("Key")).as(Kind::slug).required().open(),
            field<&Person::name>("name", tr_noop("Name")).required().max(200).open().searchable(),
            field<&Person::role>("role", tr_noop("Role")).max(500).open(),
            field<&Person::actor_id>("actor_id", tr_noop("Government or organization"))
                .references("actor")
                .open(),
            field<&Person::expertise>("expertise", tr_noop("Expertise")).max(500).open().searchable(),
            field<&Person::since>("since", tr_noop("Since")).as(Kind::date).open(),
            field<&Person::until>("until", tr_noop("Until")).as(Kind::date).open(),
            field<&Person::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
