#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace legation::registry {

/// Numbers the sources of a page in the order in which they are first cited.
class Citations {
  public:
    /// Marks each source of a `;`-separated list beside a statement.
    void cite(views::Data& statement, std::string_view sources);
    /// Each entry (`key` or `key@where in it`) in order of its number.
    std::vector<std::string> const& entries() const { return entries_; }

  private:
    std::vector<std::string> entries_;
};

/// Fills `{{>register/cell.tpl}}`.
void show_cell(views::Data cell_data, Cell const& cell, http::Language language, Citations& citations);
/// Fills `{{>register/table.tpl}}` within a section of its own.
void show_table(views::Data table_data, Table const& table, http::Language language, Citations& citations);
/// Fills `{{>register/sources.tpl}}`: every source cited so far.
void show_sources(views::Data& data, Citations const& citations, Presenter const& presenter);
/// Fills a list of links: `{{#SECTION}}{{>register/link.tpl}}{{/SECTION}}`.
void show_links(views::Data& data, std::string_view section, std::vector<Cell> const& links,
                http::Language language);

/// The answer for one record: its page, or the same as JSON.
http::Response show(Context const& context, http::Request const& request, Presenter const& presenter,
                    RecordView const& view);

/// The language's own address of a path; addresses that leave the site stay as they are.
std::string localized(http::Language language, std::string const& path);

} // namespace legation::registry
