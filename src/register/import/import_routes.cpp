#include "register/import/import_routes.hpp"

#include "accounts/policy.hpp"
#include "register/import/import_pages.hpp"
#include "register/import/queue_pages.hpp"
#include "register/import/upload_pages.hpp"

namespace legation::registry {

std::vector<http::Route> import_routes(ImportDesk const& desk) {
    using accounts::Permission;
    using http::Format;
    using http::Method;
    using http::Request;
    using Page = http::Response (*)(Request const&, ImportDesk const&);
    std::vector<http::Route> all;
    auto const add = [&](Method method, std::string pattern, Permission permission, Page page) {
        all.push_back({method, std::move(pattern), accounts::route_policy(permission),
                       [page, &desk](Request const& request) { return page(request, desk); }});
    };
    add(Method::get, "/register/import", Permission::see_public, import_page);
    add(Method::post, "/register/import", Permission::edit_record, receive_upload);
    add(Method::get, "/register/import/uploads/{uuid:slug}", Permission::edit_record, upload_page);
    add(Method::post, "/register/import/uploads/{uuid:slug}", Permission::edit_record, act_on_upload);
    add(Method::get, "/register/import/uploads/{uuid:slug}/report", Permission::edit_record, upload_report);
    all.back().downloads = {Format::csv};
    add(Method::get, "/register/import/queue", Permission::moderate, import_queue_page);
    add(Method::post, "/register/import/queue", Permission::moderate, decide_about_rows);
    all.push_back({Method::get,
                   "/register/import/{noun}",
                   http::Policy::everyone(),
                   [&desk](Request const& request) { return import_template_file(request, desk.context); },
                   false,
                   {Format::csv, Format::xlsx}});
    return all;
}

} // namespace legation::registry
