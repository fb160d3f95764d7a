#include "register/editing/cited_source.hpp"

#include "register/import/name_resolver.hpp"
#include "register/source.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace legation::registry {

namespace {

using records::FieldChange;

/// Sources of the same title are frequent ("Minutes"), so a number may follow.
std::string free_key(store::WriteTransaction& tx, std::string const& title) {
    constexpr std::size_t room = 80; // of 100 characters
    std::string key = slug_of(title).substr(0, room);
    key.resize(key.find_last_not_of('-') + 1);
    std::string free = key;
    for (int number = 2; records::id_of_key(tx, records::type_of<Source>(), free); ++number)
        free = fmt::format("{}-{}", key, number);
    return free;
}

std::string key_of(store::WriteTransaction& tx, CitedSource const& cited, std::string const& comment) {
    if (!cited.url.empty())
        if (auto known = tx.value<std::string>(
                "SELECT key FROM sources WHERE url = :url AND is_hidden = 0 ORDER BY id LIMIT 1", cited.url))
            return *known;
    Source source;
    source.key = free_key(tx, cited.title);
    source.title = cited.title;
    source.url = cited.url;
    if (!cited.url.empty()) source.accessed = cited.accessed;
    records::create(tx, source, comment);
    return source.key;
}

} // namespace

void cite(store::WriteTransaction& tx, CitedSource const& source, std::string const& sources, Edit& edit) {
    if (source.title.empty() || edit.type->find("sources") == nullptr) return;
    std::string const key = key_of(tx, source, edit.comment);
    auto change = std::ranges::find(edit.changes, "sources", &FieldChange::field);
    if (change == edit.changes.end())
        change = edit.changes.insert(change, FieldChange{"sources", sources, sources});
    for (std::string const& entry : records::split_list(change->after))
        if (entry == key) return;
    change->after += (change->after.empty() ? "" : ";") + key;
}

} // namespace legation::registry
