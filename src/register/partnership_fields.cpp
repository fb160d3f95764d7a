#include "kernel/views/tr.hpp"
#include "register/partnership.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> partnership_kinds() {
    static constexpr std::array choices{
        Choice{"sister_city", tr_noop("Sister city")},
        Choice{"friendship", tr_noop("Friendship")},
        Choice{"memorandum", tr_noop("Memorandum")},
        Choice{"twinning", tr_noop("Twinning project")},
        Choice{"cross_border", tr_noop("Cross-border arrangement")},
        Choice{"state_partnership", tr_noop("State Partnership Program")},
        Choice{"other", tr_noop("Other partnership")},
    };
    return choices;
}

std::span<Choice const> partnership_statuses() {
    static constexpr std::array choices{
        Choice{"proposed", tr_noop("Proposed")},
        Choice{"council_approved", tr_noop("Approved by the council")},
        Choice{"signed", tr_noop("Signed")},
        Choice{"active", tr_noop("Active")},
        Choice{"suspended", tr_noop("Suspended")},
        Choice{"expired", tr_noop("Expired")},
        Choice{"terminated", tr_noop("Terminated")},
        Choice{"not_recorded", tr_noop("Not recorded")},
    };
    return choices;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Partnership>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Partnership>(
        "partnership", "partnerships", tr_noop("Partnership"), "key",
        {
            field<&Partnership::key>("key", tr_noop("Key")).as(Kind::slug).required().open(),
            field<&Partnership::kind>("kind", tr_noop("Kind")).one_of(partnership_kinds()).required().open(),
            field<&Partnership::title>("title", tr_noop("Title")).max(300).open().searchable(),
            field<&Partnership::status>("status", tr_noop("Status"))
                .one_of(partnership_statuses())
                .required()
                .open(),
            field<&Partnership::starts>("starts", tr_noop("Since")).as(Kind::date).open(),
            field<&Partnership::ends>("ends", tr_noop("Until")).as(Kind::date).open(),
            field<&Partnership::term>("term", tr_noop("Term")).max(300).open(),
            field<&Partnership::themes>("themes", tr_noop("Themes")).list_of("theme").open(),
            field<&Partnership::signatories>("signatories", tr_noop("Signatories")).max(1000).open(),
            field<&Partnership::summary>("summary", tr_noop("Summary"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Partnership::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::PartnershipParty>() {
    using namespace legation::registry;
    static RecordType const type = record_type<PartnershipParty>(
        "partnership_party", "partnership_parties", tr_noop("Party"), "",
        {
            field<&PartnershipParty::partnership_id>("partnership_id", tr_noop("Partnership"))
                .references("partnership")
                .required()
                .open(),
            field<&PartnershipParty::actor_id>("actor_id", tr_noop("Party"))
                .references("actor")
                .required()
                .open(),
            field<&PartnershipParty::position>("position", tr_noop("Position")).open(),
        });
    return type;
}
