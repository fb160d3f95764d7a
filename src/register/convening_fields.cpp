#include "kernel/views/tr.hpp"
#include "register/convening.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> frequencies() {
    static constexpr std::array choices{
        Choice{"annual", tr_noop("Every year")},
        Choice{"biennial", tr_noop("Every two years")},
        Choice{"triennial", tr_noop("Every three years")},
        Choice{"quadrennial", tr_noop("Every four years")},
        Choice{"irregular", tr_noop("At no fixed interval")},
    };
    return choices;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Convening>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Convening>(
        "convening", "convenings", tr_noop("Convening"), "slug",
        {
            field<&Convening::slug>("slug", tr_noop("Slug")).as(Kind::slug).required().open(),
            field<&Convening::name>("name", tr_noop("Name")).required().max(300).open().searchable(),
            field<&Convening::short_name>("short_name", tr_noop("Short name")).max(100).open().searchable(),
            field<&Convening::organizers>("organizers", tr_noop("Organizers")).list_of("actor").open(),
            field<&Convening::frequency>("frequency", tr_noop("How often")).one_of(frequencies()).open(),
            field<&Convening::website>("website", tr_noop("Website")).as(Kind::url).open(),
            field<&Convening::summary>("summary", tr_noop("Summary"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Convening::who_attends>("who_attends", tr_noop("Who attends"))
                .as(Kind::long_text)
                .max(2000)
                .open(),
            field<&Convening::local_participation>("local_participation",
                                                   tr_noop("How local governments take part"))
                .as(Kind::long_text)
                .max(3000)
                .open(),
            field<&Convening::themes>("themes", tr_noop("Themes")).list_of("theme").open(),
            field<&Convening::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Edition>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Edition>(
        "edition", "editions", tr_noop("Edition"), "",
        {
            field<&Edition::convening_id>("convening_id", tr_noop("Convening"))
                .references("convening")
                .required()
                .open(),
            field<&Edition::name>("name", tr_noop("Name")).required().max(300).open().searchable(),
            field<&Edition::starts>("starts", tr_noop("Begins")).as(Kind::date).open(),
            field<&Edition::ends>("ends", tr_noop("Ends")).as(Kind::date).open(),
            field<&Edition::country>("country", tr_noop("Country")).max(2).open(),
            field<&Edition::place_id>("place_id", tr_noop("Place")).references("place").open(),
            field<&Edition::website>("website", tr_noop("Website")).as(Kind::url).open(),
            field<&Edition::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
