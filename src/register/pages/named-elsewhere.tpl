{{#ELSEWHERE}}
<fieldset class="about part">
  <legend>[[Other records that name this person]]</legend>
  {{#BEFOREHAND}}
  <p>[[Choose those that are to lose the name: “[…]” comes in its place in everything they say and ever said, and their history tells when. The others keep it, as they may where somebody held an office.]]</p>
  {{/BEFOREHAND}}
  {{#AFTERWARDS}}
  <p>[[These were left as they are. What they say now can be edited; what they said before stays in their history.]]</p>
  {{/AFTERWARDS}}
  <ul class="queue">
    {{#NAMED_IN}}
    <li class="queue-head">
      {{#CHOICE}}
      <div class="usa-checkbox"><input class="usa-checkbox__input" id="elsewhere-{{VALUE}}" type="checkbox" name="erase_elsewhere" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><label class="usa-checkbox__label" for="elsewhere-{{VALUE}}"><span class="usa-sr-only">[[Take the name out of]] {{CHOICE_NAME}}</span></label></div>
      {{/CHOICE}}
      <p>{{#RECORD_URL}}<a href="{{RECORD_URL}}">{{/RECORD_URL}}{{RECORD_NAME}}{{#RECORD_URL}}</a>{{/RECORD_URL}} <span class="meta">{{NOUN}}{{#NOW}} · [[says so now]]{{/NOW}}{{#BEFORE}} · [[said so before, or gives it as the reason of a change]]{{/BEFORE}}{{#BY_ITSELF}} · [[somebody of the same name, to be erased by itself]]{{/BY_ITSELF}}</span></p>
    </li>
    {{/NAMED_IN}}
  </ul>
  {{#MORE}}<p>[[And {{MORE}} more.]]</p>{{/MORE}}
</fieldset>
{{/ELSEWHERE}}
