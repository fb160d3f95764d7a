#pragma once

#include "accounts/audit/audit_log.hpp"
#include "accounts/context.hpp"
#include "kernel/http/request.hpp"
#include "kernel/mail/letter.hpp"
#include "kernel/mail/outbox.hpp"

#include <string>
#include <string_view>

namespace legation::accounts {

/// The words of one answer, in the reader's language.
struct Presenter {
    Context const& context;
    http::Request const& request;

    std::string text(std::string_view english) const {
        return std::string(context.layout.texts().text(request.language, english));
    }
    std::string role(http::Role role) const;
    /// A page with that title that search engines leave out.
    views::PageInfo page(std::string_view english_title) const {
        views::PageInfo info;
        info.title = text(english_title);
        return info;
    }
    Origin origin() const { return {client_of(request, context), request.id}; }
    /// Adds to the audit log what whoever is signed in did.
    void log(store::WriteTransaction& tx, std::string_view action, std::string_view subject) const;
    void send(store::WriteTransaction& tx, mail::Letter const& letter) const {
        mail::enqueue(tx, mail::compose(context.layout, letter));
    }
    http::Response show(views::PageInfo const& info, std::string_view body_template, views::Data data,
                        int status = 200) const {
        return context.layout.page(request, info, body_template, std::move(data), status);
    }
};

} // namespace legation::accounts
