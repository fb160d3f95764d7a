#include "register/import/import_template.hpp"
#include "register/import/table_source.hpp"
#include "register/nouns.hpp"
#include "register/register_fixture.hpp"

#include <algorithm>

namespace legation::registry {
namespace {

class ImportTemplate : public PageTest {};
LEGATION_ON_BOTH_DATABASES(ImportTemplate);

TEST_P(ImportTemplate, HasTheImportersColumnsAndExplainsEachInBothLanguages) {
    for (http::Language const language : {http::Language::en, http::Language::es})
        present(language, [](store::ReadTransaction&, Presenter const& presenter) {
            for (std::string_view const name : template_nouns()) {
                records::RecordType const& noun = *find_noun(name);
                auto const known = file_columns(noun);
                for (TemplateColumn const& column : template_columns(noun, presenter)) {
                    EXPECT_NE(std::ranges::find(known, column.name), known.end()) << column.name;
                    EXPECT_FALSE(column.help.empty()) << name << " " << column.name;
                    EXPECT_FALSE(column.label.empty()) << name << " " << column.name;
                }
            }
        });
}

TEST_P(ImportTemplate, GivesAnExampleOfWhatIsRequired) {
    present(http::Language::en, [](store::ReadTransaction&, Presenter const& presenter) {
        auto const columns = template_columns(*find_noun("partnership"), presenter);
        auto const parties = std::ranges::find(columns, "parties", &TemplateColumn::name);
        auto const kind = std::ranges::find(columns, "kind", &TemplateColumn::name);
        ASSERT_NE(parties, columns.end());
        ASSERT_NE(kind, columns.end());
        EXPECT_EQ(parties->example, "Springfield, Illinois; Ashikaga, Japan");
        EXPECT_TRUE(kind->help.starts_with("Required. One of: sister_city, ")) << kind->help;
        EXPECT_EQ(kind->example, "sister_city");
    });
}

} // namespace
} // namespace legation::registry
