/** Gives the library's tests `bed.mjs` where they ask for Vitest. @module */
import { registerHooks } from 'node:module';

const BED = new URL('./bed.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vitest' && context.parentURL !== BED ? { url: BED, shortCircuit: true } : next(specifier, context),
});
