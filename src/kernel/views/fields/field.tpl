<div class="usa-form-group{{#FIELD_ERROR}} usa-form-group--error{{/FIELD_ERROR}}">
{{#FIELD_IS_TEXT}}
{{>fields/label.tpl}}
{{>fields/notes.tpl}}
<input class="usa-input{{#FIELD_ERROR}} usa-input--error{{/FIELD_ERROR}}" id="{{FIELD_NAME}}" name="{{FIELD_NAME}}" type="{{FIELD_TYPE}}" value="{{FIELD_VALUE}}"{{#FIELD_MAX_LENGTH}} maxlength="{{FIELD_MAX_LENGTH}}"{{/FIELD_MAX_LENGTH}}{{#FIELD_AUTOCOMPLETE}} autocomplete="{{FIELD_AUTOCOMPLETE}}"{{/FIELD_AUTOCOMPLETE}}{{#FIELD_DESCRIBED}} aria-describedby="{{#FIELD_HINT}}{{FIELD_NAME}}-hint {{/FIELD_HINT}}{{#FIELD_ERROR}}{{FIELD_NAME}}-error{{/FIELD_ERROR}}"{{/FIELD_DESCRIBED}}{{#FIELD_ERROR}} aria-invalid="true"{{/FIELD_ERROR}}{{#FIELD_REQUIRED}} required{{/FIELD_REQUIRED}}>
{{/FIELD_IS_TEXT}}
{{#FIELD_IS_TEXTAREA}}
{{>fields/label.tpl}}
{{>fields/notes.tpl}}
<textarea class="usa-textarea{{#FIELD_ERROR}} usa-input--error{{/FIELD_ERROR}}" id="{{FIELD_NAME}}" name="{{FIELD_NAME}}" rows="{{FIELD_ROWS}}"{{#FIELD_MAX_LENGTH}} maxlength="{{FIELD_MAX_LENGTH}}"{{/FIELD_MAX_LENGTH}}{{#FIELD_DESCRIBED}} aria-describedby="{{#FIELD_HINT}}{{FIELD_NAME}}-hint {{/FIELD_HINT}}{{#FIELD_ERROR}}{{FIELD_NAME}}-error{{/FIELD_ERROR}}"{{/FIELD_DESCRIBED}}{{#FIELD_ERROR}} aria-invalid="true"{{/FIELD_ERROR}}{{#FIELD_REQUIRED}} required{{/FIELD_REQUIRED}}>
{{FIELD_VALUE:pre_escape}}</textarea>
{{/FIELD_IS_TEXTAREA}}
{{#FIELD_IS_SELECT}}
{{>fields/label.tpl}}
{{>fields/notes.tpl}}
<select class="usa-select{{#FIELD_ERROR}} usa-input--error{{/FIELD_ERROR}}" id="{{FIELD_NAME}}" name="{{FIELD_NAME}}"{{#FIELD_DESCRIBED}} aria-describedby="{{#FIELD_HINT}}{{FIELD_NAME}}-hint {{/FIELD_HINT}}{{#FIELD_ERROR}}{{FIELD_NAME}}-error{{/FIELD_ERROR}}"{{/FIELD_DESCRIBED}}{{#FIELD_ERROR}} aria-invalid="true"{{/FIELD_ERROR}}{{#FIELD_REQUIRED}} required{{/FIELD_REQUIRED}}>
{{#CHOICE}}
<option value="{{CHOICE_VALUE}}"{{#CHOICE_IS_CHOSEN}} selected{{/CHOICE_IS_CHOSEN}}>{{CHOICE_LABEL}}{{#CHOICE_COUNT}} ({{CHOICE_COUNT}}){{/CHOICE_COUNT}}</option>
{{/CHOICE}}
</select>
{{/FIELD_IS_SELECT}}
{{#FIELD_IS_CHECKBOXES}}
<fieldset class="usa-fieldset" id="{{FIELD_NAME}}"{{#FIELD_DESCRIBED}} aria-describedby="{{#FIELD_HINT}}{{FIELD_NAME}}-hint {{/FIELD_HINT}}{{#FIELD_ERROR}}{{FIELD_NAME}}-error{{/FIELD_ERROR}}"{{/FIELD_DESCRIBED}}>
<legend>{{FIELD_LABEL}}</legend>
{{>fields/notes.tpl}}
{{#CHOICE}}
<div class="usa-checkbox"><input class="usa-checkbox__input" id="{{FIELD_NAME}}-{{CHOICE_INDEX}}" type="checkbox" name="{{FIELD_NAME}}" value="{{CHOICE_VALUE}}"{{#CHOICE_IS_CHOSEN}} checked{{/CHOICE_IS_CHOSEN}}><label class="usa-checkbox__label" for="{{FIELD_NAME}}-{{CHOICE_INDEX}}">{{CHOICE_LABEL}}{{#CHOICE_COUNT}} <span class="count">{{CHOICE_COUNT}}</span>{{/CHOICE_COUNT}}</label></div>
{{/CHOICE}}
</fieldset>
{{/FIELD_IS_CHECKBOXES}}
</div>
