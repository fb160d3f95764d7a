<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{RECORD_TITLE}}</p>
    <h1>[[Compare versions]]</h1>
    {{>register/compare-form.tpl}}
  </header>
  {{#NO_DIFFERENCE}}
  <p>[[These two versions say the same.]]</p>
  {{/NO_DIFFERENCE}}
  {{#DIFFERENCE}}
  {{>register/difference.tpl}}
  {{/DIFFERENCE}}
  <footer class="record-foot"><ul class="inline"><li><a href="{{HISTORY_URL}}">[[History of this record]]</a></li><li><a href="{{RECORD_URL}}">[[Back to the record]]</a></li></ul></footer>
</div>
