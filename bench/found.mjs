// Whether searches find what they should, asked of the running program.
import { plain } from './make_queries.mjs';

const FIRST = 10;
// Where more places than that bear a name, not all of them fit on the first ten lines.
const MOST_NAMESAKES = FIRST - 1;

/** Shares of the searches that have the place itself (few namesakes) or a place of its name among the first ten. */
export async function measureFound({ address, searches }) {
  const counts = { few: 0, itself: 0, byName: 0 };
  for (const { text, slug, name, namesakes } of searches) {
    const answer = await fetch(new URL(`/search.json?q=${encodeURIComponent(text)}`, address));
    if (!answer.ok) throw new Error(`The search for ${text} answered with ${answer.status}.`);
    const first = (await answer.json()).items.slice(0, FIRST);
    const isFound = first.some((item) => item.slug === slug);
    if (namesakes <= MOST_NAMESAKES) {
      counts.few++;
      counts.itself += isFound ? 1 : 0;
    }
    counts.byName += isFound || first.some((item) => plain(item.name) === name) ? 1 : 0;
  }
  return { itself: counts.itself / counts.few, byName: counts.byName / searches.length, searches: searches.length };
}
