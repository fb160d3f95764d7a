#pragma once

#include "kernel/http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace legation::http {

/// A form that was sent together with one file (multipart/form-data, RFC 7578).
struct FileForm {
    Query fields;          ///< what was typed and chosen
    std::string file_name; ///< as its owner calls it, without folders; empty when no file was chosen
    std::string file;      ///< its bytes
};

/// Whether the request says that it carries such a form.
bool is_file_form(Request const& request);

/// Reads the form. Throws Error(bad_request) when the body is none, has NUL or broken UTF-8 in a field, more
/// than 200 fields, or more than one file.
FileForm parse_file_form(Request const& request);
/// The same of a body in memory.
FileForm parse_multipart(std::string_view body, std::string_view boundary);

/// The fields that stand before the file, read without reading the file: what decides whether the rest is
/// looked at.
Query fields_before_file(Request const& request);

/// The boundary that a Content-Type names; nothing when it is not a form with files, or names none.
std::optional<std::string> boundary_of(std::string_view content_type);

} // namespace legation::http
