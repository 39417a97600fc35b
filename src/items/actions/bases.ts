/** Entering articles of law. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import BUNDLED_BASES from '../data/legal-bases.json' with { type: 'json' };
import { itemsDeeds } from '../deeds.ts';
import { documentOf } from '../rules/document.ts';
import { LegalBasis } from '../types.ts';
import { insertBases } from '../writes.ts';

/** Loads the articles the product ships with; those already there stay as they are. */
export const loadBases = defineDeed({
  kind: 'items.load-bases',
  rule: itemsDeeds['items.load-bases'],
  input: z.object({}),
  output: z.object({ added: z.int() }),
  run: async (tx) => {
    const bases = z.array(LegalBasis).parse(BUNDLED_BASES);
    const added = await insertBases(tx, bases);
    tx.record({
      kind: 'items.load-bases',
      subject: 'legal-basis/bundled',
      facts: { added, hash: documentHash(documentOf(bases)) },
    });
    return ok({ added });
  },
});

/** Adds one article that the product does not ship with, e.g. of a local regulation or of a newer version. */
export const addBasis = defineDeed({
  kind: 'items.add-basis',
  rule: itemsDeeds['items.add-basis'],
  input: LegalBasis,
  output: z.object({ added: z.int() }),
  run: async (tx, basis) => {
    if (basis.validTo !== null && basis.validTo < basis.validFrom) {
      return refuse([
        { code: 'basis-ends-before-it-begins', at: 'validTo', facts: { from: basis.validFrom, to: basis.validTo } },
      ]);
    }
    const added = await insertBases(tx, [basis]);
    if (added === 0) {
      return refuse([
        {
          code: 'basis-exists',
          facts: { instrument: basis.instrument, article: basis.article, from: basis.validFrom },
        },
      ]);
    }
    tx.record({
      kind: 'items.add-basis',
      subject: `legal-basis/${basis.instrument}/${basis.article}/${basis.validFrom}`,
      facts: { hash: documentHash(documentOf(basis)) },
    });
    return ok({ added });
  },
});
