#pragma once

#include <exception>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace legation::files {

/// The attributes of an element while it begins.
class XmlAttributes {
  public:
    explicit XmlAttributes(char const** names_and_values) : pairs_(names_and_values) {}

    /// By its name without prefix; empty when it is not there.
    std::string_view get(std::string_view name) const;

  private:
    char const** pairs_;
};

/// What is done with what a parser finds. Elements are named without their prefix.
struct XmlHandler {
    std::function<void(std::string_view element, XmlAttributes const&)> begin;
    std::function<void(std::string_view element)> end;
    std::function<void(std::string_view text)> text = {};
};

/// Parses XML piece by piece. A document type is refused, so that no entity can be declared, let alone
/// multiplied; so is XML nested deeper than any table.
class XmlParser {
  public:
    XmlParser(XmlHandler handler, std::string file_name);
    ~XmlParser();
    XmlParser(XmlParser const&) = delete;
    XmlParser& operator=(XmlParser const&) = delete;

    /// Throws Error(unprocessable) for what is no XML, and what the handler throws.
    void parse(std::span<char const> piece, bool is_last);

  private:
    struct Callbacks;
    template <class Work>
    void guard(Work&& work);

    XmlHandler handler_;
    std::string file_name_;
    void* parser_;
    std::size_t depth_ = 0;
    std::exception_ptr thrown_; ///< an exception must not pass through the C library
};

} // namespace legation::files
