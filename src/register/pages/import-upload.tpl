<div class="wrap">
  <header class="record-head">
    <h1>{{FILE_NAME}}</h1>
    <p class="lede">{{STATE}}</p>
    <p class="meta">{{KIND}} · {{AUTHOR}} · <time datetime="{{UPLOADED_AT}}">{{UPLOADED_ON}}</time>{{#FORM}} · {{FORM}}{{/FORM}}{{#SOURCE_TITLE}} · [[Source:]] {{SOURCE_TITLE}}{{/SOURCE_TITLE}}</p>
  </header>
  {{#PROBLEM}}
  <section class="notice" role="alert"><p>{{PROBLEM}}</p></section>
  {{/PROBLEM}}
  {{#UNDER_WAY}}
  <section class="notice" role="status">
    <p><label for="progress">[[This page loads itself again until it is done.]]</label></p>
    <p><progress id="progress" max="100" value="{{PERCENT}}"></progress> {{PERCENT}} %</p>
    <p><a href="{{SELF_URL}}">[[Look now]]</a></p>
  </section>
  {{/UNDER_WAY}}
  {{#FAILED}}
  <section class="notice" role="alert">
    <h2>[[This file cannot be used as it is]]</h2>
    <p>{{FAILED}}</p>
  </section>
  {{/FAILED}}
  {{#RESULT}}
  <section class="part">
    <h2>[[What its rows come to]]</h2>
    <table class="data counts">
      <caption class="usa-sr-only">[[What its rows come to]]</caption>
      <tbody>
        {{#COUNT_LINE}}
        <tr><th scope="row">{{OUTCOME}}</th><td class="number">{{NUMBER}}</td></tr>
        {{/COUNT_LINE}}
      </tbody>
      <tfoot><tr><th scope="row">[[In all]]</th><td class="number">{{ROW_COUNT}}</td></tr></tfoot>
    </table>
    {{#MAY_APPLY}}
    <p>[[Nothing is stored yet. When you store it, what would wait for a decision goes into the queue, and what is wrong is left out.]]</p>
    <form method="post" action="{{ACT_URL}}">
      {{>fields/form_token.tpl}}
      <button class="usa-button" type="submit" name="act" value="apply">[[Store it]]</button>
    </form>
    {{/MAY_APPLY}}
    {{#ASK_A_MODERATOR}}
    <p class="notice">[[Nothing is stored yet. A moderator sees this file in the list and can store it; send them the address of this page to be quicker.]]</p>
    {{/ASK_A_MODERATOR}}
    {{#NOTHING_TO_STORE}}
    <p class="notice">[[There is nothing in it to store.]]</p>
    {{/NOTHING_TO_STORE}}
    {{#APPLIED}}
    <p>[[Stored by]] {{APPLIED_BY}}. [[Every record’s history says so.]]{{#TO_QUEUE}} <a href="{{QUEUE_URL}}">[[Decide what waits]]</a>{{/TO_QUEUE}}</p>
    {{/APPLIED}}
    <p class="report"><a href="{{REPORT_URL}}">[[Report of every row (CSV)]]</a></p>
  </section>
  {{#OUTCOME_PART}}
  <details class="part outcome"{{#IS_OPEN}} open{{/IS_OPEN}} id="{{OUTCOME_CODE}}">
    <summary><h2>{{OUTCOME}}</h2> <span class="count">{{NUMBER}}</span></summary>
    <table class="data stack">
      <caption class="usa-sr-only">{{OUTCOME}}</caption>
      <thead><tr><th scope="col">[[Line]]</th><th scope="col">[[Record]]</th><th scope="col">[[What its names were taken for]]</th><th scope="col">[[Why]]</th></tr></thead>
      <tbody>
        {{#ROW}}
        <tr>
          <th scope="row"><span>{{LINE}}</span></th>
          <td data-label="[[Record]]">{{#RECORD}}<span translate="no">{{RECORD}}</span>{{/RECORD}}</td>
          <td data-label="[[What its names were taken for]]"><span>{{#NAME}}<span class="taken">“{{WRITTEN}}” → <a href="{{TAKEN_URL}}">{{TAKEN}}</a> <span class="place">{{SCORE}} [[of 100]]: {{WHY}}</span></span>{{/NAME}}</span></td>
          <td data-label="[[Why]]"><span>{{#REASON}}{{REASON}}{{/REASON}}{{#COLUMN}} <span class="place">[[Column]] {{COLUMN}}{{#VALUE}}: “{{VALUE}}”{{/VALUE}}</span>{{/COLUMN}}</span></td>
        </tr>
        {{/ROW}}
      </tbody>
    </table>
    {{#MORE}}<p class="meta">{{MORE}} [[more stand in the report.]]</p>{{/MORE}}
  </details>
  {{/OUTCOME_PART}}
  {{/RESULT}}
  {{#COLUMNS}}
  <details class="part edit"{{#COLUMNS_OPEN}} open{{/COLUMNS_OPEN}}>
    <summary>[[Which column is what]]</summary>
    <form class="record-form" method="post" action="{{ACT_URL}}">
      {{>fields/form_token.tpl}}
      {{#FILE_COLUMN}}
      {{#FIELD}}
      {{>fields/field.tpl}}
      {{/FIELD}}
      {{/FILE_COLUMN}}
      <div class="usa-form-group">
        <label class="usa-label" for="mapping">[[Keep these columns under a name, for the next file]]</label>
        <input class="usa-input" id="mapping" name="mapping" maxlength="200">
      </div>
      <button class="usa-button" type="submit" name="act" value="columns">[[Look at the rows]]</button>
    </form>
  </details>
  {{/COLUMNS}}
  {{#DISCARD}}
  <form class="part" method="post" action="{{ACT_URL}}">
    {{>fields/form_token.tpl}}
    <p class="meta">[[The file is kept for a week. What was stored from it stays.]]</p>
    <button class="usa-button usa-button--outline" type="submit" name="act" value="discard">[[Discard the file]]</button>
  </form>
  {{/DISCARD}}
</div>
