#include "kernel/views/texts.hpp"

#include "kernel/error.hpp"
#include "kernel/views/format.hpp"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <locale>
#include <vector>

namespace legation::views {

namespace {

std::string read_catalog(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error{ErrorCode::internal, "The translations are missing.",
                    "Cannot read the catalog " + path + ". Run bin/build, which makes it from locale/*.po."};
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

/// One language's messages. Boost.Locale's facet is used directly: no std::locale per request, no copies.
class Texts::Catalog {
  public:
    explicit Catalog(std::string const& bytes) {
        boost::locale::gnu_gettext::messages_info info;
        info.language = "es";
        info.encoding = "UTF-8";
        info.paths = {"catalog"};
        info.domains = {boost::locale::gnu_gettext::messages_info::domain("legation")};
        info.callback = [&bytes](std::string const& name, std::string const&) {
            bool const wanted = name == "catalog/es/LC_MESSAGES/legation.mo";
            return wanted ? std::vector<char>(bytes.begin(), bytes.end()) : std::vector<char>();
        };
        try {
            auto* facet = boost::locale::gnu_gettext::create_messages_facet<char>(info);
            locale_ = std::locale(std::locale::classic(), facet); // the locale owns it
            messages_ = facet;
        } catch (std::exception const& error) {
            throw Error{ErrorCode::internal, "The translations are damaged.",
                        std::string("The Spanish catalog cannot be used: ") + error.what() +
                            ". Run bin/build again."};
        }
    }

    char const* find(std::string_view english) const {
        return messages_->get(0, nullptr, std::string(english).c_str());
    }

    char const* find(std::string_view singular, std::int64_t n) const {
        // Plural rules look at the last six digits at most, so a huge number keeps its form in an int.
        std::int64_t const million = 1'000'000;
        auto const small = static_cast<int>(n < million ? std::max(n, -million) : million + n % million);
        return messages_->get(0, nullptr, std::string(singular).c_str(), small);
    }

  private:
    std::locale locale_;
    boost::locale::message_format<char> const* messages_ = nullptr;
};

Texts::Texts(std::string const& locale_folder)
    : Texts(from_catalog(read_catalog(locale_folder + "/es/LC_MESSAGES/legation.mo"))) {}

Texts Texts::from_catalog(std::string const& spanish_catalog) {
    if (spanish_catalog.empty()) return Texts(std::shared_ptr<Catalog const>());
    return Texts(std::make_shared<Catalog const>(spanish_catalog));
}

Texts::Catalog const* Texts::catalog(http::Language language) const {
    return language == http::Language::es ? spanish_.get() : nullptr;
}

std::string_view Texts::text(http::Language language, std::string_view english) const {
    auto const* messages = catalog(language);
    // An empty id would find the catalog's own header.
    auto const* found = messages && !english.empty() ? messages->find(english) : nullptr;
    return found ? std::string_view(found) : english;
}

std::string Texts::plural(http::Language language, std::string_view singular, std::string_view plural,
                          std::int64_t n) const {
    auto const* messages = catalog(language);
    auto const* found = messages ? messages->find(singular, n) : nullptr;
    auto const text = found ? std::string_view(found) : (n == 1 ? singular : plural);
    return fill(text, {{"n", number(language, n)}});
}

bool Texts::has(http::Language language, std::string_view english) const {
    if (language == http::Language::en) return true;
    auto const* messages = catalog(language);
    return messages && messages->find(english);
}

} // namespace legation::views
