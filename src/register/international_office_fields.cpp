#include "kernel/views/tr.hpp"
#include "register/international_office.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> office_structures() {
    static constexpr std::array choices{
        Choice{"dedicated_office", tr_noop("Dedicated office")},
        Choice{"designated_lead", tr_noop("Designated lead")},
        Choice{"agent", tr_noop("Agent outside the government")},
        Choice{"advisory_only", tr_noop("Advisory board only")},
    };
    return choices;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::InternationalOffice>() {
    using namespace legation::registry;
    static RecordType const type = record_type<InternationalOffice>(
        "international_office", "international_offices", tr_noop("International office"), "",
        {
            field<&InternationalOffice::actor_id>("actor_id", tr_noop("Government"))
                .references("actor")
                .required()
                .open(),
            field<&InternationalOffice::structure>("structure", tr_noop("Structure"))
                .one_of(office_structures())
                .required()
                .open(),
            field<&InternationalOffice::name>("name", tr_noop("Name")).max(300).open().searchable(),
            field<&InternationalOffice::lead_title>("lead_title", tr_noop("Title of the lead"))
                .max(300)
                .open(),
            field<&InternationalOffice::lead>("lead", tr_noop("Lead")).max(300).open(),
            field<&InternationalOffice::reports_to>("reports_to", tr_noop("Reports to")).max(300).open(),
            field<&InternationalOffice::staff>("staff", tr_noop("Staff")).max(200).open(),
            field<&InternationalOffice::strategy>("strategy", tr_noop("Strategy"))
                .as(Kind::long_text)
                .max(3000)
                .open(),
            field<&InternationalOffice::strategy_url>("strategy_url", tr_noop("Strategy address"))
                .as(Kind::url)
                .open(),
            field<&InternationalOffice::legal_basis>("legal_basis", tr_noop("Legal basis")).max(500).open(),
            field<&InternationalOffice::advisory_board>("advisory_board", tr_noop("Advisory board"))
                .as(Kind::long_text)
                .max(2000)
                .open(),
            field<&InternationalOffice::agent_id>("agent_id", tr_noop("Agent")).references("actor").open(),
            field<&InternationalOffice::established>("established", tr_noop("Established"))
                .as(Kind::date)
                .open(),
            field<&InternationalOffice::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
