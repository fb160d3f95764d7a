#include "register/editing/typed_text.hpp"

namespace legation::registry {

std::string typed_text(http::Query const& form, std::string_view name) {
    std::string text;
    for (char const c : form.find(name).value_or(""))
        if (c != '\r') text += c;
    std::size_t const first = text.find_first_not_of(" \t\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

} // namespace legation::registry
