#pragma once

#include "kernel/records/field.hpp"
#include "register/map/world_map.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace legation::registry {

/// What a page shows of a record and its JSON says: gathered once, then rendered either way. Texts are in the
/// page's language; `raw` is what JSON says instead. Paths have no language prefix.

struct Cell {
    std::string text;
    std::string path = {};    ///< a link when not empty; starting with https: it leaves the site
    std::string raw = {};     ///< the code or date behind the text
    std::string status = {};  ///< shown as a status: active, agreed, proposed, paused, ended
    std::string sources = {}; ///< cited beside it
    std::string note = {};    ///< small print after it: the country of a partner
    bool is_number = false;
};

struct Column {
    std::string key; ///< in JSON
    std::string label;
    std::string missing = {}; ///< what the page says where a row has nothing: `date not recorded`
};

/// Rows of one kind; on the page a table, in JSON an array of objects.
struct Table {
    std::string key; ///< in JSON, and the anchor on the page
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows = {};
    bool is_summary = false; ///< its rows are themselves counts: how many rows there are tells nothing
};

struct Fact {
    std::string key;
    std::string label;
    std::vector<Cell> values;
};

struct Passage {
    std::string key;
    std::string heading;
    std::string text;
};

/// Something beside the text: an international office, identifiers, neighbors.
struct Card {
    std::string key;
    std::string heading;
    std::vector<Fact> facts = {};
    std::vector<Cell> list = {}; ///< links, each with its note
    bool is_boxed = false;
};

struct RecordView {
    records::RecordType const* type = nullptr; ///< null for a place nobody has written about
    std::string uuid, changed_at;
    std::string audience; ///< where it is not for everybody
    std::int64_t version = 0;

    std::string path;  ///< canonical, without language prefix
    std::string label; ///< what it is: `Sister city`
    std::string title;
    std::string description;          ///< for search engines
    std::string lede;                 ///< one line below the title on what the page holds
    std::string section = "register"; ///< of the menu
    std::vector<Cell> trail;          ///< the pages above it
    std::vector<Cell> meta;           ///< the line below the title
    std::string lead_heading, lead;
    std::string sources;                ///< of the lead and the facts
    std::string notice_heading, notice; ///< in place of a lead, where nothing is recorded
    std::string add_path;               ///< where that can be changed
    std::vector<Cell> themes;
    std::vector<Fact> facts;
    std::vector<Passage> passages;
    std::vector<Table> tables;
    std::vector<Card> cards;
    std::string country;         ///< ISO 3166-1 alpha-2, on the page of a country only
    WorldMap map;                ///< may be empty
    std::vector<Fact> json_only; ///< members of the JSON that the page shows in another way
    std::string moved_to;        ///< nothing else, where the record was merged into the one at this path
    std::string json_ld;         ///< what the page says to machines, made from all of the above
};

/// How much room a view takes where it is kept.
std::size_t cells_of(RecordView const& view);

} // namespace legation::registry
