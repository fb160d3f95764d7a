#include "register/kept.hpp"
#include "register/record_view.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace legation::registry {
namespace {

RecordView view_of_rows(std::size_t rows) {
    RecordView view;
    view.title = "Los Angeles";
    Table table{"rows", "Rows", {{"name", "Name"}}};
    table.rows.assign(rows, {Cell{"cell"}});
    view.tables.push_back(table);
    return view;
}

TEST(Kept, GathersAViewOnlyOnce) {
    Kept<RecordView> views(100);
    int gathered = 0;
    auto const gather = [&] { return ++gathered, view_of_rows(3); };
    EXPECT_EQ(views.find("en/register/us-ca", gather)->title, "Los Angeles");
    EXPECT_EQ(views.find("en/register/us-ca", gather)->title, "Los Angeles");
    EXPECT_EQ(gathered, 1);
    views.find("es/register/us-ca", gather);
    EXPECT_EQ(gathered, 2) << "another language is another view";
}

TEST(Kept, StopsKeepingWhenItsRoomIsUsedUp) {
    Kept<RecordView> views(10);
    int gathered = 0;
    auto const gather = [&] { return ++gathered, view_of_rows(8); };
    views.find("a", gather);
    views.find("b", gather);
    views.find("b", gather);
    EXPECT_EQ(gathered, 3) << "there was room for a alone";
    views.find("a", gather);
    EXPECT_EQ(gathered, 3);
}

TEST(Kept, KeepsNothingWithoutRoom) {
    Kept<RecordView> views(0);
    int gathered = 0;
    auto const gather = [&] { return ++gathered, view_of_rows(1); };
    views.find("a", gather);
    views.find("a", gather);
    EXPECT_EQ(gathered, 2);
}

TEST(Kept, DoesNotKeepAFailure) {
    Kept<RecordView> views(100);
    EXPECT_THROW(views.find("a", []() -> RecordView { throw std::runtime_error("no such record"); }),
                 std::runtime_error);
    EXPECT_EQ(views.find("a", [] { return view_of_rows(1); })->title, "Los Angeles");
}

} // namespace
} // namespace legation::registry
