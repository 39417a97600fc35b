/** 执法文书四十八式 (domain §12.2): every form of the set is somebody's to print, and none is made twice. */
import { expect, test } from 'vitest';
import { HAZARD_CATEGORIES, hazardForms } from '../hazard/documents/forms.ts';
import { CREDIT_CATEGORIES } from '../credit/documents/forms.ts';
import { EMERGENCY_FORMS } from '../inspection/documents/emergency.ts';
import { CATEGORIES } from '../inspection/types/documents.ts';
import { penaltyTemplate } from '../penalty/documents/forms.ts';
import { PENALTY_FORM_NAMES, formRule } from '../penalty/types/forms.ts';
import { OPINION_CATEGORY, OPINION_TEMPLATE } from '../rectification/documents/opinion.ts';

/** Forms that no case makes: whose they are instead. */
const ELSEWHERE = new Map([
  [2, EMERGENCY_FORMS.plan],
  [3, EMERGENCY_FORMS.record],
  [4, EMERGENCY_FORMS.decision],
  [5, EMERGENCY_FORMS.order],
  [6, OPINION_TEMPLATE],
  [12, hazardForms['power-cut']],
  [13, hazardForms['power-cut-decision']],
  [14, hazardForms['power-restored']],
]);

test('each of the 48 has its template, once', () => {
  const inCases = PENALTY_FORM_NAMES.flatMap((form) => formRule(form).no ?? []);
  const all = [...inCases, ...ELSEWHERE.keys()].toSorted((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 48 }, (_each, n) => n + 1));
  for (const form of PENALTY_FORM_NAMES) expect(penaltyTemplate(form).blocks.length, form).toBeGreaterThan(1);
  for (const { blocks } of ELSEWHERE.values()) expect(blocks.length).toBeGreaterThan(1);
});

test('no 类别字 is used by two series: visits, hazards, cases and the list count serials of their own', () => {
  const series = [
    [...Object.values(CATEGORIES), OPINION_CATEGORY],
    Object.values(HAZARD_CATEGORIES),
    Object.values(CREDIT_CATEGORIES),
    [...new Set(PENALTY_FORM_NAMES.map((form) => formRule(form).category))],
  ];
  const all = series.flat();
  expect(all.filter((word, n) => all.indexOf(word) !== n)).toEqual([]);
});
