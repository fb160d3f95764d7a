#include "kernel/views/tr.hpp"
#include "register/actor.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> actor_kinds() {
    static constexpr std::array choices{
        Choice{"country", tr_noop("Country")},
        Choice{"state", tr_noop("State")},
        Choice{"territory", tr_noop("Territory")},
        Choice{"county", tr_noop("County")},
        Choice{"municipality", tr_noop("Municipality")},
        Choice{"township", tr_noop("Township")},
        Choice{"tribal_nation", tr_noop("Tribal nation")},
        Choice{"regional_council", tr_noop("Regional council")},
        Choice{"regional_commission", tr_noop("Regional commission")},
        Choice{"foreign_subnational", tr_noop("Foreign subnational government")},
        Choice{"network", tr_noop("Network of governments")},
        Choice{"multilateral", tr_noop("Multilateral organization")},
        Choice{"federal_agency", tr_noop("Federal agency or office")},
        Choice{"mission", tr_noop("Diplomatic mission or consulate")},
        Choice{"university", tr_noop("University or research institution")},
        Choice{"school", tr_noop("School")},
        Choice{"community_organization", tr_noop("Community-based organization")},
        Choice{"sister_city_association", tr_noop("Sister-city association")},
        Choice{"philanthropy", tr_noop("Philanthropy")},
        Choice{"business", tr_noop("Chamber or business")},
        Choice{"national_partner", tr_noop("National partner")},
    };
    return choices;
}

bool is_government(std::string_view kind) {
    static constexpr std::size_t governments = 10; // they stand first in the list above
    auto const choices = actor_kinds().first(governments);
    for (Choice const& choice : choices)
        if (choice.code == kind) return true;
    return false;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Actor>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Actor>(
        "actor", "actors", tr_noop("Government or organization"), "slug",
        {
            field<&Actor::slug>("slug", tr_noop("Slug")).as(Kind::slug).required().open(),
            field<&Actor::kind>("kind", tr_noop("Kind")).one_of(actor_kinds()).required().open(),
            field<&Actor::name>("name", tr_noop("Name")).required().max(300).open().searchable(),
            field<&Actor::short_name>("short_name", tr_noop("Short name")).max(100).open().searchable(),
            field<&Actor::other_names>("other_names", tr_noop("Other names"))
                .as(Kind::list)
                .open()
                .searchable(),
            field<&Actor::country>("country", tr_noop("Country")).max(2).open(),
            field<&Actor::place_id>("place_id", tr_noop("Place")).references("place").open(),
            field<&Actor::parent_id>("parent_id", tr_noop("Part of")).references("actor").open(),
            field<&Actor::website>("website", tr_noop("Website")).as(Kind::url).open(),
            field<&Actor::summary>("summary", tr_noop("Summary"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Actor::founded>("founded", tr_noop("Founded")).as(Kind::date).open(),
            field<&Actor::themes>("themes", tr_noop("Themes")).list_of("theme").open(),
            field<&Actor::turn_to_for>("turn_to_for", tr_noop("Turn to it for"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Actor::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
