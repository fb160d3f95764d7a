<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[You sign in there and come back here.]]</p>
  </header>
  <p><a class="usa-button" href="{{GO_ON_URL}}" rel="noreferrer">[[Go on]]</a></p>
</div>
