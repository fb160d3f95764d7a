<div class="facts-wide">
  <dl class="facts">
    {{#WHAT}}
    <dt>{{LABEL}}</dt><dd>{{VALUE}}</dd>
    {{/WHAT}}
  </dl>
</div>
<p><a href="{{RECORD_URL}}">[[The whole page]]</a></p>
