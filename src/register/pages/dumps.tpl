<div class="wrap">
  <header class="record-head">
    <h1>[[The whole record as files]]</h1>
    <p class="lede">[[Every public record as CSV and NDJSON, made once a day, with checksums and the license of every source.]]</p>
  </header>
  {{#NO_DUMPS}}
  <section class="notice">
    <h2>[[Nothing here yet]]</h2>
    <p>[[The first files are made tonight. Until then, every list can be downloaded on its own page.]] <a href="{{PREFIX}}/register">[[Register]]</a></p>
  </section>
  {{/NO_DUMPS}}
  {{#DUMP}}
  <section class="part" id="{{DUMP_NAME}}">
    <h2>{{DUMP_DATE}}</h2>
    <table class="data stack">
      <caption class="usa-sr-only">{{DUMP_DATE}}</caption>
      <thead><tr><th scope="col">[[File]]</th><th scope="col" class="number">[[Size]]</th><th scope="col">[[Checksum (SHA-256)]]</th></tr></thead>
      <tbody>
        {{#DUMP_FILE}}
        <tr><th scope="row"><a class="name" href="{{FILE_URL}}">{{FILE_NAME}}</a></th><td data-label="[[Size]]" class="number"><span>{{FILE_SIZE}}</span></td><td data-label="[[Checksum (SHA-256)]]"><span class="checksum">{{FILE_SHA256}}</span></td></tr>
        {{/DUMP_FILE}}
      </tbody>
    </table>
  </section>
  {{/DUMP}}
  <p class="meta">[[The files are compressed with Zstandard. README.txt says what is in them and how to read them.]]</p>
</div>
