<div class="wrap">
  {{#FORM}}
  <header class="record-head">
    <p class="kicker">{{SUBJECT}}</p>
    <h1>[[Erase this person]]</h1>
    <p class="lede">[[Everything that the record says of this person, and ever said, is erased. Nobody can bring it back.]]</p>
  </header>
  <ul class="part">
    <li>[[Of each version only its number, its day and who made it stay. The address answers that the record was erased.]]</li>
    <li>[[Suggestions, waiting rows of imports, letters and followed searches that name the person go too, and files of people that were brought in this week.]]</li>
    <li>[[Files of the whole record that were published before keep the person until they are removed; the next one is without. Copies that others took, and your own backups, are not reached.]]</li>
  </ul>
  <form class="usa-form part" method="post" action="{{ERASE_URL}}">
    {{>fields/form_token.tpl}}
    {{>fields/errors.tpl}}
    {{>register/named-elsewhere.tpl}}
    {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
    <div class="buttons">
      <button class="usa-button usa-button--secondary" type="submit">[[Erase for good]]</button>
      <a class="usa-button usa-button--outline" href="{{RECORD_URL}}">[[Leave it as it is]]</a>
    </div>
  </form>
  {{/FORM}}
  {{#DONE}}
  <header class="record-head">
    <h1>[[Erased]]</h1>
    <p class="lede">[[What was recorded of this person is gone, now and in the past.]]</p>
  </header>
  <dl class="facts facts-wide part">
    <dt>[[Records of this person]]</dt><dd>{{RECORDS}}</dd>
    <dt>[[Other records that lost the name]]</dt><dd>{{OTHER_RECORDS}}</dd>
    <dt>[[Suggestions]]</dt><dd>{{SUGGESTIONS}}</dd>
    <dt>[[Waiting rows of imports]]</dt><dd>{{WAITING_ROWS}}</dd>
    <dt>[[Files that were brought in]]</dt><dd>{{FILES}}</dd>
    <dt>[[Letters and other jobs]]</dt><dd>{{LETTERS}}</dd>
  </dl>
  <p class="part">[[Files of the whole record that were published before keep the person until they are removed; the next one is without. Copies that others took, and your own backups, are not reached.]]</p>
  {{#LOG_WAITS}}
  <p>[[The database’s log could not be emptied just now; that happens by itself before long.]]</p>
  {{/LOG_WAITS}}
  {{>register/named-elsewhere.tpl}}
  <footer class="record-foot"><ul class="inline"><li><a href="{{HISTORY_URL}}">[[What is left: the numbers]]</a></li></ul></footer>
  {{/DONE}}
</div>
