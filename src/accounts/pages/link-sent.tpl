<div class="wrap">
  <header class="record-head">
    <h1>[[Look in your mailbox]]</h1>
    <p class="lede">[[If the address is right, a link to sign in is on its way. It works once, within {{LINK_MINUTES}} minutes.]]</p>
  </header>
  <div class="part prose">
    <p>[[Nothing there after a few minutes? Look among the unwanted mail.]] <a href="{{PREFIX}}/sign-in">[[Ask for another link]]</a></p>
  </div>
</div>
