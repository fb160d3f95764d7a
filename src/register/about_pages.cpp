#include "kernel/error.hpp"
#include "register/attribution.hpp"
#include "register/pages.hpp"
#include "register/presenter.hpp"
#include "register/render.hpp"

namespace legation::registry {

http::Response about_data_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    data.set("PLACE_COUNT", presenter.number(static_cast<std::int64_t>(picture->atlas->size())));
    data.set("SOURCES_URL", localized(presenter.language(), "/register/sources"));
    for (Attribution const& source : context.attributions) {
        views::Data line = data.add("ATTRIBUTION");
        line.set("TEXT", source.name);
        line.set("URL", source.url);
        line.set("WHAT", source.what);
        line.set("LICENSE", source.license);
        line.set("PACKAGE_VERSION", source.version);
    }
    views::PageInfo info;
    info.title = presenter.text("About the data");
    info.description = presenter.text(
        "Where the data of this hub comes from, under which licenses, and how records are added.");
    info.path = "/about-the-data";
    return context.layout.page(request, info, "register/about-data.tpl", std::move(data));
}

http::Response accessibility_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::PageInfo info;
    info.title = presenter.text("Accessibility");
    info.description = presenter.text("How this site is made to work for everybody, and how that is tested.");
    info.path = "/accessibility";
    return context.layout.page(request, info, "register/accessibility.tpl", views::Data());
}

} // namespace legation::registry
