#pragma once

#include "kernel/records/field.hpp"

#include <array>

/// A noun for tests alone: one field of every kind.
namespace legation::records {

struct Town : Record {
    std::string slug, name, summary, website, founded, kind, themes, sources, phone;
    std::optional<std::int64_t> parent_id;
    std::int64_t people = 0;
    std::optional<double> area;
};

inline constexpr std::array town_kinds{Choice{"city", "City"}, Choice{"village", "Village"}};

inline constexpr std::string_view town_schema = R"(
CREATE TABLE towns (
    id BIGINT PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, version BIGINT NOT NULL, is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL, changed_at TEXT NOT NULL,
    slug TEXT NOT NULL, name TEXT NOT NULL, summary TEXT, website TEXT, founded TEXT, kind TEXT, themes TEXT,
    sources TEXT, phone TEXT, parent_id BIGINT, people BIGINT, area DOUBLE PRECISION
);
CREATE TABLE towns_history AS
    SELECT towns.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM towns WHERE id < 0;
)";

template <>
inline RecordType const& type_of<Town>() {
    static RecordType const type =
        record_type<Town>("town", "towns", "Town", "slug",
                          {
                              field<&Town::slug>("slug", "Slug").as(Kind::slug).required().open(),
                              field<&Town::name>("name", "Name").required().max(40).open().searchable(),
                              field<&Town::summary>("summary", "Summary").as(Kind::long_text).open(),
                              field<&Town::website>("website", "Website").as(Kind::url).open(),
                              field<&Town::founded>("founded", "Founded").as(Kind::date).open(),
                              field<&Town::kind>("kind", "Kind").one_of(town_kinds).open(),
                              field<&Town::themes>("themes", "Themes").list_of("theme").open(),
                              field<&Town::sources>("sources", "Sources").list_of("source").open(),
                              field<&Town::phone>("phone", "Phone"), // private: nobody marked it open
                              field<&Town::parent_id>("parent_id", "Part of").references("town").open(),
                              field<&Town::people>("people", "People").between(0, 50'000'000).open(),
                              field<&Town::area>("area", "Area").open(),
                          });
    return type;
}

} // namespace legation::records
