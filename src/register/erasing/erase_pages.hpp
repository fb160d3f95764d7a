#pragma once

#include "accounts/context.hpp"
#include "kernel/http/router.hpp"
#include "register/import/upload_run.hpp"
#include "register/lens/lenses.hpp"

#include <string>
#include <vector>

namespace legation::registry {

/// What erasing needs beside the record: who has signed in lately, the files that were brought in, and where
/// the database is.
struct ErasingDesk {
    ImportDesk const& imports;
    accounts::Context const& accounts;
    std::string database;
};

/// `/register/people/{name}/erase`: a form for administrators, and what was done.
std::vector<http::Route> erasing_routes(ErasingDesk const& desk, Lenses& lenses);

} // namespace legation::registry
