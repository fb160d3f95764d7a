#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/record_views.hpp"
#include "register/section.hpp"

#include <string>
#include <string_view>

/// Atom feeds of changes. The feed of a list has an entry for each record, the one changed last first; the
/// feed of a record has an entry for each change of it and of what is tied to it.
namespace legation::registry {

/// `/register.atom`, narrowed like the list.
http::Response actor_list_feed(http::Request const& request, Context const& context);
/// `/register/partnerships.atom`
http::Response noun_list_feed(http::Request const& request, Context const& context, RecordPage const& page,
                              std::string_view title);
/// `/register/countries.atom`
http::Response countries_feed(http::Request const& request, Context const& context);
/// `/register/referrals.atom`
http::Response referrals_feed(http::Request const& request, Context const& context);
/// `/register/us-ca-los-angeles.atom`, `/register/partnerships/{uuid}.atom`; and of a country, with
/// everything that is recorded there.
http::Response record_feed(http::Request const& request, Context const& context);

/// An address with `.atom` before its query: `/register?kind=city` → `/register.atom?kind=city`.
std::string feed_path(std::string path);

/// `/register/changes.atom`: the newest changes of the whole record, with the filters of the page.
http::Response changes_feed(http::Request const& request, Context const& context);

} // namespace legation::registry
