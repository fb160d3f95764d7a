<div class="wrap">
  <header class="record-head">
    <h1>[[About the data]]</h1>
    <p class="lede">[[Where the data of this hub comes from, under which licenses, and how records are added.]]</p>
  </header>
  <section class="part prose">
    <h2>[[The Register]]</h2>
    <p>[[The Register holds what somebody has recorded: governments, organizations, their ties and what they did. Every statement can carry a source, and each page lists the sources of what stands on it.]] <a href="{{SOURCES_URL}}">[[All sources]]</a></p>
    <p>[[The starter records were written for this project from the two founding documents of the Truman Center, as of June 2022, and from general public knowledge about the organizations. Where a source was not retrieved for a record, its page says so.]]</p>
    <h2 id="adding">[[How records are added]]</h2>
    <p>[[The people who run this hub add records from spreadsheets saved as CSV, each row with its source. The command “legation import” checks every row, names what is wrong and where, and keeps who added what and when. Adding and correcting records on the site itself is not yet possible.]]</p>
    <h2>[[Taking the data along]]</h2>
    <p>[[Every list and record can be had as a file, changes can be followed as a feed, and the whole record is written to files once a day.]] <a href="{{PREFIX}}/dumps">[[The whole record as files]]</a></p>
    <h2>[[The gazetteer]]</h2>
    <p>[[The gazetteer is reference data: {{PLACE_COUNT}} countries, states, counties and places of the world, made from the packages below. A place joins the Register when something is recorded about it.]]</p>
  </section>
  <table class="data stack">
    <caption class="usa-sr-only">[[Packages that the gazetteer is made from]]</caption>
    <thead><tr><th scope="col">[[Package]]</th><th scope="col">[[What it gives]]</th><th scope="col">[[License]]</th><th scope="col">[[Version]]</th></tr></thead>
    <tbody>
      {{#ATTRIBUTION}}
      <tr><th scope="row"><a class="name" href="{{URL}}">{{TEXT}}</a></th><td data-label="[[What it gives]]"><span>{{WHAT}}</span></td><td data-label="[[License]]"><span>{{LICENSE}}</span></td><td data-label="[[Version]]"><span>{{PACKAGE_VERSION}}</span></td></tr>
      {{/ATTRIBUTION}}
    </tbody>
  </table>
</div>
