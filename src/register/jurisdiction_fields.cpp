#include "kernel/views/tr.hpp"
#include "register/jurisdiction.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Jurisdiction>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Jurisdiction>(
        "jurisdiction", "jurisdictions", tr_noop("Jurisdiction"), "",
        {
            field<&Jurisdiction::mission_id>("mission_id", tr_noop("Mission"))
                .references("actor")
                .required()
                .open(),
            field<&Jurisdiction::area_id>("area_id", tr_noop("Area")).references("place").required().open(),
            field<&Jurisdiction::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
