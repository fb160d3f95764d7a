<div class="wrap">
  <header class="record-head">
    <h1>[[Duplicates]]</h1>
    <p class="lede">[[Pairs that may be one record. Nothing is merged unless somebody says so, and every merge can be undone.]]</p>
    <form method="post" action="{{PREFIX}}/moderation/duplicates">{{>fields/form_token.tpl}}<div class="buttons"><button class="usa-button usa-button--outline" type="submit">[[Search now]]</button></div></form>
  </header>
  {{#NONE_WAIT}}<p>[[No pair waits for an answer. The record is searched once a day.]]</p>{{/NONE_WAIT}}
  {{#PAIR}}
  <section class="part" id="pair-{{PAIR_ID}}">
    <p class="kicker">{{NOUN}}</p>
    <h2><a href="{{ONE_URL}}">{{ONE_NAME}}</a> · <a href="{{OTHER_URL}}">{{OTHER_NAME}}</a></h2>
    <ul class="inline meta">{{#REASON}}<li>{{TEXT}}</li>{{/REASON}}</ul>
    <table class="data diff stack">
      <caption class="usa-sr-only">[[What differs]]</caption>
      <thead><tr><th scope="col">[[Field]]</th><th scope="col">{{ONE_NAME}}</th><th scope="col">{{OTHER_NAME}}</th></tr></thead>
      <tbody>
        {{#DIFFERENCE}}
        <tr><th scope="row">{{LABEL}}</th><td data-label="[[The first]]">{{#ONE}}{{ONE}}{{/ONE}}</td><td data-label="[[The second]]">{{#OTHER}}{{OTHER}}{{/OTHER}}</td></tr>
        {{/DIFFERENCE}}
      </tbody>
    </table>
    <form class="record-form" method="post" action="{{PREFIX}}/moderation/duplicates/{{PAIR_ID}}">
      {{>fields/form_token.tpl}}
      <label class="usa-label" for="comment-{{PAIR_ID}}">[[Why they are the same]]</label>
      <input class="usa-input" id="comment-{{PAIR_ID}}" name="comment" maxlength="1000" required>
      <div class="buttons">
        <button class="usa-button" name="answer" value="one">[[Keep {{ONE_NAME}}]]</button>
        <button class="usa-button" name="answer" value="other">[[Keep {{OTHER_NAME}}]]</button>
        <button class="usa-button usa-button--outline" name="answer" value="different" formnovalidate>[[They differ]]</button>
      </div>
    </form>
  </section>
  {{/PAIR}}
  {{#MERGES}}
  <section class="part">
    <h2>[[Merged lately]]</h2>
    <ul class="entries">
      {{#MERGE}}
      <li><h3 class="entry-name">[[{{MERGED_NAME}} into]] <a href="{{KEPT_URL}}">{{KEPT_NAME}}</a></h3>
        <p class="meta">{{MERGED_ON}} · {{AUTHOR}} · {{COMMENT}}</p>
        <form class="record-form" method="post" action="{{PREFIX}}/moderation/merges/{{MERGE_ID}}/undo">
          {{>fields/form_token.tpl}}
          <label class="usa-label" for="undo-{{MERGE_ID}}">[[Why it was wrong]]</label>
          <input class="usa-input" id="undo-{{MERGE_ID}}" name="comment" maxlength="1000" required>
          <div class="buttons"><button class="usa-button usa-button--outline" type="submit">[[Undo this merge]]</button></div>
        </form>
      </li>
      {{/MERGE}}
    </ul>
  </section>
  {{/MERGES}}
</div>
