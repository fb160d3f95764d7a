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
      <li>[[Send the file to whoever runs this hub. Uploading it here needs accounts, which this version does not have yet.]]</li>
      <li>[[They look first, and store then:]]
        <pre class="example" tabindex="0" translate="no">legation import partnership partners.csv --dry-run --report report.csv
legation import partnership partners.csv</pre>
      </li>
    </ol>
    <p>[[Each row is created, changed, left as it was, put aside with a question when a name may mean several places, or refused with line, column and reason. The same file twice changes nothing.]]</p>
  </section>
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
