#include "register/starter.hpp"

#include "kernel/error.hpp"
#include "kernel/records/csv.hpp"
#include "register/importer.hpp"
#include "register/nouns.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace legation::registry {

namespace {

struct StarterFile {
    std::string_view name;
    std::string_view noun;
};

/// Each after what it refers to.
constexpr std::array starter_files{
    StarterFile{"sources-seeds.csv", "source"},
    StarterFile{"sources-general.csv", "source"},
    StarterFile{"themes.csv", "theme"},
    StarterFile{"federal.csv", "actor"},
    StarterFile{"regional-commissions.csv", "actor"},
    StarterFile{"multilateral.csv", "actor"},
    StarterFile{"networks.csv", "actor"},
    StarterFile{"seed-actors.csv", "actor"},
    StarterFile{"seed-international-offices.csv", "international_office"},
    StarterFile{"seed-partnerships.csv", "partnership"},
    StarterFile{"memberships-general.csv", "membership"},
    StarterFile{"seed-memberships.csv", "membership"},
    StarterFile{"seed-presences.csv", "presence"},
    StarterFile{"jurisdictions.csv", "jurisdiction"},
    StarterFile{"seed-activities.csv", "activity"},
    StarterFile{"seed-outcomes.csv", "outcome"},
    StarterFile{"seed-practices.csv", "practice"},
    StarterFile{"seed-commitments.csv", "commitment"},
    StarterFile{"convenings.csv", "convening"},
    StarterFile{"editions.csv", "edition"},
    StarterFile{"seed-people.csv", "person"},
};

struct ReadFile {
    std::string path;
    std::string_view noun;
    records::CsvFile csv;
};

std::vector<ReadFile> read_files(std::string const& folder) {
    std::vector<ReadFile> files;
    for (StarterFile const& file : starter_files) {
        std::string const path = fmt::format("{}/{}", folder, file.name);
        std::ifstream stream(path, std::ios::binary);
        if (!stream)
            throw Error(ErrorCode::unavailable,
                        fmt::format("{} cannot be read; restore it, or name the folder with --share", path));
        std::ostringstream text;
        text << stream.rdbuf();
        files.push_back({path, file.noun, records::read_csv(text.view(), path)});
    }
    return files;
}

bool was_loaded(store::ReadTransaction& tx) {
    return tx.value<std::int64_t>("SELECT record_count FROM starter_loads").has_value();
}

} // namespace

std::int64_t load_starter(store::Store& store, std::string const& folder,
                          std::function<void(double)> const& progress) {
    if (store.read(was_loaded)) return 0;

    std::vector<ReadFile> const files = read_files(folder);
    return store.write(store::Author{"Starter data"}, [&](store::WriteTransaction& tx) {
        Importer importer(tx);
        std::int64_t created = 0;
        if (was_loaded(tx)) return created; // by another program that started at the same moment
        double done = 0;
        for (ReadFile const& file : files) {
            created += importer.import(*find_noun(file.noun), file.csv, file.path).created;
            progress(++done / static_cast<double>(files.size()));
        }
        tx.execute("INSERT INTO starter_loads (loaded_at, record_count) VALUES (:at, :count)",
                   to_text(tx.now()), created);
        return created;
    });
}

} // namespace legation::registry
