<div class="wrap">
  <header class="record-head">
    <h1>[[Bring your data]]</h1>
    <p class="lede">[[A spreadsheet of your partners is enough. Names are matched with the record; nothing is guessed, and nothing is stored twice.]]</p>
  </header>
  <section class="part prose">
    <h2>[[How it goes]]</h2>
    <ol>
      <li>[[Take a template below, or the list that you have: columns are known by their English or Spanish name.]]</li>
      <li>[[Fill in a row for each partner, membership or activity. The lines that begin with (help) and (example) are skipped.]]</li>
      <li>[[Bring the file here. It is looked at first: you see what each row comes to and what each name was taken for, and nothing is stored.]]</li>
      <li>[[A moderator stores it. What is not certain waits in a queue for a person.]]</li>
    </ol>
    <p>[[Whoever runs this hub can do the same on its machine, without a limit of size:]]</p>
    <pre class="example" tabindex="0" translate="no">legation import partnership partners.csv --dry-run --report report.csv
legation import partnership partners.csv</pre>
    <p>[[Each row is created, changed, left as it was, put aside with a question when a name may mean several places, or refused with line, column and reason. The same file twice changes nothing.]]</p>
  </section>
  {{#SIGN_IN_TO_UPLOAD}}
  <p class="notice"><a href="{{PREFIX}}/sign-in?return_to=%2Fregister%2Fimport">[[Sign in to bring a file]]</a> [[Members of a government, trusted editors and moderators can.]]</p>
  {{/SIGN_IN_TO_UPLOAD}}
  {{#MAY_NOT_UPLOAD}}
  <p class="notice">[[To bring a file you act for a government or organization, or are a trusted editor.]] <a href="{{PREFIX}}/account">[[Your account]]</a></p>
  {{/MAY_NOT_UPLOAD}}
  {{#UPLOAD}}
  <section class="part" id="bring">
    <h2>[[Bring a file]]</h2>
    {{#TO_QUEUE}}<p><a href="{{QUEUE_URL}}">[[Rows that wait for a decision]]</a></p>{{/TO_QUEUE}}
    <form class="record-form" method="post" action="{{UPLOAD_URL}}" enctype="multipart/form-data">
      {{>fields/form_token.tpl}}
      {{#KIND_FIELD}}
      {{>fields/field.tpl}}
      {{/KIND_FIELD}}
      <div class="usa-form-group">
        <label class="usa-label" for="file">[[File]] <span class="usa-hint">[[(required)]]</span></label>
        <span class="usa-hint" id="file-hint">{{SIZE_HINT}}</span>
        <input class="usa-file-input" id="file" name="file" type="file" accept=".csv,.tsv,.txt,.xlsx,.zip" required aria-describedby="file-hint">
      </div>
      {{#MAPPING_FIELD}}
      {{>fields/field.tpl}}
      {{/MAPPING_FIELD}}
      <details class="edit">
        <summary>[[Where it comes from]]</summary>
        <p class="usa-hint">[[Every record that comes from the file then names this source.]]</p>
        {{#SOURCE_FIELD}}
        {{>fields/field.tpl}}
        {{/SOURCE_FIELD}}
      </details>
      <button class="usa-button" type="submit">[[Look at it first]]</button>
    </form>
  </section>
  {{/UPLOAD}}
  {{#UPLOADS}}
  <section class="part" id="brought">
    <h2>[[Brought in lately]]</h2>
    <table class="data stack">
      <caption class="usa-sr-only">[[Brought in lately]]</caption>
      <thead><tr><th scope="col">[[File]]</th><th scope="col">[[What is in it]]</th><th scope="col">[[By]]</th><th scope="col">[[When]]</th><th scope="col">[[How far]]</th></tr></thead>
      <tbody>
        {{#UPLOADED}}
        <tr><th scope="row"><a class="name" href="{{URL}}">{{FILE_NAME}}</a></th><td data-label="[[What is in it]]"><span>{{KIND}}</span></td><td data-label="[[By]]"><span>{{AUTHOR}}</span></td><td data-label="[[When]]"><time datetime="{{AT}}">{{ON}}</time></td><td data-label="[[How far]]"><span>{{STATE}}</span></td></tr>
        {{/UPLOADED}}
      </tbody>
    </table>
  </section>
  {{/UPLOADS}}
  {{#NOUN}}
  <section class="part" id="{{NOUN_KEY}}">
    <h2>{{NOUN_LABEL}}</h2>
    <p><a href="{{XLSX_URL}}">[[Template as a spreadsheet (XLSX)]]</a> · <a href="{{CSV_URL}}">[[Template as CSV]]</a></p>
    <details>
      <summary>[[Columns]]</summary>
      <table class="data stack">
        <caption class="usa-sr-only">{{NOUN_LABEL}}: [[Columns]]</caption>
        <thead><tr><th scope="col">[[Column]]</th><th scope="col">[[Meaning]]</th><th scope="col">[[What belongs there]]</th></tr></thead>
        <tbody>
          {{#COLUMN}}
          <tr><th scope="row"><span class="name" translate="no">{{COLUMN_NAME}}</span></th><td data-label="[[Meaning]]"><span>{{COLUMN_LABEL}}</span></td><td data-label="[[What belongs there]]"><span>{{COLUMN_HELP}}</span></td></tr>
          {{/COLUMN}}
        </tbody>
      </table>
    </details>
  </section>
  {{/NOUN}}
</div>
