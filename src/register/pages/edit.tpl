<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{SUBJECT}}</p>
    <h1>[[Edit this record]]</h1>
    <p class="lede">[[What you save shows at once. Every version is kept, and any can be brought back.]]</p>
  </header>
  {{#ELSEWHERE}}
  <section class="notice" role="alert" id="both">
    <h2>[[Somebody else changed this record meanwhile]]</h2>
    <p>[[Nothing is stored yet. Below stands the record as it is now, with your changes in it: look at both versions, then save again.]]</p>
    <table class="data stack">
      <caption class="usa-sr-only">[[Both versions side by side]]</caption>
      <thead><tr><th scope="col">[[Field]]</th><th scope="col">[[When you opened it]]</th><th scope="col">[[Your version]]</th><th scope="col">[[Recorded now]]</th></tr></thead>
      <tbody>
        {{#ELSEWHERE_FIELD}}
        <tr><th scope="row">{{LABEL}}</th><td data-label="[[When you opened it]]">{{BEFORE}}</td><td data-label="[[Your version]]">{{YOURS}}</td><td data-label="[[Recorded now]]">{{NOW}}</td></tr>
        {{/ELSEWHERE_FIELD}}
      </tbody>
    </table>
  </section>
  {{/ELSEWHERE}}
  <form class="record-form" method="post" action="{{SEND_URL}}" novalidate>
    {{>fields/form_token.tpl}}
    {{>fields/errors.tpl}}
    {{>register/add-first.tpl}}
    <input type="hidden" name="edit_version" value="{{SEEN_VERSION}}">
    {{#FIELD}}
    {{>fields/field.tpl}}
    {{/FIELD}}
    <fieldset class="about">
      <legend>[[About your change]]</legend>
      {{#ABOUT_FIELD}}
      {{>fields/field.tpl}}
      {{/ABOUT_FIELD}}
    </fieldset>
    <div class="buttons">
      <button class="usa-button" type="submit">[[Save]]</button>
      <a class="usa-button usa-button--outline" href="{{RECORD_URL}}">[[Leave it as it is]]</a>
    </div>
  </form>
</div>
