<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{SUBJECT}}</title>
<style>
body { background: #f0f3f8; color: #1b1b1b; font-family: "Public Sans", "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-size: 16px; line-height: 1.5; margin: 0; padding: 24px 12px; }
.letter { background: #ffffff; border-top: 6px solid #162e51; margin: 0 auto; max-width: 600px; padding: 24px; }
.hub { color: #162e51; font-weight: bold; margin: 0 0 16px; }
h1 { color: #162e51; font-size: 22px; line-height: 1.3; margin: 0 0 16px; }
h2 { color: #162e51; font-size: 18px; margin: 24px 0 8px; }
p { margin: 0 0 16px; white-space: pre-line; overflow-wrap: break-word; }
a { color: #005ea2; }
.button { margin: 24px 0; }
.button a { background: #005ea2; border-radius: 4px; color: #ffffff; display: inline-block; font-weight: bold; padding: 12px 20px; text-decoration: none; }
.address { font-size: 14px; }
blockquote { border-left: 4px solid #a9aeb1; margin: 0 0 16px; padding: 0 0 0 16px; }
.foot { color: #565c65; font-size: 14px; margin: 16px auto 0; max-width: 600px; padding: 0 24px; }
.foot p { margin: 0 0 8px; }
</style>
</head>
<body>
<div class="letter">
  <p class="hub">{{SITE_NAME}}</p>
  <h1>{{SUBJECT}}</h1>
  {{#BLOCK}}
  {{#IS_PARAGRAPH}}
  <p>{{TEXT}}</p>
  {{/IS_PARAGRAPH}}
  {{#IS_HEADING}}
  <h2>{{TEXT}}</h2>
  {{/IS_HEADING}}
  {{#IS_BUTTON}}
  <p class="button"><a href="{{URL}}">{{TEXT}}</a></p>
  <p class="address">[[If the button does not work, copy this address into your browser:]] <br><a href="{{URL}}">{{URL}}</a></p>
  {{/IS_BUTTON}}
  {{#IS_LINK}}
  <p><a href="{{URL}}">{{TEXT}}</a></p>
  {{/IS_LINK}}
  {{#IS_QUOTE}}
  <blockquote><p>{{TEXT}}</p></blockquote>
  {{/IS_QUOTE}}
  {{/BLOCK}}
</div>
<div class="foot">
  <p><a href="{{SITE_URL}}">{{SITE_NAME}}</a></p>
  {{#REASON}}
  <p>{{REASON}}</p>
  {{/REASON}}
  {{#UNSUBSCRIBE_URL}}
  <p><a href="{{UNSUBSCRIBE_URL}}">[[Unsubscribe]]</a></p>
  {{/UNSUBSCRIBE_URL}}
</div>
</body>
</html>
