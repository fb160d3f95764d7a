#include "commands/commands.hpp"
#include "commands/progress_bar.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/files/byte_source.hpp"
#include "kernel/hash.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/store/migrate.hpp"
#include "kernel/views/texts.hpp"
#include "program.hpp"
#include "register/adapters/found_source.hpp"
#include "register/finder.hpp"
#include "register/import/import_report.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

namespace legation {

namespace {

records::RecordType const& noun_named(std::string const& name) {
    if (records::RecordType const* type = registry::find_noun(name)) return *type;
    std::string known, found;
    for (records::RecordType const* type : registry::nouns())
        known += fmt::format("{}{}", known.empty() ? "" : ", ", type->name);
    for (registry::Adapter const& adapter : registry::adapters())
        found += fmt::format("{}{}", found.empty() ? "" : ", ", adapter.name);
    throw Error(ErrorCode::unprocessable,
                fmt::format("there is no noun “{}”; the nouns are {}; for files found in the world {}", name,
                            known, found));
}

/// Of the file and of what decides how it is read: the same file read otherwise is another import.
std::string hash_of(ImportOptions const& options, registry::Mapping const& mapping) {
    files::FileBytes bytes(options.file);
    std::string piece(1UL << 20, '\0');
    std::string all = fmt::format("{}\n{}\n{}\n{}\n{}", options.noun, options.encoding, options.delimiter,
                                  options.sheet, options.source);
    for (auto const& [heading, field] : mapping)
        all += fmt::format("\n{}={}", heading, field);
    while (std::size_t const count = bytes.read(piece))
        all += sha256_hex(std::string_view(piece).substr(0, count));
    return sha256_hex(all);
}

files::TableOptions table_options(ImportOptions const& options) {
    return {.encoding = options.encoding, .delimiter = options.delimiter, .sheet = options.sheet};
}

/// Reads the file to its end, so that what is wrong with it as a whole is told before a row of it is stored.
void check_file(ImportOptions const& options) {
    auto const table = files::open_table(options.file, table_options(options));
    fmt::print(stderr, "{}: {}\n", options.file, table->form());
    for (files::TableRow row; table->next(row);)
        ;
}

registry::Mapping mapping_of(store::Store& store, ImportOptions const& options) {
    registry::Mapping mapping;
    if (!options.mapping.empty())
        mapping = store.read(
            [&](store::ReadTransaction& tx) { return registry::mapping_named(tx, options.mapping); });
    if (!options.mapping.empty() && mapping.empty() && options.map.empty())
        throw Error(ErrorCode::unprocessable,
                    fmt::format("no mapping is named “{}”; make it with --mapping {} --map \"Heading=field\"",
                                options.mapping, options.mapping));
    for (std::string const& pair : options.map) {
        std::size_t const equals = pair.rfind('=');
        if (equals == std::string::npos || equals + 1 == pair.size())
            throw Error(ErrorCode::unprocessable,
                        fmt::format("--map “{}” must be written as \"Heading=field\"", pair));
        mapping[registry::folded_heading(pair.substr(0, equals))] = pair.substr(equals + 1);
    }
    if (!options.mapping.empty() && !options.map.empty() && !options.only_check)
        store.write(store::Author{options.author}, [&](store::WriteTransaction& tx) {
            registry::save_mapping(tx, options.mapping, mapping);
        });
    return mapping;
}

registry::EngineOptions engine_options(store::Store& store, ImportOptions const& options) {
    registry::EngineOptions engine;
    engine.kind = options.noun;
    engine.author.name = options.author;
    engine.file_name = options.file;
    engine.only_check = options.only_check;
    engine.source = options.source;
    if (!options.source_title.empty()) {
        registry::Source source;
        source.key = options.source.empty() ? registry::slug_of(options.source_title) : options.source;
        source.title = options.source_title;
        source.url = options.source_url;
        source.license = options.license;
        source.as_of = options.as_of;
        engine.source = source.key;
        engine.new_source = std::move(source);
    } else if (!options.source_url.empty() || !options.license.empty() || !options.as_of.empty()) {
        throw Error(ErrorCode::unprocessable, "--source-url, --license and --as-of belong to --source-title");
    } else if (!options.source.empty()) {
        bool const is_known = store.read([&](store::ReadTransaction& tx) {
            return records::id_of_key(tx, *registry::find_noun("source"), options.source).has_value();
        });
        if (!is_known)
            throw Error(
                ErrorCode::unprocessable,
                fmt::format("there is no source “{}”; name it with --source-title as well, or import it "
                            "first",
                            options.source));
    }
    return engine;
}

/// Ends the transaction of a check, so that nothing is kept.
struct OnlyChecked {
    registry::ImportReport report;
};

/// All rows or none, and no name but slugs and keys: as the starter data is loaded.
int import_strictly(store::Store& store, registry::TableSource& rows, ImportOptions const& options) {
    records::CsvFile file{rows.columns(), {}};
    for (registry::ImportRow row; rows.next(row);) {
        if (!row.problem.empty())
            throw Error(ErrorCode::unprocessable,
                        fmt::format("{}:{}: {}", options.file, row.line, row.problem));
        if (row.skip.empty()) file.rows.push_back({row.line, std::move(row.cells)});
    }
    try {
        auto const report = store.write(store::Author{options.author}, [&](store::WriteTransaction& tx) {
            auto const done = registry::Importer(tx).import(rows.noun(), file, options.file);
            if (options.only_check) throw OnlyChecked{done};
            return done;
        });
        fmt::print("{} created, {} changed, {} unchanged\n", report.created, report.changed,
                   report.unchanged);
    } catch (OnlyChecked const& checked) {
        fmt::print("Every row is right: {} would be created, {} changed, {} stay as they are.\n",
                   checked.report.created, checked.report.changed, checked.report.unchanged);
    }
    return 0;
}

/// Writes down how each row ended, as far as that was asked for.
class Listener {
  public:
    Listener(ImportOptions const& options, registry::RowSource const& rows)
        : options_(options), rows_(rows), bar_("Importing " + options.file) {
        if (options.report.empty()) return;
        report_.open(options.report, std::ios::binary);
        report_ << registry::report_header();
    }

    void take(registry::ImportedRow const& outcome) {
        if (options_.as_json) fmt::print("{}", registry::json_line(outcome));
        if (report_.is_open()) report_ << registry::report_line(outcome);
        bool const is_trouble = outcome.action == registry::ImportAction::rejected;
        constexpr int most_told = 20;
        if (is_trouble && !options_.as_json && ++told_ <= most_told)
            fmt::print(stderr, "{}:{}: {}\n", options_.file, outcome.line, outcome.reason);
        bar_.show(rows_.share_read());
    }

    void finish() {
        bar_.finish();
        if (options_.report.empty()) return;
        report_.close();
        if (!report_)
            throw Error(
                ErrorCode::unavailable,
                fmt::format("the report {} could not be written; the rows are stored", options_.report));
    }

  private:
    ImportOptions const& options_;
    registry::RowSource const& rows_;
    ProgressBar bar_;
    std::ofstream report_;
    int told_ = 0;
};

registry::Reconciler read_reconciler(store::Store& store) {
    auto const atlas = gazetteer::Atlas::read(store);
    return {atlas, registry::Roster::read(store, atlas), registry::Finder::index_places(*atlas)};
}

int import_row_by_row(store::Store& store, registry::Reconciler const& reconciler, registry::RowSource& rows,
                      ImportOptions const& options, registry::EngineOptions engine_settings) {
    registry::ImportEngine engine(store, reconciler, std::move(engine_settings));
    Listener listener(options, rows);
    auto const counts =
        engine.run(rows, [&](registry::ImportedRow const& outcome) { listener.take(outcome); });
    listener.finish();
    if (engine.resumed_after() > 0)
        fmt::print(stderr, "An earlier run was interrupted after line {}; this one went on from there.\n",
                   engine.resumed_after());
    fmt::print(options.as_json ? stderr : stdout, "{}\n", registry::describe(counts, options.only_check));
    if (counts.queued > 0 && !options.only_check)
        fmt::print(stderr, "Rows that wait for you: legation import queue\n");
    constexpr int some_rejected = 2;
    return counts.rejected > 0 ? some_rejected : 0;
}

/// The source of a file of a known kind, where the command line names none.
registry::EngineOptions found_options(store::Store& store, registry::Adapter const& adapter,
                                      ImportOptions options) {
    bool const is_default = options.source.empty() && options.source_title.empty();
    bool const says_more = !options.source_url.empty() || !options.license.empty() || !options.as_of.empty();
    if (is_default) {
        options.source = adapter.name;
        options.source_title = adapter.title;
        if (options.source_url.empty()) options.source_url = adapter.url;
        if (options.license.empty())
            options.license = adapter.license.empty() ? "not stated" : adapter.license;
    }
    registry::EngineOptions engine = engine_options(store, options);
    engine.keeps_source = is_default && !says_more;
    if (is_default)
        engine.new_source->note = "Brought in with legation import; its names were matched by the program.";
    return engine;
}

/// A file as it is found in the world: its adapter knows what its columns mean.
int import_found(Config const& config, registry::Adapter const& adapter, ImportOptions const& options) {
    bool const tells_form = options.is_strict || !options.mapping.empty() || !options.map.empty() ||
                            !options.encoding.empty() || !options.delimiter.empty() || !options.sheet.empty();
    if (tells_form)
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} knows the columns and the form of its files; leave --strict, --map, "
                                "--mapping, --encoding, --delimiter and --sheet out",
                                adapter.name));
    registry::FoundTable table = registry::read_found_file(options.file);
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    auto engine = found_options(*store, adapter, options);
    engine.file_hash = hash_of(options, {});
    registry::Reconciler const reconciler = read_reconciler(*store);
    registry::FoundSource rows(adapter, std::move(table), reconciler, options.file);
    return import_row_by_row(*store, reconciler, rows, options, std::move(engine));
}

} // namespace

int import_file(Config const& config, ImportOptions options) {
    // `import FILE --as KIND`, as it was written first.
    if (options.file.empty() && options.noun != "queue" && !options.accepted_as.empty()) {
        options.file = options.noun;
        options.noun = options.accepted_as;
    }
    if (options.noun == "queue") return import_queue(config, options);
    registry::Adapter const* const adapter = registry::find_adapter(options.noun);
    records::RecordType const* const type = adapter == nullptr ? &noun_named(options.noun) : nullptr;
    if (options.file.empty())
        throw Error(ErrorCode::unprocessable,
                    fmt::format("name the file: legation import {} FILE", options.noun));
    if (options.author.empty())
        throw Error(ErrorCode::unprocessable, "name who brings it in, with --author \"City of Example\"");
    if (adapter != nullptr) return import_found(config, *adapter, options);
    check_file(options);
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    registry::Mapping const mapping = mapping_of(*store, options);
    auto engine = engine_options(*store, options);
    engine.file_hash = hash_of(options, mapping);
    views::Texts const texts(config.share + "/locale");
    registry::TableSource rows(
        files::open_table(options.file, table_options(options)), *type, mapping,
        [&](std::string_view label) { return std::string(texts.text(http::Language::es, label)); },
        options.file);
    if (options.is_strict) return import_strictly(*store, rows, options);
    return import_row_by_row(*store, read_reconciler(*store), rows, options, std::move(engine));
}

} // namespace legation
