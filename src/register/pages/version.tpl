<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{RECORD_TITLE}}</p>
    <h1>{{HEADING}}</h1>
    <p class="lede"><time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time> · {{AUTHOR}}{{#COMMENT}} · {{COMMENT}}{{/COMMENT}}</p>
    {{#WORDS_ERASED_ON}}
    <p class="meta">[[A name was erased from this version on {{WORDS_ERASED_ON}}.]]</p>
    {{/WORDS_ERASED_ON}}
    <ul class="inline">
      {{#EARLIER_URL}}
      <li><a href="{{EARLIER_URL}}" rel="prev">[[Version before]]</a></li>
      {{/EARLIER_URL}}
      {{#LATER_URL}}
      <li><a href="{{LATER_URL}}" rel="next">[[Version after]]</a></li>
      {{/LATER_URL}}
      {{#COMPARE_URL}}
      <li><a href="{{COMPARE_URL}}">[[Compare with the latest version]]</a></li>
      {{/COMPARE_URL}}
      <li><a href="{{WHOLE_URL}}">[[The whole page as it stood then]]</a></li>
    </ul>
  </header>
  {{#DIFFERENCE}}
  <section class="part">
    <h2>[[What changed in this version]]</h2>
    {{>register/difference.tpl}}
  </section>
  {{/DIFFERENCE}}
  <section class="part">
    <h2>[[What this version says]]</h2>
    <dl class="facts facts-wide">
      {{#FIELD_NOW}}
      <dt>{{LABEL}}</dt><dd>{{TEXT}}</dd>
      {{/FIELD_NOW}}
    </dl>
  </section>
  <footer class="record-foot"><ul class="inline"><li><a href="{{HISTORY_URL}}">[[History of this record]]</a></li><li><a href="{{RECORD_URL}}">[[Back to the record]]</a></li></ul></footer>
</div>
