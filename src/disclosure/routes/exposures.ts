/** Exposures and the enterprises' words on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { disclosureReads } from '../deeds.ts';
import { publishExposure, publishWords, returnWords, withdrawExposure } from '../actions/exposure.ts';
import { listExposureRows, listWordsRows } from '../reads/exposures.ts';
import { ExposureRow, WordsRow } from '../types/exposure.ts';

const readExposures = defineRead({
  path: '/api/disclosure-exposures',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({}),
  output: z.object({ exposures: z.array(ExposureRow), words: z.array(WordsRow) }),
  run: async (tx) => ok({ exposures: await listExposureRows(tx), words: await listWordsRows(tx) }),
});

export const exposureDeedSpecs: readonly DeedSpec[] = [publishExposure, withdrawExposure, publishWords, returnWords];
export const exposureReadSpecs: readonly ReadSpec[] = [readExposures];
