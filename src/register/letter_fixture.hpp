#pragma once

#include "kernel/embedded.hpp"
#include "register/register_fixture.hpp"

#include <optional>
#include <string>
#include <vector>

namespace legation::registry {

/// The sample on a hub that writes letters, with the program's own templates.
class LetterTest : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        views_.emplace(embedded::templates(), views::Texts::from_catalog(""),
                       [](std::string_view name) { return "/" + std::string(name); });
        views::Site site;
        site.name = "The hub";
        site.public_url = "https://hub.example.org";
        layout_.emplace(*views_, site);
        keeper_.emplace(store(), 1'000, [](std::string const& problem) { ADD_FAILURE() << problem; });
        context_.emplace(Context{store(), *layout_, *keeper_, {}});
    }

    /// What waits in the outbox, and is taken out of it.
    std::vector<std::string> mails() {
        return write([](store::WriteTransaction& tx) {
            auto all = tx.values<std::string>("SELECT payload FROM jobs WHERE kind = 'mail' ORDER BY id");
            tx.execute("DELETE FROM jobs WHERE kind = 'mail'");
            return all;
        });
    }

    std::optional<views::Views> views_;
    std::optional<views::Layout> layout_;
    std::optional<PictureKeeper> keeper_;
    std::optional<Context> context_;
};

} // namespace legation::registry
