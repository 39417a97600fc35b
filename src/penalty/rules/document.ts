/** What the head signs: the decision as canonical bytes, the same for everybody. Pure. Browser-safe. @module */
import type { CanonicalObject } from 'verifiable-draw';
import type { FileSerial } from '../../core/register/number.ts';
import type { Outcome } from '../types/case.ts';
import type { Daily } from '../types/daily.ts';
import type { CaseFile } from '../types/file.ts';

/** 行政处罚决定书、不予处罚决定书 (行政处罚法 §59). */
export function decisionDocument(
  file: Pick<CaseFile, 'caseId' | 'lead' | 'report' | 'daily'>,
  outcome: Outcome,
  { bureau, serial }: { readonly bureau: string; readonly serial: FileSerial },
): CanonicalObject {
  const { party, cause } = file.lead;
  return {
    type: 'sunlot/1/penalty-decision',
    bureau,
    case: file.caseId,
    serial: `${serial.year}-${serial.serial}`,
    party: { kind: party.kind, name: party.name, creditCode: party.creditCode },
    cause,
    facts: (file.report?.facts ?? []).map(({ text }) => text),
    benchmark: file.report?.benchmark ?? '',
    grade: file.report?.grade ?? '',
    correction: file.report?.correction ?? '',
    outcome: outcomeDocument(outcome),
    ...(file.daily === null ? {} : { daily: dailyDocument(file.daily) }),
  };
}

/** What the amount is made of, so that anybody can count it again. */
function dailyDocument({ ofCaseId, order, from, until, days, perDayFen }: Daily): CanonicalObject {
  return { case: ofCaseId, order: order.number, orderedOn: order.on, from, until, days, perDayFen };
}

function outcomeDocument(outcome: Outcome): CanonicalObject {
  switch (outcome.kind) {
    case 'penalty':
      return {
        kind: outcome.kind,
        items: outcome.items.map(({ kind, fen, detail }) => ({
          kind,
          ...(fen === undefined ? {} : { fen }),
          detail: detail ?? '',
        })),
      };
    case 'no-penalty':
      return { kind: outcome.kind, ground: outcome.ground, reason: outcome.reason };
    case 'withdraw':
      return { kind: outcome.kind, reason: outcome.reason };
  }
}
