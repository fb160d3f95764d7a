#include "register/merge/duplicates_page.hpp"

#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/records/versions.hpp"
#include "kernel/text.hpp"
#include "kernel/views/format.hpp"
#include "register/history.hpp"
#include "register/merge/merge.hpp"
#include "register/merge/suspects.hpp"
#include "register/merge/suspects_job.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/render.hpp"
#include "register/revisions/readable_value.hpp"

namespace legation::registry {

namespace {

using records::Record;
using records::RecordType;

constexpr std::int64_t pairs_shown = 20;
constexpr std::size_t longest_comment = 1'000;

/// Public fields in which the two differ.
void show_differences(store::ReadTransaction& tx, views::Data& pair, Presenter const& presenter,
                      RecordType const& type, Record const& one, Record const& other) {
    records::Revision between;
    between.changes = records::difference(type, one, other);
    publish(tx, presenter, type, between);
    for (records::FieldChange const& field : between.changes) {
        views::Data row = pair.add("DIFFERENCE");
        row.set("LABEL", field_label(presenter, type, field.field));
        row.set_shown("ONE", readable_value(presenter, type.find(field.field), field.before));
        row.set_shown("OTHER", readable_value(presenter, type.find(field.field), field.after));
    }
}

/// What is not for everybody is not laid before moderators: they may not all see it.
bool is_open(Record const* record) {
    return record != nullptr && !record->is_hidden && record->audience == "public";
}

std::string key_of(RecordType const& type, Record const& record) {
    return records::to_text(type.find(type.key)->get(record));
}

/// `Sister Cities (the first: sister-cities)`, where the name alone is the other's as well.
std::string told_apart(Presenter const& presenter, std::string_view english, std::string const& name,
                       std::string const& key) {
    return views::fill(presenter.text(english), {{"name", name}, {"key", key}});
}

void show_pair(store::ReadTransaction& tx, views::Data& data, Presenter const& presenter,
               WaitingSuspects const& suspects) {
    RecordType const& type = *find_noun(suspects.record_type);
    auto const one = records::load(tx, type, suspects.one_id);
    auto const other = records::load(tx, type, suspects.other_id);
    // Merged, hidden or closed since the pair was found; the next search takes it off the list.
    if (!is_open(one.get()) || !is_open(other.get())) return;
    views::Data pair = data.add("PAIR");
    pair.set("PAIR_ID", suspects.id);
    pair.set("NOUN", presenter.text(type.label));
    Cell const first = presenter.reference(tx, type.name, one->id);
    Cell const second = presenter.reference(tx, type.name, other->id);
    bool const same_name = first.text == second.text;
    pair.set("ONE_NAME", same_name ? told_apart(presenter, tr_noop("{name} (the first: {key})"), first.text,
                                                key_of(type, *one))
                                   : first.text);
    pair.set("ONE_URL", localized(presenter.language(), first.path));
    pair.set("OTHER_NAME", same_name ? told_apart(presenter, tr_noop("{name} (the second: {key})"),
                                                  second.text, key_of(type, *other))
                                     : second.text);
    pair.set("OTHER_URL", localized(presenter.language(), second.path));
    for (std::string const& reason : suspects.reasons)
        pair.add("REASON").set("TEXT", presenter.text(label_of_reason(reason)));
    show_differences(tx, pair, presenter, type, *one, *other);
}

void show_merge(store::ReadTransaction& tx, views::Data& data, Presenter const& presenter,
                RecentMerge const& merge) {
    RecordType const& type = *find_noun(merge.record_type);
    Cell const kept = presenter.reference(tx, type.name, merge.kept_id);
    constexpr std::string_view with_key = tr_noop("{name} ({key})");
    views::Data line = data.add("MERGE");
    line.set("MERGE_ID", merge.id);
    bool const same_name = merge.merged_name == kept.text;
    line.set("MERGED_NAME",
             same_name ? told_apart(presenter, with_key, kept.text, merge.merged_key) : merge.merged_name);
    line.set("KEPT_NAME", same_name ? told_apart(presenter, with_key, kept.text, merge.kept_key) : kept.text);
    line.set("KEPT_URL", localized(presenter.language(), kept.path));
    line.set("AUTHOR", merge.author);
    line.set("COMMENT", merge.comment);
    line.set("MERGED_ON", views::timestamp(presenter.language(), merge.merged_at));
}

std::int64_t id_in(http::Request const& request) {
    return whole_number(request.parameter("id")).value_or(0);
}

std::string comment_in(http::Query const& form) {
    std::string comment(form.find("comment").value_or(""));
    if (comment.empty()) throw Error(ErrorCode::unprocessable, "Say why, so that others can follow it.");
    if (comment.size() > longest_comment)
        throw Error(ErrorCode::unprocessable, "The comment is too long: at most 1,000 letters.");
    return comment;
}

http::Response back_to_list(http::Request const& request) {
    return http::redirect(views::path(request.language, "/moderation/duplicates"), 303);
}

} // namespace

http::Response duplicates_page(http::Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    context.store.read([&](store::ReadTransaction& tx) {
        auto const waiting = waiting_suspects(tx, pairs_shown);
        if (waiting.empty()) data.show("NONE_WAIT");
        for (WaitingSuspects const& suspects : waiting)
            show_pair(tx, data, presenter, suspects);
        auto const merges = recent_merges(tx, pairs_shown);
        if (merges.empty()) return;
        views::Data section = data.add("MERGES");
        for (RecentMerge const& merge : merges)
            show_merge(tx, section, presenter, merge);
    });
    views::PageInfo info;
    info.title = presenter.text("Duplicates");
    info.breadcrumbs = {{presenter.text("Suggestions to decide"), "/moderation"}, {info.title, {}}};
    return context.layout.page(request, info, "register/duplicates.tpl", std::move(data));
}

http::Response search_for_duplicates(http::Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    context.pictures.refresh(); // what was recorded a moment ago is looked at as well
    look_for_suspects(context.store, *context.pictures.current());
    return back_to_list(request);
}

http::Response decide_about_duplicates(http::Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    http::Query const form = http::parse_form(request);
    std::string_view const answer = form.find("answer").value_or("");
    if (answer != "one" && answer != "other" && answer != "different")
        throw Error(ErrorCode::bad_request, "Say which of the two is kept, or that they differ.");
    std::int64_t const id = id_in(request);
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (answer == "different") {
            dismiss_suspects(tx, id);
            return;
        }
        auto const suspects = find_waiting(tx, id);
        bool const keep_one = answer == "one";
        RecordType const& type = *find_noun(suspects.record_type);
        if (!is_open(records::load(tx, type, suspects.one_id).get()) ||
            !is_open(records::load(tx, type, suspects.other_id).get()))
            throw Error(ErrorCode::not_found, "This pair does not wait for an answer anymore.");
        merge(tx, type, keep_one ? suspects.one_id : suspects.other_id,
              keep_one ? suspects.other_id : suspects.one_id, comment_in(form));
        forget_suspects(tx, id);
    });
    context.pictures.refresh(); // who merged them sees it at once
    return back_to_list(request);
}

http::Response undo_merge_page(http::Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    std::string const comment = comment_in(http::parse_form(request));
    context.store.write(accounts::author_of(request.viewer),
                        [&](store::WriteTransaction& tx) { undo_merge(tx, id_in(request), comment); });
    context.pictures.refresh();
    return back_to_list(request);
}

} // namespace legation::registry
