#include "kernel/views/tr.hpp"
#include "register/presence.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> presence_kinds() {
    static constexpr std::array choices{
        Choice{"trade_office", tr_noop("Trade office")},
        Choice{"overseas_office", tr_noop("Overseas office")},
        Choice{"branch_campus", tr_noop("Branch campus")},
    };
    return choices;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Presence>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Presence>(
        "presence", "presences", tr_noop("Presence"), "",
        {
            field<&Presence::actor_id>("actor_id", tr_noop("Government or organization"))
                .references("actor")
                .required()
                .open(),
            field<&Presence::kind>("kind", tr_noop("Kind")).one_of(presence_kinds()).required().open(),
            field<&Presence::name>("name", tr_noop("Name")).max(300).open().searchable(),
            field<&Presence::country>("country", tr_noop("Country")).required().max(2).open(),
            field<&Presence::place_id>("place_id", tr_noop("Place")).references("place").open(),
            field<&Presence::since>("since", tr_noop("Since")).as(Kind::date).open(),
            field<&Presence::until>("until", tr_noop("Until")).as(Kind::date).open(),
            field<&Presence::summary>("summary", tr_noop("Summary")).as(Kind::long_text).max(3000).open(),
            field<&Presence::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
