{{#ADD_FIRST}}
<p class="notice">[[“{{MISSING}}” may not be on the record yet.]] <a href="{{ADD_URL}}" target="_blank" rel="noopener">[[Add it in another window]]</a> <span class="meta">[[What you typed here stays.]]</span></p>
{{/ADD_FIRST}}
