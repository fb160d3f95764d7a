#include "register/editing/protect_pages.hpp"

#include "accounts/audit/audit_log.hpp"
#include "accounts/blocks/block.hpp"
#include "accounts/policy.hpp"
#include "kernel/error.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "register/editing/subject.hpp"
#include "register/editing/typed_text.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t longest_reason = 300;

EditSubject subject_above(Request const& request, Context const& context, Picture const& picture,
                          Presenter const& presenter) {
    return subject_of(context, picture, presenter, request.path.substr(0, request.path.rfind('/')));
}

} // namespace

Response protect_page(Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = subject_above(request, context, *picture, presenter);
    views::Data data;
    data.set("SUBJECT", subject.title);
    data.set("PROTECT_URL", localized(request.language, subject.path + "/protect"));
    data.set("RECORD_URL", localized(request.language, subject.path));
    if (subject.is_protected()) {
        data.add("IS_PROTECTED").set("REASON", *subject.protection);
    } else {
        views::Data form = data.add("IS_OPEN");
        views::add_text(form.add("REASON_FIELD"), {.name = "protect_reason",
                                                   .label = presenter.text("Why"),
                                                   .hint = presenter.text("It is shown on the page."),
                                                   .is_required = true,
                                                   .max_length = longest_reason});
    }
    views::PageInfo info;
    info.title = views::fill(presenter.text("Protect {name}"), {{"name", subject.title}});
    info.section = "register";
    info.breadcrumbs = {{subject.title, subject.path}, {presenter.text("Protect"), {}}};
    return context.layout.page(request, info, "register/protect.tpl", std::move(data));
}

Response protect_record(Request const& request, Context const& context) {
    http::Query const sent = http::parse_form(request);
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    EditSubject const subject = subject_above(request, context, *picture, presenter);
    std::string_view const act = sent.find("act").value_or("");
    std::string const reason = typed_text(sent, "protect_reason");
    if (act != "protect" && act != "open")
        throw Error(ErrorCode::bad_request, "Use the buttons of the page.");
    if (act == "protect" && (reason.empty() || reason.size() > longest_reason))
        throw Error(ErrorCode::unprocessable, "Say why in at most 300 characters: it is shown on the page.");
    context.store.write(accounts::author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (act == "protect")
            accounts::protect(tx, subject.record->uuid, reason);
        else
            accounts::unprotect(tx, subject.record->uuid);
        accounts::audit(tx, {.action = act == "protect" ? "protect record" : "open record",
                             .account_id = request.viewer.account_id,
                             .client = request.client,
                             .request_id = request.id,
                             .subject = fmt::format("{} {}", subject.type->name, subject.record->uuid)});
    });
    constexpr int see_other = 303;
    return http::redirect(localized(request.language, subject.path), see_other);
}

} // namespace legation::registry
