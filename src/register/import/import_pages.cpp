#include "register/import/import_pages.hpp"

#include "kernel/error.hpp"
#include "register/export/download.hpp"
#include "register/import/import_template.hpp"
#include "register/import/upload_pages.hpp"
#include "register/nouns.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace legation::registry {

namespace {

/// Two lines that the importer skips: what belongs in each column, and an example.
std::vector<records::SheetRow> template_lines(std::vector<TemplateColumn> const& columns) {
    records::SheetRow help;
    records::SheetRow example;
    for (TemplateColumn const& column : columns) {
        help.cells.push_back(column.help);
        example.cells.push_back(column.example);
    }
    help.cells.front().insert(0, "(help) ");
    example.cells.front().insert(0, "(example) ");
    return {std::move(help), std::move(example)};
}

} // namespace

http::Response import_page(http::Request const& request, ImportDesk const& desk) {
    allow_parameters(request, {});
    Context const& context = desk.context;
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    show_upload_form(data, desk, presenter, request);
    for (std::string_view const name : template_nouns()) {
        records::RecordType const& noun = *find_noun(name);
        views::Data section = data.add("NOUN");
        section.set("NOUN_KEY", noun.name);
        section.set("NOUN_LABEL", presenter.text(noun.label));
        section.set("CSV_URL",
                    localized(presenter.language(), fmt::format("/register/import/{}.csv", noun.name)));
        section.set("XLSX_URL",
                    localized(presenter.language(), fmt::format("/register/import/{}.xlsx", noun.name)));
        for (TemplateColumn const& column : template_columns(noun, presenter)) {
            views::Data line = section.add("COLUMN");
            line.set("COLUMN_NAME", column.name);
            line.set("COLUMN_LABEL", column.label);
            line.set("COLUMN_HELP", column.help);
        }
    }
    views::PageInfo info;
    info.title = presenter.text("Bring your data");
    info.description = presenter.text(
        "Bring a list of partners, memberships or activities into this hub: templates to fill in, and what "
        "happens to each row.");
    info.path = "/register/import";
    info.section = "register";
    return context.layout.page(request, info, "register/import.tpl", std::move(data));
}

http::Response import_template_file(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    std::string const& name = request.parameter("noun");
    if (std::ranges::find(template_nouns(), name) == template_nouns().end())
        throw Error(ErrorCode::not_found, "There is no template of that name. See Bring your data.");
    if (request.format == http::Format::html)
        return http::redirect(localized(request.language, "/register/import#" + name));
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    records::RecordType const& noun = *find_noun(name);
    std::vector<TemplateColumn> const columns = template_columns(noun, presenter);
    Download table;
    table.name = fmt::format("template-{}", noun.table);
    table.title = presenter.text(noun.label);
    for (TemplateColumn const& column : columns)
        table.columns.push_back({column.name});
    table.next = [lines = template_lines(columns)]() mutable { return std::exchange(lines, {}); };
    return download(context, request, std::move(table));
}

} // namespace legation::registry
