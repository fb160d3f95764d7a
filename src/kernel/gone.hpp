#pragma once

#include "kernel/error.hpp"

namespace legation {

/// Throw for what once stood at an address and was taken away for good: HTTP 410. Whoever knows only that
/// there is nothing sees `not_found`.
class GoneError : public Error {
  public:
    explicit GoneError(Error error) : Error(std::move(error)) {}
};

} // namespace legation
