#include "kernel/http/multipart.hpp"

#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace legation::http {

namespace {

constexpr std::string_view form_type = "multipart/form-data";
constexpr std::size_t longest_boundary = 70; // RFC 2046
constexpr std::size_t longest_head = 4UL * 1024, longest_field = 64UL * 1024, most_fields = 200;

[[noreturn]] void refuse(std::string_view problem) {
    throw Error{ErrorCode::bad_request, std::string(problem)};
}

struct Part {
    std::string name;
    std::optional<std::string> file_name; ///< nothing: a plain field
    std::string_view content;
};

/// The value of one parameter of a header; takes it off the text. Browsers write quotes within as %22.
std::string take_value(std::string_view& text) {
    if (!text.starts_with('"')) return std::string(trim(cut(text, ';')));
    text.remove_prefix(1);
    std::string value(cut(text, '"'));
    cut(text, ';');
    return value;
}

/// What `Content-Disposition: form-data; name="file"; filename="partners.csv"` says.
void read_disposition(std::string_view text, Part& part) {
    if (!equal_ignoring_case(trim(cut(text, ';')), "form-data"))
        refuse("The form has a part of another kind.");
    while (!text.empty()) {
        std::string_view const key = trim(cut(text, '='));
        std::string value = take_value(text);
        if (equal_ignoring_case(key, "name"))
            part.name = std::move(value);
        else if (equal_ignoring_case(key, "filename"))
            part.file_name = std::move(value);
    }
}

/// The parts of a body, one after the other.
class Parts {
  public:
    Parts(std::string_view body, std::string_view boundary)
        : rest_(body), delimiter_(fmt::format("\r\n--{}", boundary)) {
        // The first delimiter has no line end before it.
        std::string_view const first = std::string_view(delimiter_).substr(2);
        if (!rest_.starts_with(first)) refuse("The form is broken: it does not begin with its boundary.");
        rest_.remove_prefix(first.size());
    }

    /// False behind the last part.
    bool next(Part& part) {
        if (rest_.starts_with("--")) return false;
        if (!rest_.starts_with("\r\n")) refuse("The form is broken: a boundary has something behind it.");
        rest_.remove_prefix(2);
        part = Part{};
        read_head(part);
        std::size_t const end = rest_.find(delimiter_);
        is_whole_ = end != std::string_view::npos;
        part.content = rest_.substr(0, end);
        rest_.remove_prefix(is_whole_ ? end + delimiter_.size() : rest_.size());
        return true;
    }

    /// Whether the end of the part that came last was seen.
    bool is_whole() const { return is_whole_; }

  private:
    void read_head(Part& part) {
        std::size_t const end = rest_.substr(0, longest_head).find("\r\n\r\n");
        if (end == std::string_view::npos) refuse("The form is broken: the head of a part does not end.");
        std::string_view head = rest_.substr(0, end);
        rest_.remove_prefix(end + 4);
        while (!head.empty()) {
            std::string_view line = cut(head, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (equal_ignoring_case(trim(cut(line, ':')), "content-disposition"))
                read_disposition(line, part);
        }
        if (part.name.empty()) refuse("The form is broken: a part has no name.");
    }

    std::string_view rest_;
    std::string delimiter_;
    bool is_whole_ = true;
};

Query::Pair field_of(Part const& part) {
    if (part.content.size() > longest_field)
        refuse("A field of the form is too long: shorten what you wrote.");
    for (std::string_view const text : {std::string_view(part.name), part.content}) {
        if (text.find('\0') != std::string_view::npos)
            refuse("The request has a NUL character: leave it out.");
        if (!is_utf8(text)) refuse("The request has text that is not UTF-8: encode it as UTF-8.");
    }
    return {part.name, std::string(part.content)};
}

/// Some browsers send the whole path.
std::string without_folders(std::string_view name) {
    return std::string(name.substr(std::min(name.find_last_of("/\\") + 1, name.size())));
}

std::string needed_boundary(Request const& request) {
    auto boundary = boundary_of(request.header("content-type"));
    if (!boundary) refuse("Send a form with a file (multipart/form-data).");
    return std::move(*boundary);
}

/// So much of the body from its beginning, wherever it is kept.
std::string read_body(Body const& body, std::uint64_t most) {
    if (body.file_path.empty()) return body.text.substr(0, most);
    std::string text(std::min(body.size, most), '\0');
    std::ifstream file(body.file_path, std::ios::binary);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file)
        throw Error{ErrorCode::unavailable, "The upload could not be read. Send it again.", body.file_path};
    return text;
}

} // namespace

std::optional<std::string> boundary_of(std::string_view content_type) {
    if (!equal_ignoring_case(trim(cut(content_type, ';')), form_type)) return std::nullopt;
    while (!content_type.empty()) {
        std::string_view const key = trim(cut(content_type, '='));
        std::string value = take_value(content_type);
        if (equal_ignoring_case(key, "boundary") && !value.empty() && value.size() <= longest_boundary)
            return value;
    }
    return std::nullopt;
}

bool is_file_form(Request const& request) {
    return boundary_of(request.header("content-type")).has_value();
}

FileForm parse_multipart(std::string_view body, std::string_view boundary) {
    FileForm form;
    std::vector<Query::Pair> fields;
    bool has_file = false;
    Parts parts(body, boundary);
    for (Part part; parts.next(part);) {
        if (!parts.is_whole()) refuse("The form is broken: it ends in the middle.");
        if (!part.file_name) {
            if (fields.size() == most_fields) refuse("The request has more than 200 parameters: send fewer.");
            fields.push_back(field_of(part));
            continue;
        }
        if (has_file) refuse("Send one file at a time.");
        has_file = true;
        form.file_name = without_folders(*part.file_name);
        if (!is_utf8(form.file_name) || form.file_name.find('\0') != std::string::npos)
            refuse("The name of the file is not UTF-8: rename it.");
        form.file = part.content;
    }
    form.fields = Query(std::move(fields));
    return form;
}

FileForm parse_file_form(Request const& request) {
    std::string const boundary = needed_boundary(request);
    if (request.body.file_path.empty()) return parse_multipart(request.body.text, boundary);
    return parse_multipart(read_body(request.body, request.body.size), boundary);
}

Query fields_before_file(Request const& request) {
    std::string const boundary = needed_boundary(request);
    std::string const beginning = read_body(request.body, longest_field);
    std::vector<Query::Pair> fields;
    Parts parts(beginning, boundary);
    for (Part part; fields.size() < most_fields && parts.next(part);) {
        if (part.file_name || !parts.is_whole()) break;
        fields.push_back(field_of(part));
    }
    return Query(std::move(fields));
}

} // namespace legation::http
