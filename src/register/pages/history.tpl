<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{RECORD_TITLE}}</p>
    <h1>[[History of this record]]</h1>
    <p class="lede">[[Every change, newest first, with who made it and why.]]</p>
  </header>
  <ol class="revisions" reversed>
    {{#REVISION}}
    <li>
      <h2><time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time></h2>
      <p class="meta">[[Version {{VERSION_NUMBER}}]] · {{AUTHOR}}{{#COMMENT}} · {{COMMENT}}{{/COMMENT}}</p>
      {{#CREATED}}
      <dl class="facts">
        {{#CHANGE}}
        <dt>{{LABEL}}</dt><dd>{{AFTER}}</dd>
        {{/CHANGE}}
      </dl>
      {{/CREATED}}
      {{#CHANGES}}
      <table class="data diff stack">
        <caption class="usa-sr-only">[[What changed in version {{VERSION_NUMBER}}]]</caption>
        <thead><tr><th scope="col">[[Field]]</th><th scope="col">[[Before]]</th><th scope="col">[[After]]</th></tr></thead>
        <tbody>
          {{#CHANGE}}
          <tr><th scope="row">{{LABEL}}</th><td data-label="[[Before]]">{{#WAS_EMPTY}}<span class="meta">[[empty]]</span>{{/WAS_EMPTY}}{{#BEFORE}}<del>{{BEFORE}}</del>{{/BEFORE}}</td><td data-label="[[After]]">{{#IS_EMPTY}}<span class="meta">[[empty]]</span>{{/IS_EMPTY}}{{#AFTER}}<ins>{{AFTER}}</ins>{{/AFTER}}</td></tr>
          {{/CHANGE}}
        </tbody>
      </table>
      {{/CHANGES}}
    </li>
    {{/REVISION}}
  </ol>
  <footer class="record-foot"><a href="{{RECORD_URL}}">[[Back to the record]]</a></footer>
</div>
