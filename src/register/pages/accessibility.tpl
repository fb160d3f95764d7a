<div class="wrap">
  <header class="record-head">
    <h1>[[Accessibility]]</h1>
    <p class="lede">[[How this site is made to work for everybody, and how that is tested.]]</p>
  </header>
  <div class="part prose">
    <p>[[Every page is meant to meet the Web Content Accessibility Guidelines 2.2, level AA.]]</p>
    <ul>
      <li>[[Every page works without JavaScript, with the keyboard alone, on a small phone, and enlarged to 400 percent.]]</li>
      <li>[[Every page is checked by an automatic tool (axe-core, all default rules) in a real browser before a version is released.]]</li>
      <li>[[Tables become lists on small screens; nothing is told by color alone.]]</li>
    </ul>
    <p>[[Automatic checks find only some barriers. If something does not work for you, please tell the people who run this hub.]]</p>
  </div>
</div>
