#pragma once

#include <string>
#include <string_view>

/// Which addresses can be read as of a date, and how their pages keep it.
namespace legation::registry {

/// Whether an address (or a route's pattern), without language prefix and query, shows the record and can
/// show it as of a date. Others tell of now: the search looks through today's names, a feed tells what
/// changes from now on, and a citation or a dump is of the day on which it is made.
bool takes_a_date(std::string_view path);

/// The same address with the date in its query: `/register?country=JP#list` becomes
/// `/register?country=JP&as_of=2024-06-01#list`. Any other address, and one that names a date, stays as it
/// is.
std::string with_date(std::string_view address, std::string_view date);

/// A page on which every link and form to an address that takes a date keeps this one, but for those marked
/// `rel="original"`.
std::string keep_date(std::string_view page, std::string_view date);

} // namespace legation::registry
