#include "kernel/views/data.hpp"

#include <ctemplate/template_dictionary_interface.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <memory_resource>
#include <new>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace legation::views {

namespace {

/// Names are compared by their hash alone: there are some hundreds, all ours, and 64 bits.
using Name = std::size_t;

Name hash(std::string_view name) {
    return XXH3_64bits(name.data(), name.size());
}
Name hash(ctemplate::TemplateString const& name) {
    return hash(std::string_view(name.data(), name.size()));
}

struct Value {
    Name name;
    std::string_view text;
};

/// The value set last under that name, or nothing.
Value const* find(std::pmr::vector<Value> const& values, Name name) {
    auto const found = std::find_if(values.rbegin(), values.rend(),
                                    [name](auto const& value) { return value.name == name; });
    return found == values.rend() ? nullptr : &*found;
}

} // namespace

/// ctemplate's own dictionary takes two process-wide locks for every value set. This one keeps a page's
/// values in one piece of memory that is freed as a whole, and shares nothing between threads.
class Data::Level final : public ctemplate::TemplateDictionaryInterface {
  public:
    Level(Tree& tree, Level const* parent);

    void set(std::string_view name, std::string_view value) { values_.push_back({hash(name), copy(value)}); }
    void set_global(std::string_view name, std::string_view value);
    Level* add_section(std::string_view name) { return add(sections_, name, this); }
    Level* add_include(std::string_view name, std::string_view file) {
        auto* level = add(includes_, name, nullptr); // sees the global values only
        level->file_ = copy(file).data();
        return level;
    }

  protected:
    ctemplate::TemplateString GetValue(ctemplate::TemplateString const& variable) const override;
    bool IsHiddenSection(ctemplate::TemplateString const& name) const override { return !section(name); }
    bool IsUnhiddenSection(ctemplate::TemplateString const& name) const override { return section(name); }
    bool IsHiddenTemplate(ctemplate::TemplateString const& name) const override {
        return !first(includes_, hash(name));
    }
    char const* GetIncludeTemplateName(ctemplate::TemplateString const& variable, int index) const override;
    Iterator* CreateTemplateIterator(ctemplate::TemplateString const& name) const override;
    Iterator* CreateSectionIterator(ctemplate::TemplateString const& name) const override;
    void DumpToString(std::string*, int) const override {} // a debugging aid that nothing here calls

  private:
    /// The levels added under one name, a list in their order.
    struct Children {
        Name name;
        Level* first;
        Level* last;
    };

    class LevelIterator final : public Iterator {
      public:
        explicit LevelIterator(Level const* next) : next_(next) {}
        bool HasNext() const override { return next_; }
        ctemplate::TemplateDictionaryInterface const& Next() override {
            auto const* current = next_;
            next_ = next_->next_;
            return *current;
        }

      private:
        Level const* next_;
    };

    std::string_view copy(std::string_view text);
    Level* add(std::pmr::vector<Children>& children, std::string_view name, Level const* parent);
    static Level const* first(std::pmr::vector<Children> const& children, Name name);
    Level const* section(ctemplate::TemplateString const& name) const;

    Tree& tree_;
    Level const* parent_;
    Level* next_ = nullptr;
    char const* file_ = nullptr;
    std::pmr::vector<Value> values_;
    std::pmr::vector<Children> sections_;
    std::pmr::vector<Children> includes_;
};

/// Everything that belongs to one page. The memory comes first, so it goes last.
struct Data::Tree {
    std::pmr::monotonic_buffer_resource memory{16'384};
    std::pmr::vector<Value> globals{&memory};
    Level root{*this, nullptr};
};

Data::Level::Level(Tree& tree, Level const* parent)
    : tree_(tree), parent_(parent), values_(&tree.memory), sections_(&tree.memory), includes_(&tree.memory) {}

/// Ends with a NUL, which ctemplate expects of file names.
std::string_view Data::Level::copy(std::string_view text) {
    auto* const memory = static_cast<char*>(tree_.memory.allocate(text.size() + 1, 1));
    std::memcpy(memory, text.data(), text.size());
    memory[text.size()] = '\0';
    return {memory, text.size()};
}

void Data::Level::set_global(std::string_view name, std::string_view value) {
    tree_.globals.push_back({hash(name), copy(value)});
}

Data::Level* Data::Level::add(std::pmr::vector<Children>& children, std::string_view name,
                              Level const* parent) {
    // Levels are freed with the tree's memory and own nothing else, so no destructor needs to run.
    auto* const level = new (tree_.memory.allocate(sizeof(Level), alignof(Level))) Level(tree_, parent);
    auto const wanted = hash(name);
    auto const known = std::ranges::find(children, wanted, &Children::name);
    if (known == children.end()) {
        children.push_back({wanted, level, level});
    } else {
        known->last->next_ = level;
        known->last = level;
    }
    return level;
}

Data::Level const* Data::Level::first(std::pmr::vector<Children> const& children, Name name) {
    auto const found = std::ranges::find(children, name, &Children::name);
    return found == children.end() ? nullptr : found->first;
}

Data::Level const* Data::Level::section(ctemplate::TemplateString const& name) const {
    auto const wanted = hash(name);
    for (auto const* level = this; level; level = level->parent_)
        if (auto const* found = first(level->sections_, wanted)) return found;
    return nullptr;
}

ctemplate::TemplateString Data::Level::GetValue(ctemplate::TemplateString const& variable) const {
    auto const wanted = hash(variable);
    Value const* found = nullptr;
    for (auto const* level = this; level && !found; level = level->parent_)
        found = find(level->values_, wanted);
    if (!found) found = find(tree_.globals, wanted);
    return found ? ctemplate::TemplateString(found->text.data(), found->text.size())
                 : ctemplate::TemplateString("", 0);
}

char const* Data::Level::GetIncludeTemplateName(ctemplate::TemplateString const& variable, int index) const {
    auto const* level = first(includes_, hash(variable));
    while (level && index-- > 0)
        level = level->next_;
    return level ? level->file_ : nullptr;
}

ctemplate::TemplateDictionaryInterface::Iterator*
Data::Level::CreateTemplateIterator(ctemplate::TemplateString const& name) const {
    return new LevelIterator(first(includes_, hash(name))); // ctemplate deletes it
}

ctemplate::TemplateDictionaryInterface::Iterator*
Data::Level::CreateSectionIterator(ctemplate::TemplateString const& name) const {
    return new LevelIterator(section(name)); // ctemplate deletes it
}

Data::Data() : tree_(std::make_unique<Tree>()), level_(&tree_->root) {}
Data::Data(Level* level) : level_(level) {}
Data::~Data() = default;
Data::Data(Data&& other) noexcept = default;
Data& Data::operator=(Data&& other) noexcept = default;

void Data::set(std::string_view name, std::string_view value) {
    level_->set(name, value);
}

void Data::set(std::string_view name, std::int64_t value) {
    char digits[24];
    auto const* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    level_->set(name, {digits, static_cast<std::size_t>(end - digits)});
}

void Data::set_shown(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    level_->set(name, value);
    level_->add_section(name);
}

void Data::set_global(std::string_view name, std::string_view value) {
    level_->set_global(name, value);
}

Data Data::add(std::string_view section) {
    return Data(level_->add_section(section));
}

void Data::show(std::string_view section) {
    level_->add_section(section);
}

Data Data::include(std::string_view name, std::string_view template_file) {
    return Data(level_->add_include(name, template_file));
}

ctemplate::TemplateDictionaryInterface const& Data::for_template() const {
    return *level_;
}

} // namespace legation::views
