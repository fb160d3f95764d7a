<input type="hidden" name="form_token" value="{{FORM_TOKEN}}">
