#include "register/cite/cite_pages.hpp"

#include "kernel/views/format.hpp"
#include "register/pages.hpp"
#include "register/record_lookup.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

struct Form {
    std::string_view suffix, content_type;
};

/// A file named for what it cites: `us-ga-atlanta-v3.bib`.
template <class Write>
http::Response citation_file(http::Request const& request, Context const& context, Form const& form,
                             Write const& write) {
    allow_parameters(request, {});
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    std::string const path = request.path.substr(0, request.path.size() - form.suffix.size());
    auto const view = find_record(context, *picture, presenter, path);
    Citation const citation = citation_of(context, presenter, *view);
    http::Response response;
    response.body = write(presenter, citation);
    response.with("Content-Type", std::string(form.content_type));
    return response.with("Content-Disposition",
                         fmt::format("attachment; filename=\"{}{}\"", citation.key, form.suffix));
}

} // namespace

Citation citation_of(Context const& context, Presenter const& presenter, RecordView const& view) {
    views::Site const& site = context.layout.site();
    return {fmt::format("{}-v{}", view.path.substr(view.path.rfind('/') + 1), view.version),
            view.title,
            view.label,
            site.name,
            site.public_url + views::path(presenter.language(), view.path),
            view.changed_at.substr(0, 10),
            std::to_string(view.version),
            std::string(views::code(presenter.language()))};
}

std::string in_words(Presenter const& presenter, Citation const& citation) {
    return views::fill(presenter.text("{site}. “{title}.” Version {version}, {date}. {url}"),
                       {{"site", citation.site},
                        {"title", citation.title},
                        {"version", citation.version},
                        {"date", presenter.date(citation.date)},
                        {"url", citation.url}});
}

http::Response bibtex_file(http::Request const& request, Context const& context) {
    return citation_file(request, context, {".bib", "application/x-bibtex; charset=utf-8"},
                         [](Presenter const&, Citation const& citation) { return to_bibtex(citation); });
}

http::Response ris_file(http::Request const& request, Context const& context) {
    return citation_file(request, context, {".ris", "application/x-research-info-systems; charset=utf-8"},
                         [](Presenter const&, Citation const& citation) { return to_ris(citation); });
}

http::Response csl_json_file(http::Request const& request, Context const& context) {
    return citation_file(request, context, {".csl.json", "application/vnd.citationstyles.csl+json"},
                         [](Presenter const&, Citation const& citation) { return to_csl_json(citation); });
}

http::Response citation_text_file(http::Request const& request, Context const& context) {
    return citation_file(request, context, {".citation.txt", "text/plain; charset=utf-8"},
                         [](Presenter const& presenter, Citation const& citation) {
                             return in_words(presenter, citation) + "\n";
                         });
}

} // namespace legation::registry
