<section class="part">
  <h2>[[What is suggested]]</h2>
  {{>register/changes.tpl}}
  {{#PROPOSAL_DUPLICATE}}
  <p>[[It is the same as]] <a href="{{OTHER_URL}}">{{OTHER_URL}}</a></p>
  {{/PROPOSAL_DUPLICATE}}
  {{#PROPOSAL_SOURCE}}
  <p>[[Source:]] {{SOURCE_TITLE}}{{#SOURCE_URL}} · <a href="{{SOURCE_URL}}" rel="nofollow ugc noreferrer">{{SOURCE_URL}}</a>{{/SOURCE_URL}}</p>
  {{/PROPOSAL_SOURCE}}
  <blockquote class="reason">
    <p>{{PROPOSAL_COMMENT}}</p>
    <footer class="meta">{{PROPOSAL_NAME}}</footer>
  </blockquote>
</section>
<section class="part">
  <h2>[[What happened so far]]</h2>
  <ol class="revisions">
    {{#STEP}}
    <li>
      <h3>{{STEP_LABEL}}</h3>
      <p class="meta"><time datetime="{{STEP_AT}}">{{STEP_ON}}</time>{{#STEP_WHO}} · {{STEP_WHO}}{{/STEP_WHO}}</p>
      {{#STEP_TEXT}}
      <p>{{STEP_TEXT}}</p>
      {{/STEP_TEXT}}
    </li>
    {{/STEP}}
  </ol>
</section>
