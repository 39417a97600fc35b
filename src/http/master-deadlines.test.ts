/** Every row of the table of deadlines (domain §16.1), by its own name, with the rule of the module that counts it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transferBy } from '../archive/rules/retention.ts';
import { NATIONAL_CALENDAR as calendar } from '../core/calendar/national.ts';
import { endOf, removalRefusals, timerOf as creditTimer } from '../credit/rules/moves.ts';
import { listingRulesOn } from '../credit/rules/listing.ts';
import { discloseBy, withdrawBy } from '../disclosure/rules.ts';
import { courtRefusals, earliestCut } from '../hazard/rules/checks.ts';
import { timerOf as hazardTimer } from '../hazard/rules/terms.ts';
import { dueOf } from '../inspection/rules/record.ts';
import { DEFAULT_SETTINGS } from '../inspection/types/settings.ts';
import { newCase } from '../penalty/rules/begin.ts';
import {
  argueBy,
  courtBy,
  decideTerm,
  HEARING_NOTICE_WORKDAYS,
  payBy,
  reconsiderBy,
  seizureTerm,
  sueBy,
  termsOf,
  urgedUntil,
} from '../penalty/rules/deadlines.ts';
import { extraThrough } from '../penalty/rules/money.ts';
import type { CaseFile } from '../penalty/types/file.ts';
import { DEFAULT_SETTING } from '../penalty/types/settings.ts';
import type { TermKey } from '../penalty/types/turn.ts';
import { reinspectBy } from '../rectification/rules/round.ts';
import { addWorkdays } from '../core/calendar/work-calendar.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const EMPTY = newCase(
  ID,
  {
    source: 'other',
    party: { kind: 'unit', name: '甲', creditCode: '', principal: '', address: '', enterpriseId: null },
    cause: '案由',
    facts: '情况',
    violatedOn: '2025-12-01',
  },
  { openedOn: '2026-01-05', findingId: null },
);
const DECIDED: CaseFile = {
  ...EMPTY,
  state: 'decided',
  decision: {
    outcome: { kind: 'penalty', items: [{ kind: 'fine', fen: 1_000_000 }] },
    on: '2025-09-26',
    by: 'head',
    documentHash: '',
  },
};
const SEIZED: CaseFile['seizures'][number] = {
  ground: 'goods',
  problem: '',
  goods: [],
  place: '',
  seizureId: ID,
  requestedOn: '2026-02-14',
  approvedOn: null,
  extendedOn: null,
  end: null,
  endedOn: null,
};
const due = (change: Partial<CaseFile>, key: TermKey): string | undefined =>
  termsOf({ ...EMPTY, ...change }, DEFAULT_SETTING, calendar).find((term) => term.key === key)?.due;
const hold = {
  holdId: ID,
  goods: [],
  place: '',
  reason: '',
  requestedOn: '2026-09-16',
  approvedOn: '2026-09-16',
  end: null,
  endedOn: null,
};
const transfer = (approvedAt: string | null) => ({
  askedOn: '2026-02-13',
  crime: '',
  approvedAt,
  sentOn: null,
  outcome: null,
});
const forcing = (on: string): string[] =>
  courtRefusals(
    { on, facts: '', number: '', decidedOn: '2025-04-02', urgedOn: '2025-11-03' },
    { refusedOn: '2025-04-02' },
    '2026-03-12',
    calendar,
  ).map(({ code }) => code);

/** The row as the table words it, what the rule of the product answers, and what the law gives for that start. */
const ROWS: readonly (readonly [row: string, counted: () => unknown, given: unknown])[] = [
  ['upload/record inspection, sign | same day', () => hazardTimer('found', '2026-02-15', null, calendar), '2026-02-15'],
  ['result disclosure | 20 workdays', () => discloseBy('2019-04-09', calendar), '2019-05-08'],
  ['penalty disclosure | 7 workdays', () => discloseBy('2025-09-26', calendar, 'penalty'), '2025-10-13'],
  ['withdraw disclosure | 3 workdays', () => withdrawBy('2026-04-29', calendar), '2026-05-07'],
  ['先行登记保存 | 7 workdays', () => due({ holds: [hold] }, 'hold'), '2026-09-24'],
  [
    'statement/hearing request | 5 workdays',
    () => argueBy({ isHeard: true, arrivedOn: '2025-01-24' }, DEFAULT_SETTING, calendar),
    '2025-02-07',
  ],
  [
    'hearing notice before | 7 workdays',
    () => addWorkdays('2025-09-26', HEARING_NOTICE_WORKDAYS, calendar),
    '2025-10-13',
  ],
  [
    'decision from filing | 90 days',
    () => decideTerm({ ...EMPTY, filedOn: '2026-07-03' }, { setting: DEFAULT_SETTING, calendar })?.due,
    '2026-10-08',
  ],
  ['service if absent | 7 workdays', () => due(DECIDED, 'serve'), '2025-10-13'],
  ['pay fine | 15 days', () => payBy({ servedOn: '2026-02-02', instalments: null }, calendar), '2026-02-24'],
  [
    'extra fine | 3 %/day ≤ 100 %',
    () =>
      ['2026-02-24', '2026-02-25', '2027-03-30'].map((day) =>
        extraThrough({ ...DECIDED, servedOn: '2026-02-02' }, day, calendar),
      ),
    [0, 30_000, 1_000_000],
  ],
  [
    'review / suit | 60 days / 6 months',
    () => [reconsiderBy('2026-04-02', calendar), sueBy('2026-03-31', calendar)],
    ['2026-06-01', '2026-09-30'],
  ],
  [
    'seal/seize | 30 (+30) days',
    () =>
      [null, '2026-05-01'].map(
        (extendedOn) => seizureTerm(EMPTY, { ...SEIZED, approvedOn: '2026-04-02', extendedOn }, calendar)?.due,
      ),
    ['2026-05-06', '2026-06-01'],
  ],
  [
    'urgent coercion report | 24 hours',
    () => due({ seizures: [{ ...SEIZED, urgentAt: '2026-02-14T08:30', urgency: '正在转移' }] }, 'seizure-report'),
    '2026-02-15T00:30:00.000Z',
  ],
  [
    'power-cut notice | 24 hours',
    () => earliestCut('2026-02-16T09:30:00Z', undefined, calendar),
    '2026-02-17T09:30:00.000Z',
  ],
  [
    '催告 then court | 10 days; within 3 months',
    () => [
      urgedUntil({ urgedOn: '2026-02-26' }, calendar),
      courtBy({ servedOn: '2026-03-31', challenges: [] }, calendar),
      forcing('2026-01-09'),
      forcing('2026-01-10'),
    ],
    ['2026-03-09', '2026-12-30', [], ['hazard-court-too-late']],
  ],
  [
    'criminal transfer decision / transfer | 3 days / 24 hours',
    () => [
      due({ transfer: transfer(null) }, 'transfer-decide'),
      due({ transfer: transfer('2026-02-16T06:00:00Z') }, 'transfer-send'),
    ],
    ['2026-02-24', '2026-02-17T06:00:00.000Z'],
  ],
  [
    'rectification | set per item',
    () => [15, 30, 60].map((days) => dueOf(days, '2026-04-02', calendar)?.due),
    ['2026-04-17', '2026-05-06', '2026-06-01'],
  ],
  [
    're-inspection after deadline or on application | ≤ 10 days, the bureau’s own',
    () => [10, 15].map((reinspectionDays) => reinspectBy('2026-03-02', { ...DEFAULT_SETTINGS, reinspectionDays })),
    ['2026-03-12', '2026-03-17'],
  ],
  [
    'restart review after major hazard | 10 days',
    () => hazardTimer('claimed', '2026-04-02', null, calendar),
    '2026-04-13',
  ],
  [
    'dishonesty term / early removal | 3 years / 12 months',
    () => [
      endOf(listingRulesOn('2026-03-02'), '2026-03-02'),
      ['2027-03-01', '2027-03-02'].map((today) =>
        removalRefusals({ publishedOn: '2026-03-02' }, listingRulesOn('2026-03-02'), {
          isPerformed: true,
          isClean: true,
          today,
        }).map(({ code }) => code),
      ),
      creditTimer('removal-asked', '2026-03-02', null, calendar),
    ],
    ['2029-03-01', [['credit-removal-early'], []], '2026-04-14'],
  ],
  ['archive transfer (county) | 10 years', () => transferBy(2026), '2036-12-31'],
];

/** Rows that only a whole program can show: where that is tried, in the words of that test. */
const ELSEWHERE = [
  [
    'upload/record inspection, sign | same day',
    'http/queue.test.ts',
    'counts in workdays what the law counts in workdays',
  ],
  ['log retention | ≥ 6 months: for ever, nothing can be deleted', 'core/transact.test.ts', 'DELETE FROM deed'],
] as const;

describe('the table of deadlines', () => {
  test.each(ROWS)('%s', (_row, counted, given) => {
    expect(counted()).toEqual(given);
  });

  test.each(ELSEWHERE)('%s is tried in %s', (_row, file, words) => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(words);
  });
});
