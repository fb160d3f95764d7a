#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/noun_list.hpp"
#include "register/section.hpp"

/// The handlers of the Register: each serves the page and, where its route says so, the same as JSON.
namespace legation::registry {

http::Response home_page(http::Request const& request, Context const& context);
http::Response actor_list_page(http::Request const& request, Context const& context);
/// The page of any record, place or country, and the history of any record.
http::Response record_page(http::Request const& request, Context const& context);
http::Response record_history_page(http::Request const& request, Context const& context);
http::Response noun_list_page(http::Request const& request, Context const& context, NounList const& list);
http::Response countries_page(http::Request const& request, Context const& context);
http::Response themes_page(http::Request const& request, Context const& context);
/// Whom the list of referrals has, as a condition on actors.
inline constexpr std::string_view referral_condition =
    "turn_to_for IS NOT NULL AND kind IN ('federal_agency', 'regional_commission')";
http::Response referrals_page(http::Request const& request, Context const& context);
http::Response search_page(http::Request const& request, Context const& context);
http::Response about_data_page(http::Request const& request, Context const& context);
http::Response accessibility_page(http::Request const& request, Context const& context);

/// Throws Error(bad_request) when the address asks for anything else than these.
using http::allow_parameters;
/// `page` of the address, from 1; throws Error(bad_request) for anything that is no page number.
std::int64_t page_number(http::Request const& request);
/// The query of a download, which holds every page. Throws Error(bad_request) when it asks for one of them.
http::Query query_of_download(http::Request const& request);
/// Throws Error(not_found) for a page past the end of a list. As JSON that is an empty page instead: a
/// program that reads page after page stops there.
void refuse_past_end(http::Request const& request, std::int64_t page, bool is_empty);

} // namespace legation::registry
