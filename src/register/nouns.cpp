#include "register/nouns.hpp"

#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/convening.hpp"
#include "register/identifier.hpp"
#include "register/international_office.hpp"
#include "register/jurisdiction.hpp"
#include "register/membership.hpp"
#include "register/partnership.hpp"
#include "register/person.hpp"
#include "register/place_identifier.hpp"
#include "register/practice.hpp"
#include "register/presence.hpp"
#include "register/source.hpp"
#include "register/theme.hpp"

#include <array>

namespace legation::registry {

std::span<records::RecordType const* const> nouns() {
    using records::type_of;
    static std::array<records::RecordType const*, 19> const all{
        &type_of<Source>(),
        &type_of<Theme>(),
        &type_of<Actor>(),
        &type_of<Identifier>(),
        &type_of<PlaceIdentifier>(),
        &type_of<InternationalOffice>(),
        &type_of<Partnership>(),
        &type_of<PartnershipParty>(),
        &type_of<Membership>(),
        &type_of<Presence>(),
        &type_of<Jurisdiction>(),
        &type_of<Activity>(),
        &type_of<ActivityParticipant>(),
        &type_of<Outcome>(),
        &type_of<Practice>(),
        &type_of<Commitment>(),
        &type_of<Convening>(),
        &type_of<Edition>(),
        &type_of<Person>(),
    };
    return all;
}

records::RecordType const* find_noun(std::string_view name) {
    for (records::RecordType const* type : nouns())
        if (type->name == name || type->table == name) return type;
    return nullptr;
}

} // namespace legation::registry
