#include "kernel/files/workbook.hpp"

#include "kernel/files/sheet_values.hpp"
#include "kernel/files/xml_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace legation::files {

namespace {

constexpr std::size_t most_styles = 100'000;
constexpr std::size_t most_sheets = 1'000;

void parse_part(ZipArchive const& archive, std::string const& part, XmlHandler handler) {
    XmlParser parser(std::move(handler), archive.file_name());
    auto const file = archive.open(part);
    std::array<char, 16384> room{};
    for (;;) {
        std::size_t const count = file->read(room);
        parser.parse(std::span(room).first(count), count == 0);
        if (count == 0) return;
    }
}

int number_of(std::string_view digits) {
    int value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

struct Sheet {
    std::string name, relation;
};

/// The part that a relation of the workbook leads to, by the relation's id.
std::map<std::string, std::string> read_relations(ZipArchive const& archive) {
    std::map<std::string, std::string> targets;
    parse_part(archive, "xl/_rels/workbook.xml.rels",
               {.begin =
                    [&](std::string_view element, XmlAttributes const& attributes) {
                        if (element != "Relationship" || targets.size() >= most_sheets) return;
                        std::string target(attributes.get("Target"));
                        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
                        targets.emplace(attributes.get("Id"), std::move(target));
                    },
                .end = [](std::string_view) {}});
    return targets;
}

void choose_sheet(ZipArchive const& archive, TableOptions const& options, std::vector<Sheet> const& sheets,
                  Workbook& workbook) {
    auto const found =
        options.sheet.empty() ? sheets.begin() : std::ranges::find(sheets, options.sheet, &Sheet::name);
    if (found == sheets.end()) {
        std::string names;
        for (Sheet const& sheet : sheets)
            names += fmt::format("{}{}", names.empty() ? "" : ", ", sheet.name);
        refuse_file(archive.file_name(), 1, fmt::format("there is no sheet “{}”", options.sheet),
                    fmt::format("its sheets are: {}", names));
    }
    auto const relations = read_relations(archive);
    auto const target = relations.find(found->relation);
    if (target == relations.end())
        refuse_file(archive.file_name(), 1, "this workbook does not say where its sheet is",
                    "save it again in a spreadsheet program");
    workbook.sheet_name = found->name;
    workbook.sheet_part = target->second;
}

void read_sheets(ZipArchive const& archive, TableOptions const& options, Workbook& workbook) {
    std::vector<Sheet> sheets;
    parse_part(archive, "xl/workbook.xml",
               {.begin =
                    [&](std::string_view element, XmlAttributes const& attributes) {
                        if (element == "workbookPr") {
                            std::string_view const value = attributes.get("date1904");
                            workbook.counts_from_1904 = value == "1" || value == "true";
                        }
                        if (element == "sheet" && sheets.size() < most_sheets)
                            sheets.push_back(
                                {std::string(attributes.get("name")), std::string(attributes.get("id"))});
                    },
                .end = [](std::string_view) {}});
    choose_sheet(archive, options, sheets, workbook);
}

void read_styles(ZipArchive const& archive, Workbook& workbook) {
    std::map<int, bool> own_formats;
    bool is_in_cell_styles = false;
    parse_part(archive, "xl/styles.xml",
               {.begin =
                    [&](std::string_view element, XmlAttributes const& attributes) {
                        if (element == "numFmt" && own_formats.size() < most_styles)
                            own_formats[number_of(attributes.get("numFmtId"))] =
                                is_date_pattern(attributes.get("formatCode"));
                        if (element == "cellXfs") is_in_cell_styles = true;
                        if (element != "xf" || !is_in_cell_styles) return;
                        if (workbook.is_date_style.size() >= most_styles) return;
                        int const format = number_of(attributes.get("numFmtId"));
                        auto const own = own_formats.find(format);
                        workbook.is_date_style.push_back(own == own_formats.end() ? is_date_format(format)
                                                                                  : own->second);
                    },
                .end =
                    [&](std::string_view element) {
                        if (element == "cellXfs") is_in_cell_styles = false;
                    }});
}

/// Texts have parts with a look of their own, and parts that tell how to pronounce them, which are left out.
void read_shared_texts(ZipArchive const& archive, TableLimits const& limits, Workbook& workbook) {
    std::string text;
    bool is_text = false, is_pronunciation = false;
    std::size_t bytes = 0;
    parse_part(archive, "xl/sharedStrings.xml",
               {.begin =
                    [&](std::string_view element, XmlAttributes const&) {
                        if (element == "si") text.clear();
                        if (element == "t") is_text = true;
                        if (element == "rPh") is_pronunciation = true;
                    },
                .end =
                    [&](std::string_view element) {
                        if (element == "t") is_text = false;
                        if (element == "rPh") is_pronunciation = false;
                        if (element == "si") workbook.shared_texts.push_back(text);
                    },
                .text =
                    [&](std::string_view piece) {
                        if (!is_text || is_pronunciation) return;
                        text += piece;
                        bytes += piece.size();
                        if (bytes > limits.text_bytes || text.size() > limits.cell_bytes)
                            refuse_file(archive.file_name(), 1,
                                        "this workbook holds more text than can be read",
                                        "split it, or save the sheet as CSV UTF-8");
                    }});
}

} // namespace

Workbook read_workbook(ZipArchive const& archive, TableOptions const& options) {
    Workbook workbook;
    read_sheets(archive, options, workbook);
    if (archive.has("xl/styles.xml")) read_styles(archive, workbook);
    if (archive.has("xl/sharedStrings.xml")) read_shared_texts(archive, options.limits, workbook);
    return workbook;
}

} // namespace legation::files
