<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[The newest first. You hear by mail when somebody decides or asks.]]</p>
  </header>
  {{#NOTHING}}
  <p class="notice">[[You have suggested nothing yet. At the foot of every record stands “Suggest a change”.]]</p>
  {{/NOTHING}}
  <ul class="entries">
    {{#OWN}}
    <li><h2 class="entry-name"><a href="{{URL}}">{{TITLE}}</a> <span class="tag tag-plain">{{STATE}}</span></h2>
      <p class="meta">{{KIND}} · <time datetime="{{MADE_AT}}">{{MADE_ON}}</time></p>
      <p>{{REASON}}</p>
      {{#ANSWER}}<blockquote class="reason"><p>{{ANSWER}}</p></blockquote>{{/ANSWER}}
    </li>
    {{/OWN}}
  </ul>
</div>
