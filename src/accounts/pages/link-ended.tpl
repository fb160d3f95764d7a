<div class="wrap">
  <header class="record-head">
    <h1>[[This link no longer works]]</h1>
    <p class="lede">[[It has been used, or its time is over.]]</p>
  </header>
  <p><a href="{{PREFIX}}/sign-in">[[Ask for another link]]</a></p>
</div>
