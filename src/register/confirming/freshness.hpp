#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How old what an actor says of itself is: everything that it should look at once a year, on one page, and
/// the one letter that says so.
namespace legation::registry {

/// A record of an actor that holds until somebody says otherwise. What happened once, such as a visit, needs
/// no confirming.
struct Statement {
    records::RecordType const* type = nullptr;
    std::int64_t record_id = 0;
    Cell page;
    std::string last_change, confirmed_at; ///< empty: never
    std::string end_field;                 ///< of its form, where one says that it is over
};

/// Everything that holds of an actor, what was confirmed longest ago first.
std::vector<Statement> statements_of(store::ReadTransaction& tx, Presenter const& presenter,
                                     std::int64_t actor);

/// GET /account/confirmations: what the other sides ask, and all statements of those for whom one acts.
http::Response confirmations_page(http::Request const& request, Context const& context);
/// POST of the same: what is ticked is still true.
http::Response confirm_ticked(http::Request const& request, Context const& context);

/// The job that asks each government with members once a year. It looks once a day who is due.
constexpr char const* yearly_letter_kind = "yearly letter";
void schedule_yearly_letters(store::WriteTransaction& tx);
jobs::JobHandler yearly_letter_handler(Context const& context);

/// Puts the letters of those that are due into the outbox; answers of how many governments.
std::int64_t write_yearly_letters(Context const& context);

} // namespace legation::registry
