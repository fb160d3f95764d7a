#include "kernel/error.hpp"
#include "kernel/views/views.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace legation::views {
namespace {

std::string const source_folder = LEGATION_SOURCE_DIR;

/// The program's catalogs, compiled as the build does.
std::string compiled_catalogs() {
    auto const folder = std::filesystem::path(testing::TempDir()) / "legation_locale";
    auto const command = source_folder + "/tools/locale/build.sh " + folder.string();
    if (std::system(command.c_str()) != 0)
        throw std::runtime_error("cannot compile the catalogs: " + command);
    return folder.string();
}

TEST(ProgramTemplates, AreRightAndTranslated) {
    auto const catalogs = compiled_catalogs();
    try {
        Views const views({source_folder + "/src"}, catalogs,
                          [](std::string_view name) { return "/" + std::string(name); });
        EXPECT_EQ(views.untranslated(http::Language::es), std::vector<std::string>());
    } catch (Error const& error) {
        FAIL() << error.detail;
    }
    std::filesystem::remove_all(catalogs);
}

TEST(ProgramTexts, ComeFromTheSpanishCatalog) {
    auto const catalogs = compiled_catalogs();
    Texts const texts(catalogs);
    EXPECT_EQ(texts.text(http::Language::es, "Search"), "Buscar");
    EXPECT_EQ(texts.text(http::Language::es, "Page not found"), "Página no encontrada");
    std::filesystem::remove_all(catalogs);
}

} // namespace
} // namespace legation::views
