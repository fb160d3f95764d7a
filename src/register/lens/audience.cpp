#include "register/lens/audience.hpp"

#include "accounts/policy.hpp"
#include "kernel/views/tr.hpp"

#include <array>

namespace legation::registry {

namespace {

constexpr std::array<std::string_view, 2> closed_audiences{"members", "office"};

} // namespace

std::string audiences_of(http::Viewer const& viewer) {
    std::string all;
    if (!viewer.is_signed_in()) return all;
    for (std::string_view const audience : closed_audiences) {
        accounts::Subject subject;
        subject.audience = audience;
        if (!accounts::may(viewer, accounts::Permission::see_record, subject)) continue;
        if (all.empty()) all = ";";
        (all += audience) += ';';
    }
    return all;
}

std::string_view audience_note(std::string_view audience) {
    if (audience == "members") return tr_noop("Only members of this hub see this record.");
    if (audience == "office") return tr_noop("Only the Office sees this record.");
    return tr_noop("Not everybody sees this record.");
}

} // namespace legation::registry
