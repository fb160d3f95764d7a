#include "kernel/views/tr.hpp"
#include "register/membership.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Membership>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Membership>(
        "membership", "memberships", tr_noop("Membership"), "",
        {
            field<&Membership::member_id>("member_id", tr_noop("Member"))
                .references("actor")
                .required()
                .open(),
            field<&Membership::network_id>("network_id", tr_noop("Network"))
                .references("actor")
                .required()
                .open(),
            field<&Membership::role>("role", tr_noop("Role")).max(300).open(),
            field<&Membership::since>("since", tr_noop("Since")).as(Kind::date).open(),
            field<&Membership::until>("until", tr_noop("Until")).as(Kind::date).open(),
            field<&Membership::dues>("dues", tr_noop("Dues")).max(300),
            field<&Membership::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
