#pragma once

#include "kernel/embedded.hpp"
#include "register/lens/answer_through_lens.hpp"
#include "register/register_fixture.hpp"
#include "register/routes.hpp"

#include <fmt/format.h>

#include <optional>

namespace legation::registry {

using namespace std::chrono_literals;

/// The sample is recorded on November 21, changed on November 24, and read on November 27.
class ChangedSample : public PageTest {
  protected:
    void SetUp() override {
        PageTest::SetUp();
        if (IsSkipped()) return;
        clock_.advance(72h);
        change("actor", "us-ca-los-angeles", "name", "City of Angels");
        change("actor", "us-ca-los-angeles", "themes", "trade");
        change("partnership", "la-nagoya", "title", "Pacific sisters");
        hide("activity", "la-visit");
        import("actor", "slug,kind,name,country,place,themes\nus-tx-dallas,municipality,Dallas,US,us-tx-"
                        "houston,health\n");
        import("membership", "member,network\nus-tx-dallas,c40-cities\n");
        clock_.advance(72h);
        layout_.emplace(templates(), views::Site{});
        keeper_.emplace(store(), 1'000, [](std::string const& problem) { ADD_FAILURE() << problem; });
        context_.emplace(Context{store(), *layout_, *keeper_, {}});
        router_.add(routes(*context_, lenses_));
    }

    /// The program's own templates, read once for all tests.
    static views::Views const& templates() {
        static views::Views const all(
            embedded::templates(),
            views::Texts::from_catalog(views::test_catalog({{"Name", "Nombre"}, {"Kind", "Clase"}})),
            [](std::string_view name) { return "/" + std::string(name); });
        return all;
    }

    template <class Change>
    void edit(std::string_view noun, std::string const& key, Change const& apply) {
        records::RecordType const& type = *find_noun(noun);
        std::int64_t const id = id_of(noun, key);
        write([&](store::WriteTransaction& tx) {
            auto const record = records::load(tx, type, id);
            apply(tx, type, *record);
        });
    }
    void change(std::string_view noun, std::string const& key, std::string_view field,
                std::string const& value) {
        edit(noun, key,
             [&](store::WriteTransaction& tx, records::RecordType const& type, records::Record& record) {
                 type.find(field)->set(record, store::Value(value));
                 records::update(tx, type, record, "changed");
             });
    }
    void hide(std::string_view noun, std::string const& key) {
        edit(noun, key,
             [](store::WriteTransaction& tx, records::RecordType const& type, records::Record& record) {
                 records::hide(tx, type, record, "hidden");
             });
    }

    http::Response get(std::string const& target) {
        http::Request request;
        request.target = target;
        request.viewer = viewer_;
        http::read_target(request);
        return router_.answer(request);
    }
    /// The body, whole, though it may be made while it is sent.
    std::string body(std::string const& target) {
        http::Response const response = get(target);
        EXPECT_EQ(response.status, 200) << target;
        if (auto const* text = std::get_if<std::string>(&response.body)) return *text;
        std::string all;
        while (auto part = std::get<http::ChunkProducer>(response.body)())
            all += *part;
        return all;
    }
    ErrorCode refused(std::string const& target) {
        try {
            get(target);
        } catch (Error const& error) {
            return error.code;
        }
        ADD_FAILURE() << target << " was answered";
        return ErrorCode::internal;
    }

    std::optional<views::Layout> layout_;
    std::optional<PictureKeeper> keeper_;
    std::optional<Context> context_;
    http::Viewer viewer_; ///< who asks: nobody who has signed in
    Lenses lenses_{1'000};
    http::Router router_;
};

} // namespace legation::registry
