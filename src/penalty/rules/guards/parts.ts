/** What several guards ask. Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import { officersRefusals } from '../../../rectification/rules/order.ts';
import type { Outcome, Service } from '../../types/case.ts';
import type { CaseFile } from '../../types/file.ts';
import { officerById, type CaseContext } from '../context.ts';

/** A day that somebody writes down lies between two others. */
export function dayRefusals(
  day: string,
  at: string,
  { from, to }: { readonly from: string; readonly to: string },
): Refusal[] {
  if (day > to) return [{ code: 'case-day-later', at, facts: { to } }];
  return day < from ? [{ code: 'case-day-before', at, facts: { from } }] : [];
}

/** Two officers with valid certificates, none of whom must keep away (行政处罚法 §42, §43). */
export function pairRefusals(
  officerIds: readonly string[],
  context: CaseContext,
  day: string,
  at = 'officerIds',
): Refusal[] {
  const refusals = officersRefusals(officerIds, context.officers, day).map((refusal) =>
    refusal.at === 'officerIds' ? { ...refusal, at } : refusal,
  );
  for (const id of new Set(officerIds)) {
    const officer = officerById(context, id);
    if (officer === undefined) continue;
    if (context.conflicts.includes(id))
      refusals.push({ code: 'case-officer-conflict', at, facts: { name: officer.name } });
    if (officer.staffId === null) refusals.push({ code: 'case-officer-no-account', at, facts: { name: officer.name } });
  }
  return refusals;
}

/** 送达: days in order, two officers, the witness of what was left, the consent to electronic means. `at` is the field. */
export function serviceRefusals(
  { address }: Pick<CaseFile, 'address'>,
  service: Service,
  context: CaseContext,
  from: string,
): Refusal[] {
  const refusals = [
    ...dayRefusals(service.on, 'service.on', { from, to: context.today }),
    ...pairRefusals(service.officerIds, context, service.on, 'service.officerIds'),
  ];
  if (service.means === 'left' && (service.witness ?? '') === '')
    refusals.push({ code: 'case-witness-missing', at: 'service.witness' });
  if (service.means === 'electronic' && address?.isElectronic !== true)
    refusals.push({ code: 'case-consent-missing', at: 'service.means' });
  return refusals;
}

/** Nobody who investigated is asked to take another's place in the same case. */
export function replacementRefusals(
  file: CaseFile,
  leaving: string,
  replacementId: string,
  context: CaseContext,
): Refusal[] {
  const at = 'replacementId';
  const stays = file.handlers.filter(({ officerId }) => officerId !== leaving).map(({ officerId }) => officerId);
  if (stays.length === file.handlers.length) return [{ code: 'case-handler-unknown', at: 'officerId' }];
  const refusals = pairRefusals([...stays, replacementId], context, context.today, at);
  const officer = officerById(context, replacementId);
  if (replacementId === leaving) refusals.push({ code: 'case-replacement-same', at });
  const other = (['reviewer', 'presider', 'decider'] as const).find((seat) =>
    file.seats[seat].includes(officer?.staffId ?? ''),
  );
  if (other !== undefined) refusals.push({ code: 'case-replacement-apart', at, facts: { name: officer?.name ?? '' } });
  return refusals;
}

export function undecidedRecusals({ recusals }: CaseFile): Refusal[] {
  return recusals.some(({ outcome }) => outcome === null) ? [{ code: 'recusal-undecided' }] : [];
}

/** What the party was told last. */
export function toldOutcome({ notices }: Pick<CaseFile, 'notices'>): Outcome | undefined {
  return notices.at(-1)?.outcome;
}
