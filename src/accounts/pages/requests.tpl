<div class="wrap">
  <header class="record-head">
    <h1>[[Requests to join]]</h1>
    <p class="lede">[[Check that they are who they say before you accept: on the government's staff page, or by calling it.]]</p>
  </header>
  {{#NOTHING}}<p>[[Nobody waits.]]</p>{{/NOTHING}}
  <ul class="entries">
    {{#REQUEST}}
    <li><h2 class="entry-name">{{PERSON}} – {{ACTOR_NAME}}</h2>
      <ul class="inline meta"><li>{{EMAIL}}</li><li>{{ASKED}}</li>{{#ACTOR_URL}}<li><a href="{{ACTOR_URL}}">{{ACTOR_NAME}}</a></li>{{/ACTOR_URL}}</ul>
      <p>{{REASON}}</p>
      <form class="acts" method="post" action="{{PREFIX}}/requests/{{JOIN_ID}}">{{>fields/form_token.tpl}}
        <button class="usa-button" type="submit" name="act" value="member" aria-label="[[Accept {{PERSON}} as a member]]">[[Accept]]</button>
        <button class="usa-button usa-button--outline" type="submit" name="act" value="manager" aria-label="[[Accept {{PERSON}} as a manager]]">[[Accept as manager]]</button>
        <button class="usa-button usa-button--outline" type="submit" name="act" value="decline" aria-label="[[Decline {{PERSON}}]]">[[Decline]]</button>
      </form>
    </li>
    {{/REQUEST}}
  </ul>
</div>
