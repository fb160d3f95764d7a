<div class="wrap">
  <header class="record-head">
    <h1>[[For developers]]</h1>
    <p class="lede">[[The public record as data: a read API, files, and examples for curl, Python, R and JavaScript.]]</p>
  </header>
  <section class="part prose">
    <h2>[[Start here]]</h2>
    <p>[[No key, no sign-up, and scripts on other sites may read it too. Each record says under which license its sources are (sources_license) and which day they describe (sources_as_of).]]</p>
    <p>[[The whole API is described in OpenAPI 3.1:]] <a href="/api/openapi.json" translate="no">/api/openapi.json</a></p>
    <p>[[If all you want is a table: every list and record has an Export menu with XLSX, CSV, JSON, GeoJSON and NDJSON, which keeps the filters of the list.]]</p>
  </section>
  <section class="part prose" id="examples">
    <h2>[[Examples]]</h2>
    {{#EXAMPLE}}
    <h3 id="{{EXAMPLE_KEY}}">{{EXAMPLE_LANGUAGE}}</h3>
    <pre class="example" tabindex="0" translate="no" data-example="{{EXAMPLE_KEY}}">{{EXAMPLE_TEXT:pre_escape}}</pre>
    {{/EXAMPLE}}
  </section>
  <section class="part prose">
    <h2 id="lists">[[Lists]]</h2>
    <p>[[A list answers with total, items and next_cursor. Narrow it by the fields named below, or with updated_since (a day or a moment in UTC); choose an order with sort (a minus turns it around) and columns with fields. A page holds up to {{LARGEST_LIMIT}} records (limit); the header Link leads to the next one. Records that change while you page are given as they are when their turn comes.]]</p>
    <p>[[Every address of the API, and every page and list with its files, takes as_of: a day such as 2024-06-01, or a time in UTC. It answers with the record as it stood then, and says so in the header Memento-Datetime.]]</p>
    <p>[[Send the ETag of an answer back as If-None-Match: unchanged answers come as 304 without a body.]]</p>
  </section>
  <table class="data stack">
    <caption class="usa-sr-only">[[Collections of the API]]</caption>
    <thead><tr><th scope="col">[[Address]]</th><th scope="col">[[Record]]</th><th scope="col">[[Filters]]</th></tr></thead>
    <tbody>
      {{#COLLECTION}}
      <tr><th scope="row"><a class="name" href="{{COLLECTION_URL}}">{{COLLECTION_ADDRESS}}</a></th><td data-label="[[Record]]"><span>{{COLLECTION_LABEL}}</span></td><td data-label="[[Filters]]"><span class="code">{{COLLECTION_FILTERS}}</span></td></tr>
      {{/COLLECTION}}
    </tbody>
  </table>
  <section class="part prose">
    <h2 id="tokens">[[Suggesting changes, and tokens]]</h2>
    <p>[[A program suggests a change with POST /api/v1/proposals; a person decides about it. Without a token it names an e-mail address, which must confirm it. With the API token of an account it waits for a moderator at once, in the name of that account.]] <a href="{{PREFIX}}/account/tokens">[[Make a token]]</a></p>
    <pre class="example" tabindex="0" translate="no">{{TOKEN_EXAMPLE:pre_escape}}</pre>
    <p>[[A token says what it may do and when it ends; its owner sees when it was last used and revokes it. It opens no page that takes a person. Keep it secret: it begins with legation_, so that tools which look for leaked secrets find it.]]</p>
  </section>
  <section class="part prose">
    <h2 id="problems">[[When something is wrong]]</h2>
    <p>[[Problems are told as RFC 9457 has it (application/problem+json): title and status say what kind it is, detail what to do, parameter which one is at fault, request_id what to name when you report it. Unknown parameters are refused, so a misspelt filter never gives you the whole list.]]</p>
    <h2>[[Other formats]]</h2>
    <p>[[Every page of a record is there as JSON too, with everything that stands on it: put .json after its address.]]</p>
  </section>
</div>
