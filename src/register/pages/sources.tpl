{{#SOURCES}}
<section class="part" id="sources">
  <h2>[[Sources]] <span class="count">{{SOURCE_COUNT}}</span></h2>
  <ol class="sources">
    {{#SOURCE}}
    <li id="source-{{NUMBER}}"><cite><a href="{{SOURCE_URL}}">{{SOURCE_TITLE}}</a></cite>{{#PUBLISHER}}. {{PUBLISHER}}{{/PUBLISHER}}{{#PUBLISHED}}, {{PUBLISHED}}{{/PUBLISHED}}{{#WHERE}}, {{WHERE}}{{/WHERE}}.{{#AS_OF}} [[Facts as of {{AS_OF}}.]]{{/AS_OF}}{{#ORIGINAL}} <a href="{{ORIGINAL_URL}}" rel="noopener">[[Original]]</a>{{/ORIGINAL}}</li>
    {{/SOURCE}}
  </ol>
</section>
{{/SOURCES}}
