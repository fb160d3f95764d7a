// What the tools report and what is none, each with the reason. A finding that matches nothing here is looked at.
const NONE = [
  {
    like: { tool: /wapiti/, info: /^X-Frame-Options is not set$/ },
    because: "Content-Security-Policy has frame-ancestors 'none', which every browser that we support obeys; finish_test.cpp checks it.",
  },
  {
    like: { tool: /wapiti/, info: /^X-XSS-Protection is not set$/ },
    because: 'Browsers have dropped this filter, which made holes of its own; scripts are kept out by Content-Security-Policy.',
  },
  {
    like: { tool: /wapiti/, info: /^Strict-Transport-Security is not set$/ },
    because: 'The attacked hub speaks HTTP. With behind_https it is sent; finish_test.cpp checks both.',
  },
  {
    like: { tool: /access log/, kind: /^answer 503$/, where: /\/(?:sign-in|account)\/password$/ },
    because: 'All places of the hasher were taken, which is answered at once: ADR 26, and tests/access/passwords.test.mjs.',
  },
];

/** Why a finding is none; nothing when it is one. */
export function known(finding) {
  return NONE.find((one) => Object.entries(one.like).every(([name, pattern]) => pattern.test(finding[name] ?? '')))?.because;
}
