#pragma once

#include "register/presenter.hpp"

#include <string>

namespace legation::registry {

/// A published value in words: exports say slugs and keys, and who reads a history wants names. `field` may
/// be null, for what every record has besides its fields.
std::string readable_value(Presenter const& presenter, records::Field const* field, std::string const& value);

/// What a field is called, in the reader's language.
std::string field_label(Presenter const& presenter, records::RecordType const& type, std::string_view name);

} // namespace legation::registry
