{{#PAGINATION}}
<nav class="usa-pagination" aria-label="[[Pages]]">
  <ul class="usa-pagination__list">
    {{#PAGINATION_PREVIOUS}}
    <li class="usa-pagination__item usa-pagination__arrow"><a class="usa-pagination__link usa-pagination__previous-page" href="{{PAGE_URL}}" rel="prev"><svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#navigate_before"></use></svg><span>[[Previous]]</span></a></li>
    {{/PAGINATION_PREVIOUS}}
    {{#PAGINATION_ITEM}}
    {{#PAGINATION_GAP}}
    <li class="usa-pagination__item usa-pagination__overflow"><span>…</span></li>
    {{/PAGINATION_GAP}}
    {{#PAGINATION_PAGE}}
    <li class="usa-pagination__item usa-pagination__page-no"><a class="usa-pagination__button" href="{{PAGE_URL}}" aria-label="[[Page {{PAGE_NUMBER}}]]">{{PAGE_NUMBER}}</a></li>
    {{/PAGINATION_PAGE}}
    {{#PAGINATION_HERE}}
    <li class="usa-pagination__item usa-pagination__page-no"><a class="usa-pagination__button usa-current" href="{{PAGE_URL}}" aria-label="[[Page {{PAGE_NUMBER}}]]" aria-current="page">{{PAGE_NUMBER}}</a></li>
    {{/PAGINATION_HERE}}
    {{/PAGINATION_ITEM}}
    {{#PAGINATION_NEXT}}
    <li class="usa-pagination__item usa-pagination__arrow"><a class="usa-pagination__link usa-pagination__next-page" href="{{PAGE_URL}}" rel="next"><span>[[Next]]</span><svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#navigate_next"></use></svg></a></li>
    {{/PAGINATION_NEXT}}
  </ul>
</nav>
{{/PAGINATION}}
