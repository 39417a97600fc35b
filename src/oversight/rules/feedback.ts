/** 普遍性问题, and what may follow what in a 通报 (docs/adr/0053). Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import type { Duties, OwedIn } from '../../core/turns.ts';
import {
  BULLETIN_STATES,
  REPLY_STATES,
  type BulletinState,
  type CommonProblem,
  type ReplyState,
  type Thresholds,
} from '../types/feedback.ts';

/** One finding of a batch, as the rule counts it. */
export interface CountedFinding {
  readonly inspectionId: string;
  /** Of the item it was found under. */
  readonly code: string;
  readonly name: string;
}

/**
 * Problems that enough units of a batch have: a share of those visited, or a number, whichever is reached first. A unit
 * counts once, however often it was found there. The most frequent first.
 */
export function commonProblems(
  findings: readonly CountedFinding[],
  visited: number,
  { percent, units }: Thresholds,
): CommonProblem[] {
  return [...Map.groupBy(findings, ({ code }) => code)]
    .map(([code, found]) => ({
      code,
      name: found[0]?.name ?? code,
      units: new Set(found.map(({ inspectionId }) => inspectionId)).size,
    }))
    .filter((problem) => problem.units >= units || problem.units * 100 >= percent * visited)
    .map((problem) => ({ ...problem, share: Math.floor((problem.units * 10_000) / visited) }))
    .toSorted((a, b) => b.units - a.units || a.code.localeCompare(b.code));
}

/** The last day to reply: calendar days, since the bureau sets it and not the law. */
export function replyBy(issuedOn: string, { replyDays }: Thresholds): string {
  return addDays(issuedOn, replyDays);
}

/** Why a 通报 may not be issued: it is out, other words were seen, or the same person drafted it. */
export function issueRefusals(
  bulletin: { readonly state: BulletinState; readonly hash: string; readonly draftedBy: string },
  seen: string,
  staffId: string,
): Refusal[] {
  return [
    ...(bulletin.state === 'draft'
      ? []
      : [{ code: 'bulletin-issued', facts: { state: BULLETIN_STATES[bulletin.state] } }]),
    ...(bulletin.hash === seen ? [] : [{ code: 'bulletin-changed' }]),
    ...(bulletin.draftedBy === staffId ? [{ code: 'bulletin-own-draft' }] : []),
  ];
}

/** From where each step with a reply leads to where; what is settled is never left. */
export const REPLY_MOVES = {
  'feedback.record-reply': { from: 'awaiting', to: 'replied' },
  'feedback.settle-reply': { from: 'replied', to: 'settled' },
  'feedback.return-reply': { from: 'replied', to: 'awaiting' },
} as const satisfies Readonly<Record<string, { readonly from: ReplyState; readonly to: ReplyState }>>;
export type ReplyDeed = keyof typeof REPLY_MOVES;

export function replyRefusals(deed: ReplyDeed, state: ReplyState): Refusal[] {
  const { from } = REPLY_MOVES[deed];
  if (from === state) return [];
  return [{ code: 'reply-state', facts: { state: REPLY_STATES[state], allowed: [REPLY_STATES[from]] } }];
}

export const feedbackDuties = {
  'feedback.draft': {
    deed: 'feedback.draft',
    owners: ['group-office'],
    unit: 'day',
    why: '本批检查全部结束，有普遍性问题，应向各街镇及其相关部门通报反馈',
  },
  'feedback.issue': { deed: 'feedback.issue', owners: ['head'], unit: 'day', why: '通报已草拟，由局长印发' },
  'feedback.record-reply': {
    deed: 'feedback.record-reply',
    owners: ['group-office'],
    unit: 'day',
    why: '街镇、科室应在通报写明的期限内回复，收到后登记，逾期的催办',
  },
  'feedback.settle-reply': {
    deed: 'feedback.settle-reply',
    owners: ['group-office'],
    unit: 'day',
    why: '已收到回复，核实后写明落实情况，或写明理由退回',
  },
} as const satisfies Duties;

/** A batch whose visits are over without an issued 通报 owes one, when something was common. */
export const BATCH_OWED: OwedIn<'over' | 'told', typeof feedbackDuties> = { over: ['feedback.draft'], told: [] };
export const BULLETIN_OWED: OwedIn<BulletinState, typeof feedbackDuties> = { draft: ['feedback.issue'], issued: [] };
export const REPLY_OWED: OwedIn<ReplyState, typeof feedbackDuties> = {
  awaiting: ['feedback.record-reply'],
  replied: ['feedback.settle-reply'],
  settled: [],
};
