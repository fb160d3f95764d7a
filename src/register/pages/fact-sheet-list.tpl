<ul class="sheet-list">
  {{#ITEM}}
  <li>{{>register/cell.tpl}}</li>
  {{/ITEM}}
</ul>
{{#MORE}}
<p class="note">{{MORE}}</p>
{{/MORE}}
