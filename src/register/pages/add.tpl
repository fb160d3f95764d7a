<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[Say what is missing. A person looks at every suggestion before it is recorded, and you need no account.]]</p>
  </header>
  <section class="part prose">
    <h2>[[What would you like to add?]]</h2>
    <ul>
      {{#NOUN}}
      <li><a href="{{NOUN_URL}}">{{NOUN_LABEL}}</a></li>
      {{/NOUN}}
    </ul>
    <p>[[To change what is recorded, open its page and choose “Suggest a change” below it.]] <a href="{{PREFIX}}/register/import">[[Bring a whole list]]</a></p>
  </section>
</div>
