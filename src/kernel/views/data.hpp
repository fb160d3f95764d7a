#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace ctemplate {
class TemplateDictionaryInterface;
}

namespace legation::views {

/// One level of a template's values. What `add` and `include` return is a light handle into the same data,
/// valid as long as the outermost one. A name not found at its level is looked up in the levels around it, up
/// to the last `include`, beyond which only what was set with `set_global` is seen. Values are escaped by the
/// template.
class Data {
  public:
    Data();
    ~Data();
    Data(Data&& other) noexcept;
    Data& operator=(Data&& other) noexcept;

    void set(std::string_view name, std::string_view value);
    /// Plain digits; for people use `number(language, value)`.
    void set(std::string_view name, std::int64_t value);
    /// Sets the value and shows the section of the same name; an empty value does neither.
    void set_shown(std::string_view name, std::string_view value);
    /// Seen everywhere, in included templates too.
    void set_global(std::string_view name, std::string_view value);

    /// Shows `{{#SECTION}}…{{/SECTION}}` once more, with the values of the returned level.
    Data add(std::string_view section);
    /// Shows the section once, with the values around it.
    void show(std::string_view section);
    /// Puts a template chosen now into `{{>NAME}}`. What is fixed is included by its file name instead:
    /// `{{>fields/text.tpl}}` sees all values and costs nothing.
    Data include(std::string_view name, std::string_view template_file);

  private:
    friend class Views;
    class Level;
    struct Tree;
    explicit Data(Level* level);
    ctemplate::TemplateDictionaryInterface const& for_template() const;

    std::unique_ptr<Tree> tree_; ///< empty in handles
    Level* level_;
};

} // namespace legation::views
