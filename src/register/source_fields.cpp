#include "kernel/views/tr.hpp"
#include "register/source.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Source>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Source>(
        "source", "sources", tr_noop("Source"), "key",
        {
            field<&Source::key>("key", tr_noop("Key")).as(Kind::slug).required().open(),
            field<&Source::title>("title", tr_noop("Title")).required().max(500).open().searchable(),
            field<&Source::author>("author", tr_noop("Authors")).as(Kind::list).max(500).open(),
            field<&Source::publisher>("publisher", tr_noop("Publisher")).max(300).open(),
            field<&Source::url>("url", tr_noop("Address")).as(Kind::url).open(),
            field<&Source::published>("published", tr_noop("Published")).as(Kind::date).open(),
            field<&Source::accessed>("accessed", tr_noop("Retrieved")).as(Kind::date).open(),
            field<&Source::as_of>("as_of", tr_noop("Facts as of")).as(Kind::date).open(),
            field<&Source::license>("license", tr_noop("License")).max(300).open(),
            field<&Source::note>("note", tr_noop("Note")).as(Kind::long_text).max(3000).open(),
        });
    return type;
}
