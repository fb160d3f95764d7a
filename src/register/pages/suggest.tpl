<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{SUBJECT}}</p>
    <h1>{{#IS_NEW}}[[Add to the record]]{{/IS_NEW}}{{#WAYS}}[[Suggest a change]]{{/WAYS}}</h1>
    <p class="lede">[[Anyone can help to keep the record right. A person looks at every suggestion, and you hear what becomes of yours.]]</p>
    {{#OWN_AT_ONCE}}
    <p>[[What belongs to those you act for is recorded at once.]]</p>
    {{/OWN_AT_ONCE}}
    {{#ALL_AT_ONCE}}
    <p>[[What you add is recorded at once.]]</p>
    {{/ALL_AT_ONCE}}
    {{#TRAVEL_ADVICE}}
    <p>[[Who travels is safer when the world reads of it afterwards: suggest a trip when it is over.]]</p>
    {{/TRAVEL_ADVICE}}
  </header>
  {{#WAYS}}
  <nav class="contents" aria-label="[[What is it about?]]">
    <ul>
      {{#WAY}}<li><a href="{{WAY_URL}}">{{WAY_LABEL}}</a></li>{{/WAY}}
      {{#WAY_HERE}}<li><a href="{{WAY_URL}}" aria-current="page">{{WAY_LABEL}}</a></li>{{/WAY_HERE}}
    </ul>
  </nav>
  {{/WAYS}}
  <form class="record-form" method="post" action="{{SEND_URL}}" novalidate{{#IS_NEW}} data-similar="{{PREFIX}}/search.json" data-similar-label="[[Recorded already: is it one of these?]]"{{/IS_NEW}}>
    {{>fields/form_token.tpl}}
    {{>fields/errors.tpl}}
    {{>register/add-first.tpl}}
    {{#SIMILAR}}
    <section class="notice" role="alert">
      <h2>[[Is it one of these?]]</h2>
      <p>[[These are recorded already. If one is the same, suggest a change of it instead.]]</p>
      <ul>
        {{#SIMILAR_RECORD}}
        <li><a href="{{URL}}">{{TEXT}}</a>{{#NOTE}}, {{NOTE}}{{/NOTE}}</li>
        {{/SIMILAR_RECORD}}
      </ul>
      <div class="usa-checkbox"><input class="usa-checkbox__input" id="proposal_sure" type="checkbox" name="proposal_sure" value="1"><label class="usa-checkbox__label" for="proposal_sure">[[It is none of these]]</label></div>
    </section>
    {{/SIMILAR}}
    <input type="hidden" name="proposal_what" value="{{WHAT}}">
    <input type="hidden" name="proposal_version" value="{{SEEN_VERSION}}">
    {{#FIELD}}
    {{>fields/field.tpl}}
    {{/FIELD}}
    <fieldset class="about">
      <legend>[[About your suggestion]]</legend>
      {{#ABOUT_FIELD}}
      {{>fields/field.tpl}}
      {{/ABOUT_FIELD}}
    </fieldset>
    <button class="usa-button" type="submit">[[Send the suggestion]]</button>
  </form>
</div>
