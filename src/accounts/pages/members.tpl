<div class="wrap">
  <header class="record-head">
    <p class="kicker"><a href="{{ACTOR_URL}}">{{ACTOR_NAME}}</a></p>
    <h1>[[Members]]</h1>
    <p class="lede">[[Members change these records themselves. Managers also choose who else does.]]</p>
  </header>
  <section class="part">
    <h2>[[Who acts for it]]</h2>
    {{#NO_MEMBERS}}<p>[[Nobody yet.]]</p>{{/NO_MEMBERS}}
    <ul class="entries">
      {{#MEMBER}}
      <li><h3 class="entry-name">{{MEMBER_NAME}} {{#IS_MANAGER}}<span class="tag">[[Manager]]</span>{{/IS_MANAGER}}</h3>
        <ul class="inline meta"><li>{{MEMBER_EMAIL}}</li><li>[[Since {{SINCE}}]]</li></ul>
        {{#ONLY_MANAGER}}<p class="meta">[[You are the only manager. Make somebody else a manager before you leave.]]</p>{{/ONLY_MANAGER}}
        {{#ACTS}}
        <form class="acts" method="post" action="{{PREFIX}}/members/{{SLUG}}">{{>fields/form_token.tpl}}<input type="hidden" name="account" value="{{ACCOUNT_ID}}">
          {{#MAY_MANAGE}}<button class="usa-button usa-button--outline" type="submit" name="act" value="manager" aria-label="[[Make {{MEMBER_NAME}} a manager]]">[[Make manager]]</button>{{/MAY_MANAGE}}
          {{#MAY_STEP_DOWN}}<button class="usa-button usa-button--outline" type="submit" name="act" value="member" aria-label="[[Let {{MEMBER_NAME}} be a member only]]">[[Member only]]</button>{{/MAY_STEP_DOWN}}
          <button class="usa-button usa-button--outline" type="submit" name="act" value="remove" aria-label="[[Remove {{MEMBER_NAME}}]]">[[Remove]]</button>
        </form>
        {{/ACTS}}
      </li>
      {{/MEMBER}}
      {{#INVITED}}
      <li><h3 class="entry-name">{{INVITED_EMAIL}} <span class="tag">[[Invited]]</span></h3>
        <ul class="inline meta"><li>[[The link works until {{UNTIL}}]]</li></ul>
      </li>
      {{/INVITED}}
    </ul>
  </section>
  <section class="part">
    <h2>[[Invite somebody]]</h2>
    <form class="usa-form" method="post" action="{{PREFIX}}/members/{{SLUG}}">{{>fields/form_token.tpl}}
      {{#EMAIL_FIELD}}{{>fields/field.tpl}}{{/EMAIL_FIELD}}
      <div class="usa-checkbox"><input class="usa-checkbox__input" id="is_manager" type="checkbox" name="is_manager" value="1"><label class="usa-checkbox__label" for="is_manager">[[As a manager]]</label></div>
      <button class="usa-button" type="submit" name="act" value="invite">[[Send an invitation]]</button>
    </form>
  </section>
  <section class="part">
    <h2>[[Agents]]</h2>
    <p>[[An agent is another actor whose members keep these records too, such as a state's trade office or a sister-city association.]]</p>
    <ul class="entries">
      {{#AGENT}}
      <li><h3 class="entry-name">{{AGENT_NAME}}</h3>
        <form class="acts" method="post" action="{{PREFIX}}/members/{{SLUG}}">{{>fields/form_token.tpl}}<input type="hidden" name="agent" value="{{AGENT_ID}}"><button class="usa-button usa-button--outline" type="submit" name="act" value="dismiss" aria-label="[[Dismiss {{AGENT_NAME}}]]">[[Dismiss]]</button></form>
      </li>
      {{/AGENT}}
    </ul>
    <form class="usa-form" method="post" action="{{PREFIX}}/members/{{SLUG}}">{{>fields/form_token.tpl}}
      {{#AGENT_FIELD}}{{>fields/field.tpl}}{{/AGENT_FIELD}}
      <button class="usa-button" type="submit" name="act" value="appoint">[[Appoint]]</button>
    </form>
  </section>
</div>
