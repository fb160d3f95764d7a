<div class="wrap">
  <article class="sheet">
    <header class="sheet-head">
      <div class="sheet-name">
        <div>
          <p class="kicker">{{KIND_LABEL}}{{#CONTEXT}} · {{CONTEXT}}{{/CONTEXT}}{{#POPULATION}} · [[Population {{POPULATION}}]]{{/POPULATION}}</p>
          <h1>{{HEADING}}</h1>
          {{#SUMMARY}}
          <p class="sheet-summary">{{SUMMARY}}</p>
          {{/SUMMARY}}
        </div>
        {{#SHEET_MAP}}
        <div class="map-small sheet-map">
          {{>register/world-map.tpl}}
        </div>
        {{/SHEET_MAP}}
      </div>
      <dl class="sheet-figures">
        {{#FIGURE}}
        <div><dt>{{FIGURE_LABEL}}</dt><dd>{{FIGURE_COUNT}}</dd></div>
        {{/FIGURE}}
      </dl>
    </header>
    <div class="sheet-columns">
      <div>
        {{#COUNTRIES}}
        <section>
          <h2>[[Partnerships by country]]</h2>
          <table class="sheet-table">
            <thead><tr><th scope="col">[[Country]]</th><th scope="col">[[Partners]]</th><th scope="col" class="number">[[Partnerships]]</th></tr></thead>
            <tbody>
              {{#COUNTRY}}
              <tr><th scope="row"><span>{{COUNTRY_NAME}}</span></th><td><span>{{COUNTRY_PARTNERS}}</span></td><td class="number">{{COUNTRY_COUNT}}</td></tr>
              {{/COUNTRY}}
            </tbody>
          </table>
          {{#MORE}}
          <p class="note">{{MORE}}</p>
          {{/MORE}}
        </section>
        {{/COUNTRIES}}
        {{#ACTIVITIES}}
        <section>
          <h2>[[Latest activities]]</h2>
          {{>register/fact-sheet-list.tpl}}
        </section>
        {{/ACTIVITIES}}
      </div>
      <div>
        {{#GOVERNMENTS}}
        <section>
          <h2>[[Governments with the most ties]]</h2>
          {{>register/fact-sheet-list.tpl}}
        </section>
        {{/GOVERNMENTS}}
        {{#CONTACTS}}
        <section class="sheet-contacts">
          <h2>[[Who to talk to]]</h2>
          {{>register/fact-sheet-list.tpl}}
        </section>
        {{/CONTACTS}}
        {{#PRESENCES}}
        <section>
          <h2>[[Offices abroad]]</h2>
          {{>register/fact-sheet-list.tpl}}
        </section>
        {{/PRESENCES}}
        {{#NETWORKS}}
        <section>
          <h2>[[Networks]]</h2>
          {{>register/fact-sheet-list.tpl}}
        </section>
        {{/NETWORKS}}
        {{#SHEET_THEMES}}
        <section>
          <h2>[[Top themes]]</h2>
          {{>register/fact-sheet-list.tpl}}
        </section>
        {{/SHEET_THEMES}}
      </div>
    </div>
    <footer class="sheet-foot">
      <p>[[As recorded on {{PRINTED_ON}}, from {{SOURCE_COUNT}}.]] [[What is missing here may exist all the same. The full record, with the source of every statement, is at]] <a href="{{RECORD_URL}}">{{RECORD_ADDRESS}}</a></p>
    </footer>
  </article>
</div>
