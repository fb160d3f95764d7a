<div class="wrap">
  <header class="record-head">
    {{#KIND_LABEL}}
    <p class="kicker">{{KIND_LABEL}}</p>
    {{/KIND_LABEL}}
    <h1>{{HEADING}}</h1>
    {{#AUDIENCE_NOTE}}
    <p class="audience"><strong>{{AUDIENCE_NOTE}}</strong></p>
    {{/AUDIENCE_NOTE}}
    {{#LEDE}}
    <p class="lede">{{LEDE}}</p>
    {{/LEDE}}
    {{#META_LINE}}
    <ul class="inline meta">
      {{#META}}
      <li>{{>register/cell.tpl}}</li>
      {{/META}}
    </ul>
    {{/META_LINE}}
    {{#PROTECTION}}
    <p class="meta"><strong>[[Protected]]</strong> · {{PROTECTION_REASON}} · [[Only moderators change it directly; everybody can suggest a change.]]</p>
    {{/PROTECTION}}
    <div class="record-acts">
      {{>register/confirmed.tpl}}
      {{>register/follow.tpl}}
    </div>
  </header>
  {{#CONTENTS}}
  <nav class="contents" aria-label="[[On this page]]">
    <ul>
      {{#CONTENT}}
      <li><a href="#{{CONTENT_KEY}}">{{CONTENT_LABEL}}{{#CONTENT_COUNT}} <span class="count">{{CONTENT_COUNT}}</span>{{/CONTENT_COUNT}}</a></li>
      {{/CONTENT}}
    </ul>
  </nav>
  {{/CONTENTS}}
  <div class="columns">
    <div>
      {{#NOTICE}}
      <section class="notice">
        <h2>{{NOTICE_HEADING}}</h2>
        <p>{{NOTICE_TEXT}} <a href="{{PREFIX}}/about-the-data#adding">[[How records are added]]</a></p>
        {{#ADD_URL}}
        <p><a class="usa-button usa-button--outline" href="{{ADD_URL}}" rel="nofollow">[[Add its government]]</a></p>
        {{/ADD_URL}}
      </section>
      {{/NOTICE}}
      {{#OVERVIEW}}
      <section class="part" id="overview">
        <h2>{{OVERVIEW_HEADING}}</h2>
        {{#LEAD}}
        <p>{{TEXT}}{{>register/citations.tpl}}</p>
        {{/LEAD}}
        {{#THEMES}}
        <ul class="tags" aria-label="[[Themes]]">
          {{#THEME}}
          <li><a class="tag" href="{{URL}}">{{TEXT}}</a></li>
          {{/THEME}}
        </ul>
        {{/THEMES}}
      </section>
      {{/OVERVIEW}}
      {{#PASSAGE}}
      <section class="part" id="{{PASSAGE_KEY}}">
        <h2>{{PASSAGE_HEADING}}</h2>
        <p>{{TEXT}}</p>
      </section>
      {{/PASSAGE}}
      {{#TABLE}}
      <section class="part" id="{{TABLE_KEY}}">
        <h2>{{CAPTION}}{{#TABLE_COUNT}} <span class="count">{{TABLE_COUNT}}</span>{{/TABLE_COUNT}}</h2>
        {{>register/table.tpl}}
      </section>
      {{/TABLE}}
      {{#MAIN_FACTS}}
      <section class="part">
        <h2>[[What is recorded]]</h2>
        <div class="facts-wide">
        {{>register/facts.tpl}}
        </div>
      </section>
      {{/MAIN_FACTS}}
      {{#CITED}}
      <p class="meta">[[Sources]]{{>register/citations.tpl}}</p>
      {{/CITED}}
      {{>register/sources.tpl}}
      {{#CITE}}
      <section class="part" id="cite">
        <h2>[[Cite this record]]</h2>
        <p>{{CITATION_TEXT}}</p>
        <ul class="inline">
          <li><a href="{{RECORD_URL}}.bib" download>[[BibTeX]]</a></li>
          <li><a href="{{RECORD_URL}}.ris" download>[[RIS]]</a></li>
          <li><a href="{{RECORD_URL}}.csl.json" download>[[CSL-JSON]]</a></li>
          <li><a href="{{RECORD_URL}}.citation.txt" download>[[Plain text]]</a></li>
        </ul>
      </section>
      {{/CITE}}
    </div>
    {{#ASIDE}}
    <aside aria-label="[[At a glance]]">
      {{#WORLD_MAP}}
      <section class="part">
        <h2>[[On the map]]</h2>
        <div class="map-small">
        {{>register/world-map.tpl}}
        </div>
        <p class="more"><a href="{{MAP_URL}}">[[Look around on the map]]</a></p>
      </section>
      {{/WORLD_MAP}}
      {{#FACTS}}
      <section class="part">
        <h2>[[At a glance]]</h2>
        {{>register/facts.tpl}}
      </section>
      {{/FACTS}}
      {{#CARD}}
      <section class="{{CARD_CLASS}}" id="{{CARD_KEY}}">
        <h2>{{CARD_HEADING}}</h2>
        {{#CARD_FACTS}}
        {{>register/facts.tpl}}
        {{/CARD_FACTS}}
        {{#CARD_LIST}}
        <ul class="plain">
          {{#CARD_ITEM}}
          <li>{{>register/cell.tpl}}</li>
          {{/CARD_ITEM}}
        </ul>
        {{/CARD_LIST}}
      </section>
      {{/CARD}}
    </aside>
    {{/ASIDE}}
  </div>
  <footer class="record-foot">
    <ul class="inline">
      {{#EDIT}}
      <li><a href="{{CHANGE_URL}}" rel="nofollow">[[Edit]]</a></li>
      {{/EDIT}}
      {{#SUGGEST}}
      <li><a href="{{CHANGE_URL}}" rel="nofollow">[[Suggest a change]]</a></li>
      {{/SUGGEST}}
      {{#VERSION}}
      <li>[[Version {{VERSION_NUMBER}}]], <time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time></li>
      <li><a href="{{HISTORY_URL}}">[[History of this record]]</a></li>
      {{/VERSION}}
      {{#PROTECT}}
      <li><a href="{{PROTECT_URL}}">[[Protect this page]]</a></li>
      {{/PROTECT}}
      {{#OPEN}}
      <li><a href="{{PROTECT_URL}}">[[Protect it no longer]]</a></li>
      {{/OPEN}}
      {{#ERASE}}
      <li><a href="{{ERASE_URL}}">[[Erase this person]]</a></li>
      {{/ERASE}}
      {{#JOIN_URL}}
      <li><a href="{{JOIN_URL}}">[[Act for it]]</a></li>
      {{/JOIN_URL}}
      {{#FACT_SHEET_URL}}
      <li><a href="{{FACT_SHEET_URL}}">[[Fact sheet to print]]</a></li>
      {{/FACT_SHEET_URL}}
      {{#JSON_URL}}
      <li><a href="{{JSON_URL}}">[[This page as JSON]]</a></li>
      {{/JSON_URL}}
      {{#PAGE_FEED_URL}}
      <li><a href="{{PAGE_FEED_URL}}">[[Follow changes (Atom feed)]]</a></li>
      {{/PAGE_FEED_URL}}
    </ul>
    {{>register/export.tpl}}
  </footer>
</div>
