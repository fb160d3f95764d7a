#include "register/editing/edit_limits.hpp"

#include "accounts/attempt_limit.hpp"
#include "accounts/blocks/block.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/http/request.hpp"
#include "register/render.hpp"

#include <algorithm>

namespace legation::registry {

namespace {

using accounts::AttemptLimit;

constexpr AttemptLimit edits_by_newcomer{"newcomer edit", 20, std::chrono::hours(1)};
constexpr AttemptLimit edits_by_account{"edit", 300, std::chrono::hours(1)};

std::ptrdiff_t count_of(std::string_view text, std::string_view words) {
    std::ptrdiff_t count = 0;
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
        ++count;
    return count;
}

std::ptrdiff_t links_in(std::string_view text) {
    return std::max(count_of(text, "://"), count_of(text, "www."));
}

} // namespace

void require_edit(http::Viewer const& viewer, EditSubject const& subject) {
    accounts::Subject const asked{
        .actors = subject.owners, .audience = subject.audience, .is_protected = subject.is_protected()};
    bool const would_without = accounts::may(viewer, accounts::Permission::edit_record,
                                             {.actors = subject.owners, .audience = subject.audience});
    if (would_without && !accounts::may(viewer, accounts::Permission::edit_record, asked))
        throw Error(
            ErrorCode::forbidden,
            "This record is protected: only moderators change it directly. Suggest a change instead.");
    accounts::require(viewer, accounts::Permission::edit_record, asked);
}

bool count_edit(store::WriteTransaction& tx, http::Viewer const& viewer, EditSubject const& subject) {
    if (viewer.role >= http::Role::moderator) return false;
    bool const is_new = accounts::is_newcomer(tx, viewer, tx.now());
    if (!accounts::count_attempt(tx, is_new ? edits_by_newcomer : edits_by_account,
                                 std::to_string(viewer.account_id)))
        throw Error(ErrorCode::too_many, "You have changed much within an hour. Wait a little, then go on.");
    return is_new ||
           std::ranges::none_of(subject.owners, [&](std::int64_t owner) { return viewer.acts_for(owner); });
}

bool wants_second_look(std::vector<records::FieldChange> const& changes) {
    constexpr std::ptrdiff_t most_links = 2;
    constexpr std::size_t most_added = 5'000, much_removed = 300;
    std::ptrdiff_t links = 0;
    std::size_t before = 0, after = 0;
    for (records::FieldChange const& change : changes) {
        links += std::max<std::ptrdiff_t>(links_in(change.after) - links_in(change.before), 0);
        before += change.before.size();
        after += change.after.size();
    }
    bool const is_blanked = before >= after + much_removed && after * 2 < before;
    return links > most_links || after > before + most_added || is_blanked;
}

std::string block_path(Presenter const& presenter, std::string_view whom) {
    return localized(presenter.language(), "/moderation/blocks?whom=" + http::percent_encode(whom));
}

} // namespace legation::registry
