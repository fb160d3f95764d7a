// Any bytes as a text to fold and as a query: nothing may crash, and what the code promises must hold.

#include "kernel/search/edit_distance.hpp"
#include "kernel/search/fold.hpp"
#include "kernel/search/search.hpp"
#include "kernel/search/sort_key.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace legation::search;

NameIndex small_index() {
    NameIndexBuilder builder;
    builder.add({1, "France", {"FR"}, 68e6, false, 0, {}, {}});
    builder.add({2, "Texas", {"TX"}, 29e6, false, 1, {}, {}});
    builder.add({3, "Paris", {"Paname"}, 2e6, false, 2, {1}, {}});
    builder.add({4, "Paris", {}, 24000, true, 2, {2}, {}});
    builder.add({5, "St. Louis", {}, 315000, false, 2, {}, {}});
    builder.add({6, "São Paulo", {"サンパウロ"}, 1e7, false, 2, {}, {}});
    builder.add({7, "Global Covenant of Mayors for Climate & Energy", {"GCoM"}, 0, true, 3, {}, {}});
    builder.add(
        {8, "Cool Streets", {}, 0, true, 4, {1}, "Shade trees along schools lower the heat in Paris."});
    return std::move(builder).build();
}

void check(bool holds) {
    if (!holds) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static NameIndex const index = small_index();
    std::string_view const text(reinterpret_cast<char const*>(data), size);

    std::string const folded = fold(text);
    check(fold(folded) == folded);
    check(folded.find("  ") == std::string::npos && !folded.starts_with(' ') && !folded.ends_with(' '));
    check(spell_out(spell_out(folded)) == spell_out(folded));
    check(edit_distance(folded, folded, 2) == 0);
    check(sort_key(text).find('\0') == std::string::npos);

    for (bool const as_you_type : {false, true}) {
        Query query;
        query.text = text;
        query.as_you_type = as_you_type;
        Matches const matches = search(index, query);
        check(matches.best.size() <= query.limit && matches.best.size() <= matches.total);
        for (std::size_t at = 1; at < matches.best.size(); ++at) {
            check(matches.best[at - 1].score >= matches.best[at].score);
        }
    }

    // What is put into an index under a name is found by that name.
    if (folded.empty() || size > 120) return 0;
    NameIndexBuilder builder;
    builder.add({9, text, {}, 1, false, 0, {}, {}});
    NameIndex const own = std::move(builder).build();
    Query query;
    query.text = text;
    check(search(own, query).total == 1);
    return 0;
}
