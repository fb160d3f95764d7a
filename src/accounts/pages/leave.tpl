<div class="wrap">
  <header class="record-head">
    <h1>[[Delete your account]]</h1>
    <p class="lede">{{EMAIL}}</p>
  </header>
  <div class="part prose">
    <p>[[Your name, your address, your sessions and what you follow are deleted for good.]]</p>
    <p>[[What you changed in the public record stays, because others build on it. It is then shown as by a former account, with a number in place of your name.]]</p>
    <p><a href="{{PREFIX}}/account/data.json">[[Download your data first]]</a></p>
  </div>
  <form class="usa-form" method="post" action="{{PREFIX}}/account/leave">{{>fields/form_token.tpl}}
    <div class="usa-checkbox"><input class="usa-checkbox__input" id="is_sure" type="checkbox" name="is_sure" value="1" required><label class="usa-checkbox__label" for="is_sure">[[I am sure. This cannot be undone.]]</label></div>
    <button class="usa-button" type="submit">[[Delete my account]]</button>
  </form>
</div>
