#include "register/source_view.hpp"

#include "kernel/records/record_store.hpp"
#include "register/mentions.hpp"
#include "register/record_views.hpp"
#include "register/source.hpp"

#include <array>

namespace legation::registry {

std::optional<RecordView> source_view(store::ReadTransaction& tx, Presenter const& presenter,
                                      std::string_view uuid) {
    auto const found = records::find_visible<Source>(tx, "uuid = :uuid", uuid);
    if (!found) return std::nullopt;
    RecordView view = begin_view(records::type_of<Source>(), *found, "/register/sources/" + found->uuid);
    view.trail = trail(presenter, tr_noop("Sources"), "/register/sources");
    view.label = presenter.text("Source");
    view.title = found->title;
    view.lead_heading = presenter.text("About this source");
    view.lead = found->note;
    static constexpr std::array<std::string_view, 3> elsewhere{"key", "title", "note"};
    view.facts = presenter.facts(tx, records::type_of<Source>(), *found, elsewhere);
    view.tables = mentions_of(tx, presenter, "source", found->key);
    view.json_only = {{"key", "", {presenter.plain(found->key)}}};
    return view;
}

} // namespace legation::registry
