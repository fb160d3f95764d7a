<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[Scan the picture with an authenticator app, or type the letters below it. This page shows them until the first code; then nobody sees them again.]]</p>
  </header>
  {{>fields/errors.tpl}}
  <section class="part">
    <svg class="qr-code" role="img" aria-labelledby="qr-title" viewBox="0 0 {{QR_SIZE}} {{QR_SIZE}}" width="240" height="240" shape-rendering="crispEdges"><title id="qr-title">[[The key for your app as a QR code; as letters it stands below]]</title><rect width="100%" height="100%" fill="#ffffff"/><path fill="#000000" d="{{QR_PATH}}"/></svg>
    <p>[[The same as letters:]] <code>{{SECRET}}</code></p>
    <form class="usa-form" method="post" action="{{PREFIX}}/account/password/app/confirm">
      {{>fields/form_token.tpl}}
      {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
      <button class="usa-button" type="submit">[[Confirm]]</button>
      <p class="meta"><a href="{{PREFIX}}/account/password">[[Back without an app]]</a></p>
    </form>
  </section>
</div>
