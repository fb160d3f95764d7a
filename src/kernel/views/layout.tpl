<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{#PAGE_IS_HOME}}{{SITE_NAME}}: {{SITE_TAGLINE}}{{/PAGE_IS_HOME}}{{#PAGE_TITLE}}{{PAGE_TITLE}} · {{SITE_NAME}}{{/PAGE_TITLE}}</title>
{{#PAGE_DESCRIPTION}}
<meta name="description" content="{{PAGE_DESCRIPTION}}">
{{/PAGE_DESCRIPTION}}
{{#PAGE_NOT_INDEXED}}
<meta name="robots" content="noindex">
{{/PAGE_NOT_INDEXED}}
<meta name="theme-color" content="#162e51">
{{#PAGE_CANONICAL}}
<link rel="canonical" href="{{PAGE_CANONICAL_URL}}">
<link rel="alternate" hreflang="en" href="{{PAGE_ENGLISH_URL}}">
<link rel="alternate" hreflang="es" href="{{PAGE_SPANISH_URL}}">
<link rel="alternate" hreflang="x-default" href="{{PAGE_ENGLISH_URL}}">
{{/PAGE_CANONICAL}}
{{#PAGE_JSON_URL}}
<link rel="alternate" type="application/json" href="{{PAGE_JSON_URL}}">
{{/PAGE_JSON_URL}}
{{#PAGE_FEED_URL}}
<link rel="alternate" type="application/atom+xml" title="[[Changes]]" href="{{PAGE_FEED_URL}}">
{{/PAGE_FEED_URL}}
{{#PAGE_OEMBED_URL}}
<link rel="alternate" type="application/json+oembed" href="{{PAGE_OEMBED_URL}}">
{{/PAGE_OEMBED_URL}}
<link rel="search" type="application/opensearchdescription+xml" title="{{SITE_NAME}}" href="{{PREFIX}}/opensearch.xml">
<link rel="preload" href="{{@fonts/public-sans-regular.woff2}}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="{{@fonts/merriweather-bold.woff2}}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{{@css/site.css}}">
<link rel="icon" href="{{@img/logo.svg}}" type="image/svg+xml">
<script src="{{@js/site.js}}" defer></script>
{{#PAGE_JSON_LD}}
<script type="application/ld+json">{{PAGE_JSON_LD:x-json}}</script>
{{/PAGE_JSON_LD}}
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
      {{#PAGE_HEADER_SEARCH}}
      {{>search.tpl}}
      {{/PAGE_HEADER_SEARCH}}
      {{#SITE_SIGN_IN}}
      <a class="sign-in" href="{{SITE_SIGN_IN_URL}}">[[Sign in]]</a>
      {{/SITE_SIGN_IN}}
      {{#SITE_VIEWER}}
      <a class="viewer" href="{{SITE_ACCOUNT_URL}}">{{SITE_VIEWER_NAME}}</a>
      <form class="sign-out" method="post" action="{{SITE_SIGN_OUT_URL}}">{{>fields/form_token.tpl}}<button type="submit">[[Sign out]]</button></form>
      {{/SITE_VIEWER}}
      {{#PAGE_OFFER_SPANISH}}
      <a class="language" href="{{PAGE_OTHER_LANGUAGE_URL}}" hreflang="es" lang="es">Español</a>
      {{/PAGE_OFFER_SPANISH}}
      {{#PAGE_OFFER_ENGLISH}}
      <a class="language" href="{{PAGE_OTHER_LANGUAGE_URL}}" hreflang="en" lang="en">English</a>
      {{/PAGE_OFFER_ENGLISH}}
    </div>
  </div>
  <details class="menu" data-open-from="48em">
    <summary><svg class="usa-icon icon-menu" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#menu"></use></svg><svg class="usa-icon icon-close" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#close"></use></svg>[[Menu]]</summary>
    <nav class="wrap" aria-label="[[Main]]">
      <ul>
        {{#SITE_NAVIGATION}}
        <li><a href="{{SITE_LINK_URL}}"{{#SITE_LINK_CURRENT}} aria-current="{{SITE_LINK_CURRENT_KIND}}"{{/SITE_LINK_CURRENT}}>{{SITE_LINK_LABEL}}</a></li>
        {{/SITE_NAVIGATION}}
      </ul>
    </nav>
  </details>
</header>
<main id="main" tabindex="-1">
{{#PAGE_AS_OF}}
<section class="as-of" aria-label="[[Date of this page]]">
  <div class="wrap"><p><strong>[[As of {{PAGE_MOMENT}}.]]</strong> [[This is the record as it stood then; the search looks through today's.]] <a href="{{PAGE_TODAY_URL}}" rel="original">[[Back to today]]</a></p></div>
</section>
{{/PAGE_AS_OF}}
{{#PAGE_BREADCRUMBS}}
<div class="wrap">
  <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="[[Breadcrumbs]]">
    <ol class="usa-breadcrumb__list">
      {{#PAGE_BREADCRUMB}}
      <li class="usa-breadcrumb__list-item"><a class="usa-breadcrumb__link" href="{{PAGE_BREADCRUMB_URL}}"><span>{{PAGE_BREADCRUMB_LABEL}}</span></a></li>
      {{/PAGE_BREADCRUMB}}
      {{#PAGE_BREADCRUMB_HERE}}
      <li class="usa-breadcrumb__list-item usa-current" aria-current="page"><span>{{PAGE_BREADCRUMB_LABEL}}</span></li>
      {{/PAGE_BREADCRUMB_HERE}}
    </ol>
  </nav>
</div>
{{/PAGE_BREADCRUMBS}}
{{>BODY}}
</main>
<footer class="colophon">
  <div class="wrap">
    <div>
      <span class="brand-name">{{SITE_NAME}}</span>
      <p>[[The public record of how cities, states, tribal nations and territories work with the world. Each statement shows its source; text and facts are under the license shown there.]]</p>
      {{#SITE_SESSION}}
      <p class="session" data-lasts="{{SITE_SESSION_LASTS}}" data-url="{{SITE_SESSION_URL}}" data-warning="[[You will be signed out in two minutes. What you have written and not sent would be lost.]]" data-stay="[[Stay signed in]]" data-ended="[[You have been signed out. Sign in again in another tab before you send what you have written.]]" data-over="[[You have been signed out]]" data-again="[[Load this page again]]">[[You are signed in until {{SITE_SESSION_ENDS}}; opening any page before then extends it.]]</p>
      {{/SITE_SESSION}}
    </div>
    <nav aria-label="[[About this site]]">
      <ul>
        {{#SITE_FOOTER}}
        <li><a href="{{SITE_LINK_URL}}">{{SITE_LINK_LABEL}}</a></li>
        {{/SITE_FOOTER}}
      </ul>
    </nav>
  </div>
</footer>
</body>
</html>
