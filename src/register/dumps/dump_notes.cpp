#include "register/dumps/dump_notes.hpp"

#include "kernel/records/record_store.hpp"
#include "register/record_views.hpp"
#include "register/source.hpp"

#include <fmt/format.h>

namespace legation::registry {

std::string readme_text(DumpOptions const& options, std::string_view date,
                        std::vector<NounCount> const& counts) {
    std::string text = fmt::format(
        "{0}: the public record of {1}\n{2}\n\n"
        "Every record that was public on this day, in two forms with the same columns:\n\n"
        "  NOUN.csv.zst      RFC 4180, UTF-8, a line for each record\n"
        "  NOUN.ndjson.zst   a JSON object on each line\n\n"
        "Both are compressed with Zstandard: zstd -d FILE, or open them as they are in DuckDB, pandas or R.\n"
        "References are slugs, keys and UUIDs, which are the same in every dump. `sources` names the sources "
        "of a\n"
        "record by their keys in sources.csv; LICENSES.txt has the license of each.\n"
        "In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.\n"
        "SHA256SUMS has a checksum of each file: sha256sum -c SHA256SUMS\n\n"
        "records  noun\n",
        options.site_name, date, options.public_url);
    for (NounCount const& count : counts)
        text += fmt::format("{:>7}  {}\n", count.records, address_of(count.table));
    return text;
}

std::string licenses_text(store::ReadTransaction& tx, DumpOptions const& options) {
    std::string text =
        "Statements carry the license of their source. Where a source states none, the usual law "
        "applies.\n\nSources\n\n";
    for (Source const& source : records::visible<Source>(tx, "id > 0 ORDER BY key")) {
        text += fmt::format("{}\n  {}\n", source.key, source.title);
        if (!source.publisher.empty()) text += fmt::format("  {}\n", source.publisher);
        if (!source.url.empty()) text += fmt::format("  {}\n", source.url);
        if (!source.as_of.empty()) text += fmt::format("  Facts as of {}\n", source.as_of);
        text += fmt::format("  License: {}\n", source.license.empty() ? "not stated" : source.license);
    }
    if (options.attributions.empty()) return text;
    text += "\nPlaces: names, codes and coordinates\n\n";
    for (Attribution const& package : options.attributions)
        text += fmt::format("{} {}\n  {}\n  {}\n  License: {}\n", package.name, package.version, package.what,
                            package.url, package.license);
    return text;
}

} // namespace legation::registry
