{{#FIELD_HINT}}<span class="usa-hint" id="{{FIELD_NAME}}-hint">{{FIELD_HINT}}</span>{{/FIELD_HINT}}
{{#FIELD_ERROR}}<span class="usa-error-message" id="{{FIELD_NAME}}-error">{{FIELD_ERROR}}</span>{{/FIELD_ERROR}}
