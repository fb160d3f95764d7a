// Files found in the world: whatever stands in them is rows, or refused with words; every row that is made is
// one that the import can take.

#include "kernel/error.hpp"
#include "register/adapters/found_file.hpp"
#include "register/adapters/found_row.hpp"
#include "register/nouns.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace legation;
using namespace legation::registry;

namespace {

/// Knows no place and nobody: what is looked up is not found.
Reconciler const& nobody() {
    auto const atlas = std::make_shared<gazetteer::Atlas const>();
    static Reconciler const reconciler(
        atlas, std::make_shared<Roster const>(),
        std::make_shared<search::NameIndex const>(search::NameIndexBuilder().build()));
    return reconciler;
}

void check(FoundRow const& row) {
    for (FoundRecord const& record : row.records) {
        if (find_noun(record.noun) == nullptr) std::abort();
        for (std::size_t const name : record.names)
            if (name >= row.names.size()) std::abort();
    }
    for (FoundName const& name : row.names)
        if (name.column.empty() || name.mention.population.value_or(0) < 0) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    try {
        FoundTable const table = read_found_text(text, "found.csv");
        for (Adapter const& adapter : adapters())
            for (FoundRow const& row : adapter.translate(table.file, nobody()))
                check(row);
    } catch (Error const& error) {
        if (error.code != ErrorCode::unprocessable) std::abort();
    }
    return 0;
}
