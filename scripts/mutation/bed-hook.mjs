/** Gives tests `bed.mjs` where they ask for Vitest, and loads the code of the copy anew when it is told to. @module */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const BED = new URL('./bed.mjs', import.meta.url).href;
/** The copy that is mutated; what is installed is only linked there, and stays. */
const COPY = pathToFileURL(`${process.cwd()}/`).href;

let round = 0;
let rounds = 0;

/** What is imported from now on is computed again, for as long as `isFresh`; then it is what was loaded first. */
export function loadAnew(isFresh) {
  if (isFresh) rounds += 1;
  round = isFresh ? rounds : 0;
}

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'vitest' && context.parentURL !== BED) return { url: BED, shortCircuit: true };
    const found = next(specifier, context);
    const isOurs = found.url.startsWith(COPY) && !found.url.includes('?') && !found.url.startsWith(BED);
    return round > 0 && isOurs ? { ...found, url: `${found.url}?round=${round}` } : found;
  },
});
