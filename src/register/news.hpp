#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// One thing that is new on the record.
struct News {
    std::string title, path, label, summary, changed_at;
};

/// What was added or changed last, each record once, newest first.
std::vector<News> latest_news(store::ReadTransaction& tx, Presenter const& presenter);

} // namespace legation::registry
