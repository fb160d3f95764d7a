<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{#HOME_TITLE}}{{SITE_NAME}}: {{SITE_TAGLINE}}{{/HOME_TITLE}}{{#PAGE_TITLE}}{{TITLE}} · {{SITE_NAME}}{{/PAGE_TITLE}}</title>
{{#DESCRIPTION}}
<meta name="description" content="{{DESCRIPTION}}">
{{/DESCRIPTION}}
{{#NOT_INDEXED}}
<meta name="robots" content="noindex">
{{/NOT_INDEXED}}
<meta name="theme-color" content="#162e51">
{{#CANONICAL}}
<link rel="canonical" href="{{CANONICAL_URL}}">
<link rel="alternate" hreflang="en" href="{{ENGLISH_URL}}">
<link rel="alternate" hreflang="es" href="{{SPANISH_URL}}">
<link rel="alternate" hreflang="x-default" href="{{ENGLISH_URL}}">
{{/CANONICAL}}
{{#JSON_URL}}
<link rel="alternate" type="application/json" href="{{JSON_URL}}">
{{/JSON_URL}}
<link rel="preload" href="{{@fonts/public-sans-regular.woff2}}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="{{@fonts/merriweather-bold.woff2}}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{{@css/site.css}}">
<link rel="icon" href="{{@img/logo.svg}}" type="image/svg+xml">
<script src="{{@js/site.js}}" defer></script>
{{#JSON_LD}}
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{/JSON_LD}}
</head>
<body>
<a class="usa-skipnav" href="#main">[[Skip to the main content]]</a>
<header class="masthead">
  <div class="wrap masthead-bar">
    <a class="brand" href="{{HOME}}">
      <img src="{{@img/logo.svg}}" alt="" width="44" height="44">
      <span><span class="brand-name">{{SITE_NAME}}</span><span class="brand-line">{{SITE_TAGLINE}}</span></span>
    </a>
    <div class="masthead-tools">
      {{#HEADER_SEARCH}}
      {{>search.tpl}}
      {{/HEADER_SEARCH}}
      {{#OFFER_SPANISH}}
      <a class="language" href="{{OTHER_LANGUAGE_URL}}" hreflang="es" lang="es">Español</a>
      {{/OFFER_SPANISH}}
      {{#OFFER_ENGLISH}}
      <a class="language" href="{{OTHER_LANGUAGE_URL}}" hreflang="en" lang="en">English</a>
      {{/OFFER_ENGLISH}}
    </div>
  </div>
  <details class="menu" data-open-from="48em">
    <summary><svg class="usa-icon icon-menu" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#menu"></use></svg><svg class="usa-icon icon-close" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#close"></use></svg>[[Menu]]</summary>
    <nav class="wrap" aria-label="[[Main]]">
      <ul>
        {{#NAVIGATION}}
        <li><a href="{{LINK_URL}}"{{#CURRENT}} aria-current="{{CURRENT_KIND}}"{{/CURRENT}}>{{LINK_LABEL}}</a></li>
        {{/NAVIGATION}}
      </ul>
    </nav>
  </details>
</header>
<main id="main" tabindex="-1">
{{#BREADCRUMBS}}
<div class="wrap">
  <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="[[Breadcrumbs]]">
    <ol class="usa-breadcrumb__list">
      {{#BREADCRUMB}}
      <li class="usa-breadcrumb__list-item"><a class="usa-breadcrumb__link" href="{{BREADCRUMB_URL}}"><span>{{BREADCRUMB_LABEL}}</span></a></li>
      {{/BREADCRUMB}}
      {{#BREADCRUMB_HERE}}
      <li class="usa-breadcrumb__list-item usa-current" aria-current="page"><span>{{BREADCRUMB_LABEL}}</span></li>
      {{/BREADCRUMB_HERE}}
    </ol>
  </nav>
</div>
{{/BREADCRUMBS}}
{{>BODY}}
</main>
<footer class="colophon">
  <div class="wrap">
    <div>
      <span class="brand-name">{{SITE_NAME}}</span>
      <p>[[The public record of how cities, states, tribal nations and territories work with the world. Each statement shows its source; text and facts are under the license shown there.]]</p>
    </div>
    <nav aria-label="[[About this site]]">
      <ul>
        {{#FOOTER}}
        <li><a href="{{LINK_URL}}">{{LINK_LABEL}}</a></li>
        {{/FOOTER}}
      </ul>
    </nav>
  </div>
</footer>
</body>
</html>
