<section class="hero">
  <div class="wrap">
    <h1>[[Who works with the world, where, and on what]]</h1>
    <p class="lede">[[The public record of how cities, states, tribal nations and territories work with partners abroad, with a source for every statement.]]</p>
    <form class="search search-large" action="{{PREFIX}}/search" role="search" aria-label="[[Site]]">
      <div class="search-box">
        <label class="usa-sr-only" for="home-search">[[Search the record]]</label>
        <input id="home-search" name="q" type="search" placeholder="[[A city, a partner, a topic]]" maxlength="200"
          data-suggest="{{PREFIX}}/search.json" data-suggest-label="[[Suggestions]]" data-suggest-one="[[1 suggestion]]"
          data-suggest-count="[[{count} suggestions, use the arrow keys]]" data-suggest-none="[[No suggestions]]"
          data-suggest-unrecorded="[[nothing recorded yet]]">
      </div>
      <button class="search-button" type="submit">[[Search]]</button>
    </form>
  </div>
</section>
<div class="wrap">
  <dl class="figures">
    {{#FIGURE}}
    <div><dt><a href="{{FIGURE_URL}}">{{FIGURE_LABEL}}</a></dt><dd>{{FIGURE_COUNT}}</dd></div>
    {{/FIGURE}}
  </dl>
  {{#INVITATION}}
  <section class="notice">
    <h2>[[Enter or import your partners]]</h2>
    <p>[[Few partnerships are on record yet. A spreadsheet of yours is enough to begin: names are matched, nothing is guessed.]] <a href="{{PREFIX}}/register/import">[[Bring your data]]</a></p>
  </section>
  {{/INVITATION}}
  <div class="columns">
    <div>
      <section class="part">
        <h2>[[New on the record]]</h2>
        <ul class="entries">
          {{#NEWS}}
          <li><h3 class="entry-name"><a href="{{URL}}">{{TEXT}}</a> <span class="tag">{{NEWS_LABEL}}</span></h3>{{#NEWS_SUMMARY}}<p>{{NEWS_SUMMARY}}</p>{{/NEWS_SUMMARY}}<p class="meta"><time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time></p></li>
          {{/NEWS}}
        </ul>
        <p class="more"><a href="{{PREFIX}}/register?sort=changed">[[All governments and organizations, the latest change first]]</a></p>
      </section>
    </div>
    <aside aria-label="[[Ways into the record]]">
      <section class="part">
        <h2>[[Browse by kind]]</h2>
        <ul class="index">
          {{#KIND}}
          <li><a href="{{URL}}">{{TEXT}}</a>{{#NOTE}} <span class="count">{{NOTE}}</span>{{/NOTE}}</li>
          {{/KIND}}
        </ul>
      </section>
      {{#COUNTRIES}}
      <section class="part">
        <h2>[[Countries]]</h2>
        <ul class="index">
          {{#COUNTRY}}
          <li><a href="{{URL}}">{{TEXT}}</a>{{#NOTE}} <span class="count">{{NOTE}}</span>{{/NOTE}}</li>
          {{/COUNTRY}}
        </ul>
        <p class="more"><a href="{{PREFIX}}/register/countries">[[All countries]]</a></p>
      </section>
      {{/COUNTRIES}}
      <section class="part">
        <h2>[[Themes]]</h2>
        <ul class="tags">
          {{#THEME}}
          <li><a class="tag" href="{{URL}}">{{TEXT}}</a></li>
          {{/THEME}}
        </ul>
      </section>
      <section class="part">
        <h2>[[Who to turn to]]</h2>
        <p class="meta">[[Federal offices and commissions that help local governments abroad, and what each can do for you.]]</p>
        <p class="more"><a href="{{PREFIX}}/register/referrals">[[Find help]]</a></p>
      </section>
    </aside>
  </div>
</div>
