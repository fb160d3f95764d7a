#pragma once

#include <string>

namespace legation::registry {

/// How to cite one version of a record. The hub is its author: a record is the work of many.
struct Citation {
    std::string key; ///< letters, digits and hyphens, the same for the same version: `us-ga-atlanta-v3`
    std::string title;
    std::string kind; ///< what the record is: `Municipality`
    std::string site; ///< the hub's name
    std::string url;
    std::string date; ///< of the version, `2026-11-22`
    std::string version;
    std::string language; ///< `en`, `es`
};

/// For LaTeX (biblatex and BibTeX). Names may hold any character: what means something to TeX is written out.
std::string to_bibtex(Citation const& citation);
/// For reference managers; one line a field, so line ends within a name become spaces.
std::string to_ris(Citation const& citation);
/// https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
std::string to_csl_json(Citation const& citation);

} // namespace legation::registry
