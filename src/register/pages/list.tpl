<div class="wrap">
  <header class="record-head">
    <h1>{{HEADING}}</h1>
    <p class="lede">{{LEDE}}</p>
    {{>register/follow.tpl}}
    {{>register/export.tpl}}
  </header>
  {{#NOTHING}}
  <section class="notice">
    <h2>[[Nothing recorded yet]]</h2>
    <p>[[Records join this list when somebody adds them with their source.]] <a href="{{PREFIX}}/about-the-data#adding">[[How records are added]]</a></p>
  </section>
  {{/NOTHING}}
  {{#TABLE}}
  {{>register/table.tpl}}
  {{/TABLE}}
  {{>pagination.tpl}}
  {{>register/sources.tpl}}
  {{#PAGE_FEED_URL}}
  <p class="more"><a href="{{PAGE_FEED_URL}}">[[Follow changes (Atom feed)]]</a></p>
  {{/PAGE_FEED_URL}}
</div>
