#include "kernel/files/xml_parser.hpp"

#include "kernel/files/table_reader.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <new>

namespace legation::files {

namespace {

constexpr std::size_t most_levels = 100;

std::string_view without_prefix(std::string_view name) {
    std::size_t const colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

} // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
    for (char const** pair = pairs_; *pair != nullptr; pair += 2)
        if (without_prefix(*pair) == name) return *(pair + 1);
    return {};
}

template <class Work>
void XmlParser::guard(Work&& work) {
    if (thrown_) return;
    try {
        work();
    } catch (...) {
        thrown_ = std::current_exception();
        XML_StopParser(static_cast<XML_Parser>(parser_), XML_FALSE);
    }
}

/// What expat calls.
struct XmlParser::Callbacks {
    static XmlParser& self(void* user) { return *static_cast<XmlParser*>(user); }

    static void begin(void* user, char const* name, char const** attributes) {
        XmlParser& parser = self(user);
        parser.guard([&] {
            if (++parser.depth_ > most_levels)
                refuse_file(parser.file_name_, 1, "this workbook is nested too deep",
                            "save it again in a spreadsheet program");
            parser.handler_.begin(without_prefix(name), XmlAttributes(attributes));
        });
    }
    static void end(void* user, char const* name) {
        XmlParser& parser = self(user);
        --parser.depth_;
        parser.guard([&] { parser.handler_.end(without_prefix(name)); });
    }
    static void text(void* user, char const* text, int length) {
        XmlParser& parser = self(user);
        parser.guard([&] { parser.handler_.text({text, static_cast<std::size_t>(length)}); });
    }
    static void document_type(void* user, char const* /*name*/, char const* /*system*/,
                              char const* /*public_id*/, int /*has_subset*/) {
        XmlParser& parser = self(user);
        parser.guard([&] {
            refuse_file(parser.file_name_, 1, "this workbook declares a document type, which none needs",
                        "it may be made to do harm; if not, save it as CSV UTF-8");
        });
    }
};

XmlParser::XmlParser(XmlHandler handler, std::string file_name)
    : handler_(std::move(handler)), file_name_(std::move(file_name)), parser_(XML_ParserCreate(nullptr)) {
    auto* const parser = static_cast<XML_Parser>(parser_);
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, Callbacks::begin, Callbacks::end);
    XML_SetStartDoctypeDeclHandler(parser, Callbacks::document_type);
    if (handler_.text) XML_SetCharacterDataHandler(parser, Callbacks::text);
}

XmlParser::~XmlParser() {
    XML_ParserFree(static_cast<XML_Parser>(parser_));
}

void XmlParser::parse(std::span<char const> piece, bool is_last) {
    auto* const parser = static_cast<XML_Parser>(parser_);
    XML_Status const status =
        XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), is_last ? XML_TRUE : XML_FALSE);
    if (thrown_) std::rethrow_exception(thrown_);
    if (status == XML_STATUS_OK) return;
    refuse_file(file_name_, 1,
                fmt::format("this workbook is damaged ({})", XML_ErrorString(XML_GetErrorCode(parser))),
                "open it in a spreadsheet program and save it again as .xlsx");
}

} // namespace legation::files
