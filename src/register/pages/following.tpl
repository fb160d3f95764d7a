<div class="wrap">
  <header class="record-head">
    <h1>[[What you follow]]</h1>
    <p class="lede">[[You are told what others change, in one e-mail with everything that you follow.]]</p>
  </header>
  {{#NOTHING}}
  <section class="notice">
    <h2>[[You follow nothing yet]]</h2>
    <p>[[Choose “Follow” on the page of any record, list or search.]] <a href="{{PREFIX}}/register">[[Browse the Register]]</a></p>
  </section>
  {{/NOTHING}}
  <form method="post" action="{{OVERVIEW_URL}}">
    {{>fields/form_token.tpl}}
    <ul class="entries followed">
      {{#FOLLOWED}}
      <li>
        <h2 class="entry-name">{{#IS_THERE}}<a href="{{URL}}">{{TEXT}}</a>{{/IS_THERE}}{{#IS_GONE}}[[This is not on the record anymore.]]{{/IS_GONE}}</h2>
        <p class="meta">[[Since {{SINCE}}]]</p>
        <div class="follow-choice">
          {{#FREQUENCY_FIELD}}{{>fields/field.tpl}}{{/FREQUENCY_FIELD}}
          <button class="usa-button usa-button--outline" type="submit" name="stop" value="{{FOLLOW_ID}}">[[Stop following]]<span class="usa-sr-only"> {{TEXT}}</span></button>
        </div>
      </li>
      {{/FOLLOWED}}
    </ul>
    {{#FEED}}
    <p><button class="usa-button" type="submit" name="act" value="save">[[Save]]</button></p>
    {{/FEED}}
  </form>
  {{#FEED}}
  <section class="part">
    <h2>[[Your private feed]]</h2>
    <p>[[The same as an Atom feed, for your feed reader. Whoever has this address can read it: make a new one when it got into the wrong hands.]]</p>
    {{#NEW_FEED}}
    <section class="notice" role="status"><p>[[This is its address. It is shown only now: copy it into your feed reader.]]</p>
    <p class="example"><a href="{{FEED_URL}}">{{FEED_URL}}</a></p></section>
    {{/NEW_FEED}}
    <form method="post" action="{{OVERVIEW_URL}}">
      {{>fields/form_token.tpl}}
      <button class="usa-button usa-button--outline" type="submit" name="act" value="renew">[[Make a new address]]</button>
    </form>
  </section>
  {{/FEED}}
</div>
