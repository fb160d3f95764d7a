#include "register/api/examples.hpp"

#include <array>

namespace legation::registry::api {

namespace {

constexpr std::array all{
    Example{"curl", "curl", R"(curl "{hub}/api/v1/actors?kind=network&sort=name&limit=5"
curl "{hub}/register.csv?country=US" --output us.csv)"},
    Example{"python", "Python", R"(import json
from urllib.parse import urlencode
from urllib.request import urlopen

def partnerships(**filters):
    cursor = None
    while True:
        query = dict(filters, limit=100)
        if cursor:
            query["cursor"] = cursor
        with urlopen("{hub}/api/v1/partnerships?" + urlencode(query)) as answer:
            page = json.load(answer)
        yield from page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return

for partnership in partnerships(status="active"):
    print(partnership["key"], partnership["parties"]))"},
    Example{"r", "R", R"(actors <- read.csv("{hub}/register.csv?group=governments", encoding = "UTF-8")
table(actors$kind)
head(actors[order(-actors$population), c("name", "country", "population")]))"},
    Example{"javascript", "JavaScript",
            R"(let address = '{hub}/api/v1/activities?sort=-changed_at&fields=title,participants';
while (address) {
  const answer = await fetch(address);
  const { items } = await answer.json();
  for (const activity of items) console.log(activity.title, activity.participants);
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link'));
  address = next && new URL(next[1], address).href;
})"},
};

} // namespace

std::span<Example const> examples() {
    return all;
}

std::string_view token_example() {
    return R"(curl "{hub}/api/v1/proposals" \
  --header "Authorization: Bearer $LEGATION_TOKEN" \
  --json '{"record": "/register/us-tx-houston",
           "changes": {"website": "https://www.houstontx.gov/"},
           "comment": "The address of its website has changed."}')";
}

} // namespace legation::registry::api
