#include "register/render.hpp"

#include "accounts/blocks/block.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/views/format.hpp"
#include "register/catalog/catalog_pages.hpp"
#include "register/cite/cite_pages.hpp"
#include "register/confirming/confirmed_box.hpp"
#include "register/editing/edit.hpp"
#include "register/export/download.hpp"
#include "register/export/export_menu.hpp"
#include "register/export/record_rows.hpp"
#include "register/fact_sheet/fact_sheet.hpp"
#include "register/feeds/feed_pages.hpp"
#include "register/following/follow_target.hpp"
#include "register/lens/audience.hpp"
#include "register/map/map_pages.hpp"
#include "register/render_json.hpp"
#include "register/trips/trip.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

std::string_view key_of(std::string_view entry) {
    return entry.substr(0, entry.find('@'));
}

std::string_view where_in(std::string_view entry) {
    std::size_t const at = entry.find('@');
    return at == std::string_view::npos ? std::string_view() : entry.substr(at + 1);
}

void show_facts(views::Data& data, std::vector<Fact> const& facts, http::Language language,
                Citations& citations) {
    for (Fact const& fact : facts) {
        views::Data line = data.add("FACT");
        line.set("LABEL", fact.label);
        for (std::size_t i = 0; i < fact.values.size(); ++i) {
            views::Data value = line.add("VALUE");
            if (i > 0) value.show("COMMA");
            show_cell(std::move(value), fact.values[i], language, citations);
        }
    }
}

void show_cards(views::Data& data, RecordView const& view, http::Language language, Citations& citations) {
    for (Card const& card : view.cards) {
        views::Data box = data.add("CARD");
        box.set("CARD_CLASS", card.is_boxed ? "card" : "part");
        box.set("CARD_KEY", card.key);
        box.set("CARD_HEADING", card.heading);
        if (!card.facts.empty()) {
            views::Data facts = box.add("CARD_FACTS");
            show_facts(facts, card.facts, language, citations);
        }
        if (!card.list.empty()) {
            views::Data list = box.add("CARD_LIST");
            for (Cell const& cell : card.list)
                show_cell(list.add("CARD_ITEM"), cell, language, citations);
        }
    }
}

void add_contents(views::Data& contents, Presenter const& presenter, std::string_view key,
                  std::string_view label, std::size_t count) {
    views::Data item = contents.add("CONTENT");
    item.set("CONTENT_KEY", key);
    item.set("CONTENT_LABEL", label);
    if (count > 0) item.set_shown("CONTENT_COUNT", presenter.number(static_cast<std::int64_t>(count)));
}

/// Long pages get a list of their parts; short ones read better without.
void show_contents(views::Data& data, RecordView const& view, Presenter const& presenter) {
    constexpr std::size_t parts_that_need_a_list = 3;
    if (view.tables.size() + view.passages.size() < parts_that_need_a_list) return;
    views::Data contents = data.add("CONTENTS");
    if (!view.lead.empty()) add_contents(contents, presenter, "overview", presenter.text("Overview"), 0);
    for (Passage const& passage : view.passages)
        add_contents(contents, presenter, passage.key, passage.heading, 0);
    for (Table const& table : view.tables)
        add_contents(contents, presenter, table.key, table.caption, table.is_summary ? 0 : table.rows.size());
}

views::PageInfo page_info(RecordView const& view) {
    views::PageInfo info;
    info.title = view.title;
    info.description = !view.description.empty() ? view.description
                       : !view.lead.empty()      ? view.lead
                                                 : view.lede;
    info.path = view.path;
    info.section = view.section;
    info.json_path = view.path + ".json";
    if (view.type != nullptr || !view.country.empty()) info.feed_path = feed_path(view.path);
    for (Cell const& step : view.trail)
        info.breadcrumbs.push_back({step.text, step.path});
    info.breadcrumbs.push_back({view.title, {}});
    return info;
}

} // namespace

std::string localized(http::Language language, std::string const& path) {
    return path.starts_with('/') ? views::path(language, path) : path;
}

void Citations::cite(views::Data& statement, std::string_view sources) {
    for (std::string const& entry : records::split_list(sources)) {
        auto found = std::ranges::find(entries_, entry);
        if (found == entries_.end()) found = entries_.insert(entries_.end(), entry);
        statement.add("CITATION").set("NUMBER", static_cast<std::int64_t>(found - entries_.begin()) + 1);
    }
}

void show_cell(views::Data data, Cell const& cell, http::Language language, Citations& citations) {
    data.set("TEXT", cell.text);
    if (!cell.status.empty()) {
        data.add("STATUS").set("STATUS_CLASS", cell.status);
    } else if (!cell.path.empty()) {
        data.add("LINK").set("URL", localized(language, cell.path));
    } else if (!cell.text.empty()) {
        data.show("PLAIN");
    }
    data.set_shown("NOTE", cell.note);
    if (!cell.sources.empty()) citations.cite(data, cell.sources);
}

void show_table(views::Data data, Table const& table, http::Language language, Citations& citations) {
    data.set("TABLE_KEY", table.key);
    data.set("CAPTION", table.caption);
    // A column that says nothing in any row only takes room.
    std::vector<bool> is_shown(table.columns.size(), false);
    for (auto const& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            if (i == 0 || !row[i].text.empty()) is_shown[i] = true;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!is_shown[i]) continue;
        views::Data head = data.add("HEAD");
        head.set("LABEL", table.columns[i].label);
        if (!table.rows.empty() && table.rows.front()[i].is_number) head.show("NUMBER_COLUMN");
    }
    for (auto const& row : table.rows) {
        views::Data line = data.add("ROW");
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == 0) {
                show_cell(line.add("FIRST"), row[i], language, citations);
                continue;
            }
            if (!is_shown[i]) continue;
            views::Data cell = line.add("CELL");
            cell.set("LABEL", table.columns[i].label);
            if (row[i].is_number) cell.show("NUMBER_COLUMN");
            if (row[i].text.empty()) { // stays truly empty unless there is something to say: the styles
                                       // hide it on small screens
                cell.set_shown("MISSING", table.columns[i].missing);
                continue;
            }
            cell = cell.add("FILLED");
            show_cell(std::move(cell), row[i], language, citations);
        }
    }
}

void show_links(views::Data& data, std::string_view section, std::vector<Cell> const& links,
                http::Language language) {
    for (Cell const& link : links) {
        views::Data item = data.add(section);
        item.set("TEXT", link.text);
        item.set("URL", localized(language, link.path));
        item.set_shown("NOTE", link.note);
    }
}

void show_sources(views::Data& data, Citations const& citations, Presenter const& presenter) {
    if (citations.entries().empty()) return;
    views::Data section = data.add("SOURCES");
    section.set("SOURCE_COUNT", presenter.number(static_cast<std::int64_t>(citations.entries().size())));
    std::int64_t number = 0;
    for (std::string const& entry : citations.entries()) {
        views::Data line = section.add("SOURCE");
        line.set("NUMBER", ++number);
        Source const* source = presenter.roster().source(key_of(entry));
        if (source == nullptr) {
            line.set("SOURCE_TITLE", key_of(entry));
            continue;
        }
        line.set("SOURCE_TITLE", source->title);
        line.set("SOURCE_URL", localized(presenter.language(), "/register/sources/" + source->uuid));
        line.set_shown("PUBLISHER", source->publisher);
        line.set_shown("PUBLISHED", presenter.date(source->published));
        line.set_shown("WHERE", where_in(entry));
        line.set_shown("AS_OF", presenter.date(source->as_of));
        if (!source->url.empty()) line.add("ORIGINAL").set("ORIGINAL_URL", source->url);
    }
}

namespace {

void show_citation(views::Data& data, Context const& context, Presenter const& presenter,
                   RecordView const& view) {
    views::Data cite = data.add("CITE");
    cite.set("CITATION_TEXT", in_words(presenter, citation_of(context, presenter, view)));
    cite.set("RECORD_URL", localized(presenter.language(), view.path));
}

/// What the reader may do with the record, besides reading it.
void show_acts(views::Data& data, Context const& context, http::Request const& request,
               RecordView const& view) {
    std::vector<std::int64_t> owners;
    auto const reason = context.store.read([&](store::ReadTransaction& tx) {
        auto const id =
            request.viewer.is_signed_in() ? records::id_of_uuid(tx, *view.type, view.uuid) : std::nullopt;
        if (auto const record = records::load(tx, *view.type, id.value_or(0)))
            owners = owners_of(tx, *view.type, *record);
        return accounts::protection_of(tx, view.uuid);
    });
    bool const may_edit = accounts::may(request.viewer, accounts::Permission::edit_record,
                                        {.actors = owners, .is_protected = reason.has_value()});
    data.add(may_edit ? "EDIT" : "SUGGEST")
        .set("CHANGE_URL", localized(request.language, view.path + (may_edit ? "/edit" : "/suggest")));
    bool const is_own =
        view.type->name == "actor" && !owners.empty() && request.viewer.acts_for(owners.front());
    if (view.type->name == "actor" && request.viewer.is_signed_in() && !is_own)
        data.set_shown("JOIN_URL",
                       localized(request.language, "/join/" + view.path.substr(view.path.rfind('/') + 1)));
    if (reason) data.add("PROTECTION").set("PROTECTION_REASON", *reason);
    if (accounts::may(request.viewer, accounts::Permission::moderate))
        data.add(reason ? "OPEN" : "PROTECT")
            .set("PROTECT_URL", localized(request.language, view.path + "/protect"));
    if (view.type->name == "person" && accounts::may(request.viewer, accounts::Permission::erase_record))
        data.add("ERASE").set("ERASE_URL", localized(request.language, view.path + "/erase"));
}

/// For whom a record is that is not for everybody, and until when.
std::string audience_words(Context const& context, Presenter const& presenter, RecordView const& view) {
    std::string words = presenter.text(audience_note(view.audience));
    std::string const day = context.store.read([&](store::ReadTransaction& tx) {
        auto const id = records::id_of_uuid(tx, *view.type, view.uuid);
        return publishing_day(tx, *view.type, id.value_or(0));
    });
    if (!day.empty())
        words += ' ' + views::fill(presenter.text(tr_noop("Everybody sees it from {day} on.")),
                                   {{"day", presenter.date(day)}});
    return words;
}

} // namespace

http::Response show(Context const& context, http::Request const& request, Presenter const& presenter,
                    RecordView const& view) {
    bool const is_public = view.audience.empty(); // what is public alone is confirmed and followed
    if (request.format == http::Format::json) {
        RecordView whole = view;
        if (view.type != nullptr && is_public && request.as_of.empty())
            add_confirmations(whole, context, presenter);
        return http::json(to_json(whole, presenter));
    }
    if (wants_download(request)) {
        if (view.type == nullptr) throw Error(ErrorCode::not_found, "Nothing is recorded here yet.");
        return download(context, request, record_download(context, *view.type, view.uuid));
    }

    http::Language const language = presenter.language();
    views::Data data;
    Citations citations;
    data.set_shown("KIND_LABEL", view.label);
    data.set("HEADING", view.title);
    data.set_shown("LEDE", view.lede);
    if (!view.audience.empty()) data.set_shown("AUDIENCE_NOTE", audience_words(context, presenter, view));
    if (!view.meta.empty()) {
        views::Data meta = data.add("META_LINE");
        for (Cell const& cell : view.meta)
            show_cell(meta.add("META"), cell, language, citations);
    }
    if (view.type != nullptr && is_public) show_confirmations(data, context, request, presenter, view);
    if ((view.type != nullptr && is_public) || !view.country.empty())
        show_follow(data, context, request, *context.pictures.current(), presenter, view.path);
    show_contents(data, view, presenter);

    if (!view.notice.empty()) {
        views::Data notice = data.add("NOTICE");
        notice.set("NOTICE_HEADING", view.notice_heading);
        notice.set("NOTICE_TEXT", view.notice);
        if (!view.add_path.empty())
            notice.set_shown("ADD_URL", localized(presenter.language(), view.add_path));
    }
    if (!view.lead.empty() || !view.themes.empty()) {
        views::Data lead = data.add("OVERVIEW");
        lead.set("OVERVIEW_HEADING",
                 view.lead_heading.empty() ? presenter.text("Overview") : view.lead_heading);
        if (!view.lead.empty()) {
            views::Data text = lead.add("LEAD");
            text.set("TEXT", view.lead);
            citations.cite(text, view.sources);
        }
        if (!view.themes.empty()) {
            views::Data themes = lead.add("THEMES");
            show_links(themes, "THEME", view.themes, language);
        }
    }
    for (Passage const& passage : view.passages) {
        views::Data part = data.add("PASSAGE");
        part.set("PASSAGE_KEY", passage.key);
        part.set("PASSAGE_HEADING", passage.heading);
        part.set("TEXT", passage.text);
    }
    for (Table const& table : view.tables) {
        views::Data part = data.add("TABLE");
        if (!table.is_summary)
            part.set_shown("TABLE_COUNT", presenter.number(static_cast<std::int64_t>(table.rows.size())));
        show_table(std::move(part), table, language, citations);
    }
    // Facts stand beside the text; where they are all there is, they are the text.
    bool const has_facts_only = view.lead.empty() && view.themes.empty() && view.passages.empty() &&
                                view.tables.empty() && view.cards.empty() && !view.facts.empty();
    if (has_facts_only) {
        views::Data facts = data.add("MAIN_FACTS");
        show_facts(facts, view.facts, language, citations);
    }
    if (view.lead.empty() && !view.sources.empty()) {
        views::Data cited = data.add("CITED");
        citations.cite(cited, view.sources);
    }
    if (!has_facts_only && (!view.facts.empty() || !view.cards.empty() || !view.map.is_empty())) {
        views::Data aside = data.add("ASIDE");
        if (!view.map.is_empty()) {
            views::Data map = aside.add("WORLD_MAP");
            map.set("MAP_URL", localized(language, view.map.path));
            show_world_map(std::move(map), view.map);
        }
        if (!view.facts.empty()) {
            views::Data facts = aside.add("FACTS");
            show_facts(facts, view.facts, language, citations);
        }
        show_cards(aside, view, language, citations);
    }
    show_sources(data, citations, presenter);
    if (view.type != nullptr)
        show_export_menu(data, presenter, view.path, false, has_points(*view.type));
    else
        data.set_shown("JSON_URL", localized(language, view.path + ".json"));
    std::string const slug = view.path.substr(view.path.rfind('/') + 1);
    bool const is_of_actor_or_place = view.path.size() == std::string_view("/register/").size() + slug.size();
    if (is_of_actor_or_place && sheet_subject(presenter, slug))
        data.set_shown("FACT_SHEET_URL", localized(language, view.path + "/fact-sheet"));
    if (view.type != nullptr) show_acts(data, context, request, view);
    if (view.type != nullptr) {
        show_citation(data, context, presenter, view);
        views::Data version = data.add("VERSION");
        version.set("VERSION_NUMBER", view.version);
        version.set("CHANGED_AT", view.changed_at);
        version.set("CHANGED_ON", presenter.date(view.changed_at.substr(0, 10)));
        version.set("HISTORY_URL", localized(language, view.path + "/history"));
    }
    views::PageInfo info = page_info(view);
    if (view.type != nullptr)
        info.oembed_url = oembed_address(context.layout.site(), localized(language, view.path));
    info.json_ld = view.json_ld;
    return context.layout.page(request, info, "register/record.tpl", std::move(data));
}

} // namespace legation::registry
