#include "kernel/text.hpp"
#include "register/api/api_pages.hpp"
#include "register/api/examples.hpp"
#include "register/api/query.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/record_views.hpp"
#include "register/render.hpp"

namespace legation::registry::api {

http::Response developers_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    for (Example const& example : examples()) {
        views::Data part = data.add("EXAMPLE");
        part.set("EXAMPLE_KEY", example.key);
        part.set("EXAMPLE_LANGUAGE", example.language);
        part.set("EXAMPLE_TEXT", fill(example.text, {{"hub", context.layout.site().public_url}}));
    }
    data.set("TOKEN_EXAMPLE", fill(token_example(), {{"hub", context.layout.site().public_url}}));
    data.set("LARGEST_LIMIT", presenter.number(largest_limit));
    for (records::RecordType const* type : collections()) {
        std::string const address = "/api/v1/" + address_of(type->table);
        views::Data line = data.add("COLLECTION");
        line.set("COLLECTION_URL", address);
        line.set("COLLECTION_ADDRESS", address);
        line.set("COLLECTION_LABEL", presenter.text(type->label));
        std::string filters;
        for (records::Field const* field : filters_of(*type))
            (filters += filters.empty() ? "" : ", ") += records::public_name(*field);
        line.set("COLLECTION_FILTERS", filters);
    }
    views::PageInfo info;
    info.title = presenter.text("For developers");
    info.description = presenter.text(
        "The public record as data: a read API, files, and examples for curl, Python, R and JavaScript.");
    info.path = "/developers";
    return context.layout.page(request, info, "register/developers.tpl", std::move(data));
}

} // namespace legation::registry::api
