<div class="wrap">
  <header class="record-head">
    <h1>[[People]]</h1>
    <p class="lede">[[Everybody who has an account on this hub.]]</p>
  </header>
  <form class="usa-form part" action="{{PREFIX}}/people">
    {{#EMAIL_FIELD}}{{>fields/field.tpl}}{{/EMAIL_FIELD}}
    <button class="usa-button" type="submit">[[Find]]</button>
  </form>
  <section class="part">
    <h2>{{#IS_NEWEST}}[[The newest accounts]]{{/IS_NEWEST}}{{#IS_SEARCH}}[[Who has this address]]{{/IS_SEARCH}}</h2>
    {{#NOTHING}}<p>[[Nobody.]]</p>{{/NOTHING}}
    <ul class="entries">
      {{#FOUND}}
      <li><h3 class="entry-name"><a href="{{PERSON_URL}}">{{PERSON}}</a> {{#IS_DISABLED}}<span class="tag tag-plain">[[disabled]]</span>{{/IS_DISABLED}}</h3><ul class="inline meta"><li>{{EMAIL}}</li><li>{{ROLE}}</li><li>[[Since {{SINCE}}]]</li></ul></li>
      {{/FOUND}}
    </ul>
  </section>
  <section class="part">
    <h2>[[Staff]]</h2>
    <ul class="entries">
      {{#STAFF}}
      <li><h3 class="entry-name"><a href="{{PERSON_URL}}">{{PERSON}}</a></h3><ul class="inline meta"><li>{{EMAIL}}</li><li>{{ROLE}}</li></ul></li>
      {{/STAFF}}
    </ul>
  </section>
</div>
