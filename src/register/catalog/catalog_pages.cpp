#include "register/catalog/catalog_pages.hpp"

#include "register/catalog/catalog.hpp"
#include "register/pages.hpp"

namespace legation::registry {

http::Response data_json(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    return http::json(to_dcat_us_1_1(gather_catalog(context, presenter)))
        .with("Access-Control-Allow-Origin", "*");
}

http::Response catalog_jsonld(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    http::Response response;
    response.body = to_dcat_us_3_0(gather_catalog(context, presenter));
    return response.with("Content-Type", "application/ld+json").with("Access-Control-Allow-Origin", "*");
}

} // namespace legation::registry
