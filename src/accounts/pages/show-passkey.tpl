<form class="usa-form" action="{{PREFIX}}/sign-in/passkey" method="post" data-passkey="show" data-challenge="{{PREFIX}}/sign-in/passkey/challenge" hidden>
  {{>fields/form_token.tpl}}
  <input type="hidden" name="return_to" value="{{RETURN_TO}}">
  <input type="hidden" name="credential_id">
  <input type="hidden" name="client_data">
  <input type="hidden" name="authenticator_data">
  <input type="hidden" name="signature">
  <button class="usa-button usa-button--outline" type="submit">[[Sign in with a passkey]]</button>
  <p class="usa-error-message" data-passkey-problem tabindex="-1" role="alert" hidden>[[No passkey was used. Try again, or take the link by mail.]]</p>
</form>
<script src="{{@js/passkeys.js}}" defer></script>
