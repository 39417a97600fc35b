/** Assessment on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { carryOutMatter, decideMatter, recordMatter, reviewFile } from '../actions/assessment.ts';
import { oversightReads } from '../deeds.ts';
import { listIndicatorRows, readIndicators } from '../reads/indicators.ts';
import { readQuality } from '../reads/quality.ts';
import { Assessment, INDICATOR_CODES, IndicatorRows, QualityView, Year } from '../types/assessment.ts';

const readAssessment = defineRead({
  path: '/api/assessment',
  kind: 'assessment.read',
  rule: oversightReads['assessment.read'],
  /** The year of the bureau's day where none is asked for. */
  input: z.object({ year: Year.optional() }),
  output: Assessment,
  run: async (tx, { year: asked }) => {
    const thisYear = Number(tx.today.slice(0, 4));
    const year = asked ?? thisYear;
    return ok({ asOf: tx.now, thisYear, year, indicators: await readIndicators(tx, year) });
  },
});

const readRows = defineRead({
  path: '/api/assessment/:year/:code',
  kind: 'assessment.read',
  rule: oversightReads['assessment.read'],
  input: z.object({ year: Year, code: z.enum(INDICATOR_CODES) }),
  output: IndicatorRows,
  run: async (tx, { year, code }) => ok({ code, year, rows: await listIndicatorRows(tx, code, year) }),
});

const readQualityView = defineRead({
  path: '/api/quality',
  kind: 'assessment.read-quality',
  rule: oversightReads['assessment.read-quality'],
  input: z.object({}),
  output: QualityView,
  run: async (tx) => ok(await readQuality(tx)),
});

export const assessmentDeedSpecs: readonly DeedSpec[] = [reviewFile, recordMatter, decideMatter, carryOutMatter];
export const assessmentReadSpecs: readonly ReadSpec[] = [readAssessment, readRows, readQualityView];
