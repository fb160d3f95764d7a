<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[Who may not suggest or change anything for a while. Everybody can still read; whoever is blocked sees why and until when.]]</p>
  </header>
  {{>fields/errors.tpl}}
  <section class="part">
    <h2>[[Blocks that run]]</h2>
    {{#HAS_NO_BLOCKS}}<p>[[Nobody is blocked.]]</p>{{/HAS_NO_BLOCKS}}
    <ul class="entries">
      {{#BLOCK}}
      <li><h3 class="entry-name">{{BLOCK_WHOM}}</h3>
        <p>{{BLOCK_REASON}}</p>
        <ul class="inline meta"><li>{{BLOCK_BY}}</li><li>[[Since {{BLOCK_SINCE}}]]</li><li>{{#BLOCK_ENDS}}[[until {{BLOCK_ENDS}}]]{{/BLOCK_ENDS}}{{#HAS_NO_END}}[[until it is lifted]]{{/HAS_NO_END}}</li></ul>
        <form method="post" action="{{PREFIX}}/moderation/blocks/{{BLOCK_ID}}/lift">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Lift the block of {{BLOCK_WHOM}}]]</button></form>
      </li>
      {{/BLOCK}}
    </ul>
  </section>
  <section class="part">
    <h2>[[Block somebody]]</h2>
    <p>[[A range stops visitors and new accounts who come from there. Whoever has shown good faith, and staff, can go on.]]</p>
    <form class="usa-form" method="post" action="{{PREFIX}}/moderation/blocks">
      {{>fields/form_token.tpl}}
      {{#BLOCK_FIELD}}{{>fields/field.tpl}}{{/BLOCK_FIELD}}
      <button class="usa-button" type="submit">[[Block]]</button>
    </form>
  </section>
</div>
