#include "kernel/records/changes.hpp"

#include <boost/json.hpp>

namespace legation::records {

std::string changes_to_json(std::vector<FieldChange> const& changes) {
    boost::json::array list;
    for (FieldChange const& change : changes)
        list.emplace_back(boost::json::array{change.field, change.before, change.after});
    return boost::json::serialize(list);
}

std::vector<FieldChange> changes_from_json(std::string_view text) {
    boost::json::error_code error;
    boost::json::value const list = boost::json::parse(text, error);
    std::vector<FieldChange> changes;
    if (error || !list.is_array()) return changes;
    for (boost::json::value const& entry : list.get_array()) {
        if (!entry.is_array() || entry.get_array().size() != 3) continue;
        auto const part = [&](std::size_t i) {
            boost::json::value const& value = entry.get_array()[i];
            return value.is_string() ? std::string(value.get_string()) : std::string();
        };
        changes.push_back({part(0), part(1), part(2)});
    }
    return changes;
}

} // namespace legation::records
