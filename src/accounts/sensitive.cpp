#include "accounts/sensitive.hpp"

#include "kernel/views/format.hpp"

namespace legation::accounts {

std::optional<http::Response> ask_again(http::Request const& request, Context const& context,
                                        std::string_view path) {
    Timestamp const oldest = context.store.now() - context.settings.recent_time;
    if (request.viewer.signed_in_at > oldest) return std::nullopt;
    std::string const back = http::percent_encode(views::path(request.language, path));
    return http::redirect(views::path(request.language, "/sign-in") + "?again=1&return_to=" + back, 303);
}

} // namespace legation::accounts
