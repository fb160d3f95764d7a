#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/section.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What an address says whose record was erased: when, and nothing else.
namespace legation::registry {

/// Throws GoneError when the record of that type and UUID was erased.
void refuse_erased(store::ReadTransaction& tx, http::Language language, records::RecordType const& type,
                   std::string_view uuid);

/// The history of an erased record: its numbered versions, when each was made and by whom. Nothing when no
/// erased record stood at that path.
std::optional<http::Response> erased_history(http::Request const& request, Context const& context,
                                             std::string const& record_path);

/// Throws GoneError when that is a version of an erased record.
void refuse_erased_version(http::Request const& request, Context const& context,
                           std::string const& record_path, std::int64_t number);

} // namespace legation::registry
