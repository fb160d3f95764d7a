#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/records/sheet.hpp"
#include "register/actor_list.hpp"
#include "register/record_view.hpp"
#include "register/section.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// A table on its way out of the program: to a spreadsheet, a map or a script.
struct Download {
    std::string name;  ///< what is in it, for the file's name: `governments-us-ca`
    std::string title; ///< for people: the sheet's name
    std::vector<records::SheetColumn> columns;
    /// The next rows, some hundred at a time; none when there are no more. Each call reads in a short
    /// transaction of its own, so a slow client never holds one open; a record that changes meanwhile is
    /// given as it is when its turn comes.
    std::function<std::vector<records::SheetRow>()> next;
};

/// Whether the address asks for all rows as a file. `.json?page=all` does, plain `.json` gives the page.
bool wants_download(http::Request const& request);

/// The answer: streamed, with a file name that says what it is and from which day.
http::Response download(Context const& context, http::Request const& request, Download table);

/// Everything that the list of the Register leaves under a filter, in its order.
Download actors_download(Context const& context, ActorFilter const& filter);
/// Every visible record of a noun.
Download noun_download(Context const& context, records::RecordType const& type);
/// One record.
Download record_download(Context const& context, records::RecordType const& type, std::string_view uuid);
/// A table that a page shows.
Download table_download(std::string name, Table const& table);

} // namespace legation::registry
