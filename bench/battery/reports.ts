/**
 * Writes what the verifier says of the honest and the bent bundles of the tests to `verifiable-draw/src/verify/reports`. Read the
 * difference before it is committed: a changed word is a changed verdict.
 *
 * `npm run battery -- reports`
 * @module
 */
import { writeFileSync } from 'node:fs';
import { forgedCases } from '../../verifiable-draw/src/testing/forgeries.ts';
import { honestCases } from '../../verifiable-draw/src/testing/honest.ts';
import { historyCases, listCases, logCases, negativeCases } from '../../verifiable-draw/src/testing/refused.ts';
import { substitutionCases } from '../../verifiable-draw/src/testing/refused-substitutions.ts';
import { reportText } from '../../verifiable-draw/src/testing/reports.ts';

const FOLDER = new URL('../../verifiable-draw/src/verify/reports/', import.meta.url);
const refused = [
  ...negativeCases(),
  ...logCases(),
  ...historyCases(),
  ...listCases(),
  ...substitutionCases(),
  ...forgedCases(),
];

writeFileSync(new URL('honest.txt', FOLDER), reportText(honestCases(), true));
writeFileSync(new URL('refused.txt', FOLDER), reportText(refused, false));
