#pragma once

#include "kernel/http/router.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace legation::http {

/// The website's built files. Their names carry a hash of their content, so browsers may keep them for good.
class Assets {
  public:
    /// Reads `manifest.json` in `folder`: `{"css/site.css": "css/site.3f2a91c0.css", …}`. What it does not
    /// name is not served. Throws Error with a remedy when it is missing or names a file that is.
    explicit Assets(std::string const& folder);

    /// `/assets/…`, for everyone. The routes outlive this object.
    std::vector<Route> routes() const;

    /// The address to link to: `/assets/css/site.3f2a91c0.css` for `css/site.css`. Throws Error(internal) for
    /// an unknown name.
    std::string_view url(std::string_view logical_name) const;

  private:
    struct Catalog;
    static Response answer(Catalog const& catalog, Request const& request);

    std::shared_ptr<Catalog const> catalog_;
};

} // namespace legation::http
