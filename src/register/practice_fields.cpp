#include "kernel/views/tr.hpp"
#include "register/practice.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Practice>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Practice>(
        "practice", "practices", tr_noop("Practice"), "key",
        {
            field<&Practice::key>("key", tr_noop("Key")).as(Kind::slug).required().open(),
            field<&Practice::title>("title", tr_noop("Title")).required().max(300).open().searchable(),
            field<&Practice::offered_by>("offered_by", tr_noop("Offered by"))
                .list_of("actor")
                .required()
                .open(),
            field<&Practice::copied_by>("copied_by", tr_noop("Copied by")).list_of("actor").open(),
            field<&Practice::themes>("themes", tr_noop("Themes")).list_of("theme").open(),
            field<&Practice::summary>("summary", tr_noop("Summary"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Practice::results>("results", tr_noop("Results")).as(Kind::long_text).max(3000).open(),
            field<&Practice::since>("since", tr_noop("Since")).as(Kind::date).open(),
            field<&Practice::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
