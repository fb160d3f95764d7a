<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Suggestion]]: {{PROPOSAL_KIND}}</p>
    <h1>{{PROPOSAL_TITLE}}</h1>
    <p class="lede">{{PROPOSAL_STATE}}</p>
  </header>
  {{#UNCONFIRMED}}
  <section class="notice" role="status">
    <h2>[[Look into your mail]]</h2>
    <p>[[We sent a link to {{EMAIL}}. Your suggestion waits until you open it; the link holds for three days.]]</p>
  </section>
  {{/UNCONFIRMED}}
  {{>register/proposal-body.tpl}}
  {{#ANSWER_FORM}}
  <section class="part">
    <h2>[[Answer the question]]</h2>
    <form class="record-form" method="post" action="{{ACT_URL}}">
      {{>fields/form_token.tpl}}
      <input type="hidden" name="key" value="{{VIEW_KEY}}">
      <input type="hidden" name="act" value="answer">
      <label class="usa-label" for="answer">[[Your answer]]</label>
      <textarea class="usa-textarea" id="answer" name="answer" rows="4" maxlength="2000" required></textarea>
      <button class="usa-button" type="submit">[[Send the answer]]</button>
    </form>
  </section>
  {{/ANSWER_FORM}}
  <footer class="record-foot">
    <ul class="inline">
      {{#PROPOSAL_RECORD}}
      <li><a href="{{RECORD_URL}}">[[Go to the record]]</a></li>
      {{/PROPOSAL_RECORD}}
      {{#WITHDRAW_FORM}}
      <li><form class="inline-form" method="post" action="{{ACT_URL}}">{{>fields/form_token.tpl}}<input type="hidden" name="key" value="{{VIEW_KEY}}"><input type="hidden" name="act" value="withdraw"><button class="usa-button usa-button--unstyled" type="submit">[[Withdraw this suggestion]]</button></form></li>
      {{/WITHDRAW_FORM}}
    </ul>
  </footer>
</div>
