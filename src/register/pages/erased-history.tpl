<div class="wrap">
  <header class="record-head">
    <h1>[[An erased record]]</h1>
    <p class="lede">[[What this record said was erased on {{ERASED_ON}}. Its numbers stay, so that nobody wonders what is missing.]]</p>
  </header>
  <ol class="revisions" reversed>
    {{#REVISION}}
    <li>
      <h2><time datetime="{{CHANGED_AT}}">{{CHANGED_ON}}</time></h2>
      <p class="meta">{{AUTHOR}}</p>
      <p>{{SAYS}}</p>
    </li>
    {{/REVISION}}
  </ol>
</div>
