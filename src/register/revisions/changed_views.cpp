#include "register/revisions/changed_views.hpp"

#include "kernel/records/versions.hpp"
#include "register/actor_view.hpp"
#include "register/feeds/changes.hpp"
#include "register/nouns.hpp"
#include "register/record_views.hpp"

namespace legation::registry {

std::optional<RecordView> visible_view(store::ReadTransaction& tx, Presenter const& presenter,
                                       records::RecordType const& type, std::int64_t id) {
    auto const record = visible_record(tx, type, id);
    if (!record) return std::nullopt;
    if (type.name == "actor") return actor_view(tx, presenter, record->name);
    for (RecordPage const& page : record_pages())
        if (page.table == type.table) return page.gather(tx, presenter, record->name);
    return std::nullopt;
}

RecordView const* ChangedViews::of(records::Revision const& change) {
    auto const [found, is_new] = known_.try_emplace({change.record_type, change.record_id});
    Known& known = found->second;
    records::RecordType const* type = find_noun(change.record_type);
    if (is_new && type != nullptr) {
        known.view = visible_view(tx_, presenter_, *type, change.record_id);
        if (known.view) known.open_versions = records::open_versions(tx_, *type, change.record_id);
    }
    bool const is_shown = known.view && known.open_versions.contains(change.version);
    return is_shown ? &*known.view : nullptr;
}

} // namespace legation::registry
