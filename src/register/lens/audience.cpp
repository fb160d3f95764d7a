#include "register/lens/audience.hpp"

#include "accounts/policy.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace legation::registry {

namespace {

constexpr std::array<std::string_view, 2> closed_audiences{"members", "office"};

} // namespace

std::string audiences_of(http::Viewer const& viewer) {
    std::string all;
    if (!viewer.is_signed_in()) return all;
    auto const add = [&](std::string_view audience, std::span<std::int64_t const> owners,
                         std::string const& name) {
        if (accounts::may(viewer, accounts::Permission::see_record, {.actors = owners, .audience = audience}))
            all += fmt::format("{}{};", all.empty() ? ";" : "", name);
    };
    for (std::string_view const audience : closed_audiences)
        add(audience, {}, std::string(audience));
    // In order: the same people share a picture, however they were asked for.
    for (std::int64_t const& actor : accounts::actors_of(viewer))
        add("own", {&actor, 1}, fmt::format("own:{}", actor));
    return all;
}

std::vector<Audience> audiences_to_choose(http::Viewer const& viewer, std::span<std::int64_t const> owners) {
    static constexpr std::array<Audience, 4> known{
        {{"public", tr_noop("Everybody")},
         {"members", tr_noop("Members of this hub")},
         {"office", tr_noop("The Office, and those who act for it")},
         {"own", tr_noop("Only those who act for it")}}};
    std::vector<Audience> all;
    std::ranges::copy_if(known, std::back_inserter(all), [&](Audience const& audience) {
        return accounts::may(viewer, accounts::Permission::edit_record,
                             {.actors = owners, .audience = audience.code});
    });
    return all;
}

std::string_view audience_note(std::string_view audience) {
    if (audience == "members") return tr_noop("Only members of this hub see this record.");
    if (audience == "office") return tr_noop("Only the Office and those who act for it see this record.");
    if (audience == "own") return tr_noop("Only those who act for it see this record.");
    return tr_noop("Not everybody sees this record.");
}

} // namespace legation::registry
