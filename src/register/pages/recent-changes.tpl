<div class="wrap">
  <header class="record-head">
    <h1>[[Recent changes]]</h1>
    <p class="lede">[[Every change of the public record, newest first: who made it, when and why.]]</p>
  </header>
  <div class="with-facets">
    <details class="facets" data-open-from="62em">
      <summary>[[Filters]]<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#expand_more"></use></svg></summary>
      <form action="{{FILTERED_URL}}" aria-label="[[Filters]]">
        {{#ABOUT_ACTOR}}
        <p>[[About {{TEXT}} and what is tied to it]]</p>
        <input type="hidden" name="actor" value="{{FILTER_VALUE}}">
        {{/ABOUT_ACTOR}}
        {{#FIELD}}
        {{>fields/field.tpl}}
        {{/FIELD}}
        <div class="facet-actions"><button class="usa-button" type="submit">[[Apply filters]]</button> <a href="{{FILTERED_URL}}">[[Clear all]]</a></div>
      </form>
    </details>
    <div>
      <h2 class="usa-sr-only">[[Results]]</h2>
      {{#NEWEST_URL}}
      <p><a href="{{NEWEST_URL}}">[[To the newest changes]]</a></p>
      {{/NEWEST_URL}}
      {{#NOTHING}}
      <div class="empty"><h3>[[No change fits these filters]]</h3><p>[[Take one of them away, or choose other days.]]</p></div>
      {{/NOTHING}}
      <ol class="revisions">
        {{#CHANGED}}
        <li>
          <h3><a href="{{URL}}">{{TEXT}}</a></h3>
          <p class="meta">{{KIND_LABEL}} · <time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time> · {{AUTHOR}}{{#COMMENT}} · {{COMMENT}}{{/COMMENT}}</p>
          <p>{{#IS_NEW}}[[Added to the record.]] {{/IS_NEW}}{{#FIELDS}}[[Changed: {{FIELDS}}.]] {{/FIELDS}}<a href="{{VERSION_URL}}">[[Version {{VERSION_NUMBER}}]]</a></p>
        </li>
        {{/CHANGED}}
      </ol>
      {{#OLDER_URL}}
      <p class="more"><a href="{{OLDER_URL}}" rel="next">[[Older changes]]</a></p>
      {{/OLDER_URL}}
      {{#PAGE_FEED_URL}}
      <footer class="record-foot"><ul class="inline"><li><a href="{{PAGE_FEED_URL}}">[[Follow changes (Atom feed)]]</a></li><li><a href="{{PAGE_JSON_URL}}">[[This page as JSON]]</a></li></ul></footer>
      {{/PAGE_FEED_URL}}
    </div>
  </div>
</div>
