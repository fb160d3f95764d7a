<div class="wrap">
  <header class="record-head">
    <h1>[[Stop these e-mails]]</h1>
  </header>
  {{#ASK}}
  <p>[[You get no more e-mails about what you follow. Your list stays, and your private feed goes on.]]</p>
  <form class="record-form" method="post" action="{{STOP_URL}}">
    <button class="usa-button" type="submit">[[Stop these e-mails]]</button>
  </form>
  {{/ASK}}
  {{#DONE}}
  <section class="notice" role="status">
    <h2>[[Done]]</h2>
    <p>[[There will be no more e-mails about what you follow.]] <a href="{{OVERVIEW_URL}}">[[Everything you follow]]</a></p>
  </section>
  {{/DONE}}
</div>
