<div class="wrap">
  <header class="record-head">
    <h1>[[Suggestions to decide]]</h1>
    <p class="lede">[[The oldest first. Whoever made a suggestion hears of your decision at once.]]</p>
  </header>
  <ul class="inline">
    <li><a href="{{PREFIX}}/moderation/patrol">[[Changes to look at]]</a></li><li><a href="{{PREFIX}}/register/import/queue">[[Rows that wait for a decision]]</a></li>
    <li><a href="{{PREFIX}}/moderation/duplicates">[[Duplicates]]</a></li>
    <li><a href="{{PREFIX}}/moderation/blocks">[[Blocks]]</a></li>
    <li><a href="{{PREFIX}}/requests">[[Requests to join]]</a></li>
  </ul>
  {{#PROBLEM}}
  <section class="notice" role="alert"><p>{{PROBLEM}}</p></section>
  {{/PROBLEM}}
  <form class="queue-filter" method="get" action="{{QUEUE_URL}}">
    {{#FACET}}
    {{>fields/field.tpl}}
    {{/FACET}}
    <button class="usa-button usa-button--outline" type="submit">[[Show]]</button>
  </form>
  {{#EMPTY}}
  <p class="notice">[[Nothing here. Well done.]]</p>
  {{/EMPTY}}
  {{#QUEUE}}
  <form method="post" action="{{BULK_URL}}">
    {{>fields/form_token.tpl}}
    {{>fields/errors.tpl}}
    <ol class="queue">
      {{#ENTRY}}
      <li>
        <div class="queue-head">
          {{#CHOOSE}}
          <div class="usa-checkbox"><input class="usa-checkbox__input" id="choose-{{ID}}" type="checkbox" name="proposal" value="{{ID}}"{{#CHOSEN}} checked{{/CHOSEN}}><label class="usa-checkbox__label" for="choose-{{ID}}"><span class="usa-sr-only">[[Choose]] {{TITLE}}</span></label></div>
          {{/CHOOSE}}
          <h2><a href="{{URL}}">{{TITLE}}</a></h2>
        </div>
        <p class="meta">{{KIND}}{{#PLACE}} · {{PLACE}}{{/PLACE}} · <time datetime="{{MADE_AT}}">{{MADE_ON}}</time></p>
        {{>register/changes.tpl}}
        <p>{{REASON}}{{#SOURCE_TITLE}} · [[Source:]] {{SOURCE_TITLE}}{{/SOURCE_TITLE}}</p>
      </li>
      {{/ENTRY}}
    </ol>
    {{#BULK}}
    <fieldset class="about">
      <legend>[[Decide about the chosen ones]]</legend>
      {{#REASON_FIELD}}{{>fields/field.tpl}}{{/REASON_FIELD}}
      <div class="buttons">
        <button class="usa-button" type="submit" name="act" value="accept">[[Accept all chosen]]</button>
        <button class="usa-button usa-button--outline" type="submit" name="act" value="decline">[[Decline all chosen]]</button>
      </div>
    </fieldset>
    {{/BULK}}
  </form>
  {{/QUEUE}}
  {{>pagination.tpl}}
</div>
