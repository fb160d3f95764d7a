#pragma once

#include "kernel/http/request.hpp"
#include "kernel/records/field.hpp"
#include "kernel/records/json.hpp"
#include "kernel/store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// How often somebody is mailed about what they follow.
enum class Frequency { at_once, daily, weekly, feed_only };

/// The frequencies as they are stored and as pages say them.
std::span<records::Choice const> follow_frequencies();
std::string_view code_of(Frequency frequency);
std::optional<Frequency> find_frequency(std::string_view code);

/// What can be followed: a record by its id, or a list, a search or a country by its address.
struct FollowTarget {
    std::string record_type;
    std::int64_t record_id = 0;
    std::string path; ///< without language prefix
    bool operator==(FollowTarget const&) const = default;
};

struct Follow {
    std::int64_t id = 0;
    FollowTarget target; ///< of a record that was merged: the one that stands for it now
    Frequency frequency = Frequency::daily;
    http::Language language = http::Language::en; ///< of the page where it was chosen
    std::string followed_at, told_at;
    std::int64_t told_revision = 0; ///< the newest revision when they were told last
};

/// Enough for anybody's work, and a limit to what one account can make the hub look for.
inline constexpr std::int64_t most_follows = 200;

/// What somebody follows, the newest first, each target once.
std::vector<Follow> follows_of(store::ReadTransaction& tx, std::int64_t account);
std::optional<Follow> find_follow(store::ReadTransaction& tx, std::int64_t account,
                                  FollowTarget const& target);

/// Follows from now on, or changes how often they are mailed about what they follow already. Throws
/// Error(unprocessable) beyond `most_follows`.
void follow(store::WriteTransaction& tx, std::int64_t account, FollowTarget const& target,
            Frequency frequency, http::Language language);
void unfollow(store::WriteTransaction& tx, std::int64_t account, FollowTarget const& target);
/// Ends all mail about what somebody follows; what they follow stays, for their feed.
void stop_follow_mail(store::WriteTransaction& tx, std::int64_t account);

/// The accounts that are mailed that often.
std::vector<std::int64_t> accounts_with(store::ReadTransaction& tx, Frequency frequency);
/// Notes that somebody has been told everything up to that revision.
void note_told(store::WriteTransaction& tx, std::int64_t account, Frequency frequency, std::int64_t revision);
std::int64_t newest_revision(store::ReadTransaction& tx);

/// What ends somebody's mail; nothing before they follow something.
std::optional<std::string> stop_key(store::ReadTransaction& tx, std::int64_t account);
/// Makes the address of somebody's feed another one, and answers what makes it theirs alone. Only its hash is
/// kept: it is shown once, and whoever knows the old one sees nothing anymore. Nothing where they have no
/// feed.
std::optional<std::string> renew_feed_key(store::WriteTransaction& tx, std::int64_t account);
std::optional<std::int64_t> account_of_feed(store::ReadTransaction& tx, std::string_view key);
std::optional<std::int64_t> account_of_stop(store::ReadTransaction& tx, std::string_view key);

/// For the owner's file, and for when they leave.
void write_follows(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account);
void erase_follows(store::WriteTransaction& tx, std::int64_t account);

} // namespace legation::registry
