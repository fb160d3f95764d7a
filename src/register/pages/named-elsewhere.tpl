{{#ELSEWHERE}}
<section class="part">
  <h2>[[Where else {{PERSON}} is named]]</h2>
  <p>[[Erasing leaves these as they are. Mend what they say now; what an earlier version says stays in its history.]]</p>
  <ul>
    {{#NAMED_IN}}
    <li>{{#RECORD_URL}}<a href="{{RECORD_URL}}">{{/RECORD_URL}}{{RECORD_NAME}}{{#RECORD_URL}}</a>{{/RECORD_URL}}{{#NOW}} · [[says so now]]{{/NOW}}{{#BEFORE}} · [[said so before, or gives it as the reason of a change]]{{/BEFORE}}</li>
    {{/NAMED_IN}}
  </ul>
  {{#MORE}}<p>[[And {{MORE}} more.]]</p>{{/MORE}}
</section>
{{/ELSEWHERE}}
