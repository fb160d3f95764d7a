{{#CITATION}}<sup class="cite"><a href="#source-{{NUMBER}}" aria-label="[[Source {{NUMBER}}]]">{{NUMBER}}</a></sup>{{/CITATION}}
