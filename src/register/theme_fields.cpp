#include "kernel/views/tr.hpp"
#include "register/theme.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Theme>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Theme>(
        "theme", "themes", tr_noop("Theme"), "slug",
        {
            field<&Theme::slug>("slug", tr_noop("Slug")).as(Kind::slug).required().open(),
            field<&Theme::name>("name", tr_noop("Name")).required().max(100).open().searchable(),
            field<&Theme::name_es>("name_es", tr_noop("Name in Spanish")).max(100).open().searchable(),
            field<&Theme::summary>("summary", tr_noop("Summary")).as(Kind::long_text).max(2000).open(),
            field<&Theme::sdg_goals>("sdg_goals", tr_noop("Sustainable Development Goals"))
                .as(Kind::list)
                .max(60)
                .open(),
            field<&Theme::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
