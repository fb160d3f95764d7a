<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>[[Map]] · {{SITE_NAME}}</title>
<meta name="robots" content="noindex">
<link rel="stylesheet" href="{{@css/site.css}}">
<link rel="stylesheet" href="{{@css/map.css}}">
<link rel="icon" href="{{@img/logo.svg}}" type="image/svg+xml">
<script src="{{@js/map.js}}" defer></script>
</head>
<body class="map-embedded">
<a class="usa-skipnav" href="#main">[[Skip to the main content]]</a>
<main id="main" tabindex="-1">
<h1 class="usa-sr-only">[[Map]]</h1>
{{>register/map-frame.tpl}}
<p class="map-credit"><a href="{{PAGE_URL}}" target="_blank" rel="noopener">{{SITE_NAME}}</a> · {{SHOWN}} · [[Shapes: Natural Earth, US Census Bureau]]</p>
</main>
</body>
</html>
