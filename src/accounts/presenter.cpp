#include "accounts/presenter.hpp"

#include "accounts/audit/audit_log.hpp"

namespace legation::accounts {

std::string Presenter::role(http::Role role) const {
    Presenter const& presenter = *this;
    switch (role) {
    case http::Role::moderator:
        return presenter.text("Moderator");
    case http::Role::office:
        return presenter.text("Office staff");
    case http::Role::administrator:
        return presenter.text("Administrator");
    default:
        return presenter.text("Member");
    }
}

void Presenter::log(store::WriteTransaction& tx, std::string_view action, std::string_view subject) const {
    audit(tx, {.action = std::string(action),
               .account_id = request.viewer.account_id,
               .client = client_of(request, context),
               .request_id = request.id,
               .subject = std::string(subject)});
}

} // namespace legation::accounts
