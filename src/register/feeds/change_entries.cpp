#include "register/feeds/change_entries.hpp"

#include "kernel/id.hpp"
#include "register/render.hpp"
#include "register/revisions/changed_views.hpp"

#include <fmt/format.h>

#include <utility>

namespace legation::registry {

namespace {

std::string summary_of(Presenter const& presenter, RecordView const& view, records::Revision const& change) {
    if (change.version == 1)
        return view.lead.empty() ? presenter.text("Added to the record.")
                                 : fmt::format("{} {}", presenter.text("Added to the record."), view.lead);
    std::string fields;
    for (records::FieldChange const& changed : change.changes) {
        records::Field const* field = view.type->find(changed.field);
        if (field == nullptr || !field->is_public) continue;
        fields += fmt::format("{}{}", fields.empty() ? "" : ", ", presenter.text(field->label));
    }
    if (fields.empty()) return change.comment;
    std::string const text = views::fill(presenter.text("Changed: {fields}."), {{"fields", fields}});
    return change.comment.empty() ? text : fmt::format("{} {}", text, change.comment);
}

} // namespace

AtomEntry record_entry(Presenter const& presenter, views::Site const& site, RecordView const& view) {
    return {"urn:uuid:" + view.uuid,
            view.title,
            view.changed_at,
            site.public_url + localized(presenter.language(), view.path),
            {},
            view.label,
            view.lead.empty() ? view.lede : view.lead};
}

std::vector<ChangeEntry> change_entries(store::ReadTransaction& tx, Presenter const& presenter,
                                        views::Site const& site,
                                        std::vector<records::Revision> const& changes) {
    ChangedViews views(tx, presenter);
    std::vector<ChangeEntry> entries;
    for (records::Revision const& change : changes) {
        RecordView const* view = views.of(change);
        if (view == nullptr) continue; // hidden, or not for this audience
        AtomEntry entry = record_entry(presenter, site, *view);
        entry.id = "urn:uuid:" + uuid_v5(fmt::format("revision:{}:{}", view->uuid, change.version));
        entry.updated = change.at;
        entry.author = change.author;
        entry.summary = summary_of(presenter, *view, change);
        entries.push_back({change.id, std::move(entry)});
    }
    return entries;
}

Cell page_of_record(store::ReadTransaction& tx, Presenter const& presenter, records::RecordType const& type,
                    std::int64_t record_id) {
    auto const view = visible_view(tx, presenter, type, record_id);
    return view ? Cell{view->title, view->path} : Cell{};
}

} // namespace legation::registry
