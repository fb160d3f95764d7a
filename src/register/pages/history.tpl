<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{RECORD_TITLE}}</p>
    <h1>[[History of this record]]</h1>
    <p class="lede">[[Every change, newest first, with who made it and why.]]</p>
    {{>register/compare-form.tpl}}
    {{>register/export.tpl}}
  </header>
  <ol class="revisions" reversed>
    {{#REVISION}}
    <li>
      <h2><time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time></h2>
      <p class="meta"><a href="{{VERSION_URL}}">[[Version {{VERSION_NUMBER}}]]</a> · {{AUTHOR}}{{#COMMENT}} · {{COMMENT}}{{/COMMENT}}</p>
      {{#WORDS_ERASED_ON}}
      <p class="meta">[[A name was erased from this version on {{WORDS_ERASED_ON}}.]]</p>
      {{/WORDS_ERASED_ON}}
      {{>register/changes.tpl}}
      {{#REVERT_URL}}
      <p><a href="{{REVERT_URL}}">[[Undo this change]]</a></p>
      {{/REVERT_URL}}
    </li>
    {{/REVISION}}
  </ol>
  <footer class="record-foot"><ul class="inline"><li><a href="{{RECORD_URL}}">[[Back to the record]]</a></li>{{#AROUND_URL}}<li><a href="{{AROUND_URL}}">[[Changes of what is tied to it]]</a></li>{{/AROUND_URL}}</ul></footer>
</div>
