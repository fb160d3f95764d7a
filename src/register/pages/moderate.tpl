<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Suggestion]]: {{PROPOSAL_KIND}}</p>
    <h1>{{PROPOSAL_TITLE}}</h1>
    <p class="lede">{{PROPOSAL_STATE}}{{#PROPOSAL_RECORD}} · <a href="{{RECORD_URL}}">[[Go to the record]]</a>{{/PROPOSAL_RECORD}}</p>
  </header>
  {{#PROBLEM}}
  <section class="notice" role="alert"><p>{{PROBLEM}}</p></section>
  {{/PROBLEM}}
  {{#MOVED}}
  <section class="part" id="both">
    <h2>[[The record says something else by now]]</h2>
    <table class="data stack">
      <caption class="usa-sr-only">[[Both versions side by side]]</caption>
      <thead><tr><th scope="col">[[Field]]</th><th scope="col">[[When it was suggested]]</th><th scope="col">[[Suggested]]</th><th scope="col">[[Recorded now]]</th></tr></thead>
      <tbody>
        {{#MOVED_FIELD}}
        <tr><th scope="row">{{LABEL}}</th><td data-label="[[When it was suggested]]">{{BEFORE}}</td><td data-label="[[Suggested]]">{{SUGGESTED}}</td><td data-label="[[Recorded now]]">{{NOW}}</td></tr>
        {{/MOVED_FIELD}}
      </tbody>
    </table>
    <form class="record-form" method="post" action="{{DECIDE_URL}}">
      {{>fields/form_token.tpl}}
      <input type="hidden" name="version" value="{{OVER_VERSION}}">
      <button class="usa-button" type="submit" name="act" value="over">[[Store the suggestion all the same]]</button>
    </form>
  </section>
  {{/MOVED}}
  {{>register/proposal-body.tpl}}
  {{#ORIGIN}}
  <p class="meta">[[It came from {{WHOM}}.]] <a href="{{BLOCK_URL}}">[[Block whoever it was]]</a></p>
  {{/ORIGIN}}
  {{#DECIDE}}
  <section class="part" id="decide">
    <h2>[[Decide]]</h2>
    <form class="record-form" method="post" action="{{DECIDE_URL}}">
      {{>fields/form_token.tpl}}
      <label class="usa-label" for="words">[[To whoever suggested it]]</label>
      <span class="usa-hint" id="words-hint">[[Needed to ask and to decline: they will read it.]]</span>
      <textarea class="usa-textarea" id="words" name="words" rows="3" maxlength="2000" aria-describedby="words-hint"></textarea>
      <div class="buttons">
        {{#ACCEPT}}
        <button class="usa-button" type="submit" name="act" value="accept">[[Accept]]</button>
        {{/ACCEPT}}
        <button class="usa-button usa-button--outline" type="submit" name="act" value="ask">[[Ask]]</button>
        <button class="usa-button usa-button--outline" type="submit" name="act" value="decline">[[Decline]]</button>
      </div>
    </form>
    {{#EDIT}}
    <details class="edit"{{#EDIT_OPEN}} open{{/EDIT_OPEN}}>
      <summary>[[Accept with changes]]</summary>
      <form class="record-form" method="post" action="{{DECIDE_URL}}" novalidate>
        {{>fields/form_token.tpl}}
        {{>fields/errors.tpl}}
        <input type="hidden" name="version" value="{{EDIT_VERSION}}">
        {{#FIELD}}
        {{>fields/field.tpl}}
        {{/FIELD}}
        <button class="usa-button" type="submit" name="act" value="edit">[[Accept as it stands here]]</button>
      </form>
    </details>
    {{/EDIT}}
  </section>
  {{/DECIDE}}
  <footer class="record-foot"><a href="{{QUEUE_URL}}">[[Back to the queue]]</a></footer>
</div>
