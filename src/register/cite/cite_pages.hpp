#pragma once

#include "kernel/http/request.hpp"
#include "kernel/http/response.hpp"
#include "register/cite/citation.hpp"
#include "register/presenter.hpp"
#include "register/section.hpp"

namespace legation::registry {

Citation citation_of(Context const& context, Presenter const& presenter, RecordView const& view);
/// In words, for a page: `Legation. “Atlanta.” Version 3, November 22, 2026. https://…`
std::string in_words(Presenter const& presenter, Citation const& citation);

/// `/register/us-ga-atlanta.bib`, `.ris`, `.csl.json` and `.citation.txt`: files for reference managers.
http::Response bibtex_file(http::Request const& request, Context const& context);
http::Response ris_file(http::Request const& request, Context const& context);
http::Response csl_json_file(http::Request const& request, Context const& context);
http::Response citation_text_file(http::Request const& request, Context const& context);

} // namespace legation::registry
