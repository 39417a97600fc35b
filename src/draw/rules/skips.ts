/** Why somebody came before in the random order of a seat and yet another holds it (顺延). Pure. @module */
import {
  compareBytes,
  deriveKeys,
  fromHex,
  sha256Suite,
  ticket,
  type Announcement,
  type DetailsDocument,
  type PersonLeaf,
  type Templates,
} from 'verifiable-draw';
import type { RecordSkip, SkipReason } from '../types/record.ts';

/** People who recuse themselves, by enterprise; all by their public ids. */
export type Recusals = ReadonlyMap<string, ReadonlySet<string>>;

/** What was announced and drawn, as far as it says why a seat is held by whom. */
export interface SeatBasis {
  readonly announcement: Announcement;
  readonly details: DetailsDocument;
  readonly recusals: Recusals;
  /** Frozen officers and experts. */
  readonly people: readonly PersonLeaf[];
}

interface Passed {
  readonly id: string;
  readonly reason: SkipReason;
}

/** Every seat at which somebody was passed over, officers before experts, in the order in which the seats were fixed. */
export function skipsOf(
  basis: SeatBasis,
  enterpriseName: (id: string) => string,
  personName: (id: string) => string | null,
): RecordSkip[] {
  const { teams, experts, prk } = basis.details;
  const keys = deriveKeys(sha256Suite, fromHex(prk, 32));
  const member = (id: string) => ({ id, name: personName(id) });
  return [
    ...teams.trace.map((step) => ({ step, key: keys.assignPair, templates: basis.announcement.assign.slots })),
    ...(experts?.trace ?? []).map((step) => ({
      step,
      key: keys.expertPair,
      templates: basis.announcement.assign.experts ?? {},
    })),
  ].flatMap(({ step, key, templates }) => {
    const passed = passedOver(basis, step, key, templates);
    const { enterprise, seat } = seatOf(step.slot);
    if (passed.length === 0) return [];
    return [
      {
        enterprise: enterpriseName(enterprise),
        seat,
        chosen: member(step.officer),
        skipped: passed.map(({ id, reason }) => ({ ...member(id), reason })),
      },
    ];
  });
}

type Step = DetailsDocument['teams']['trace'][number];

/** In ticket order: who fits the seat, came before its holder, and was kept from it. */
function passedOver(
  basis: SeatBasis,
  { slot, officer, skipped }: Step,
  key: Uint8Array,
  templates: Templates,
): Passed[] {
  const { enterprise, seat } = seatOf(slot);
  const seatKey = ticket(sha256Suite, key, 0, slot);
  const place = (id: string): Uint8Array => ticket(sha256Suite, seatKey, 0, id);
  const recused = basis.recusals.get(enterprise) ?? new Set<string>();
  const stratum = basis.details.selected.find(({ id }) => id === enterprise)?.stratum ?? '';
  const asked = templates[stratum]?.[seat]?.all;
  const stoodBack = basis.people
    .filter(({ id, tags }) => recused.has(id) && asked?.every((tag) => tags.includes(tag)) === true)
    .filter(({ id }) => compareBytes(place(id), place(officer)) < 0);
  return [
    ...skipped.map((id) => ({ id, reason: 'matched' as const })),
    ...stoodBack.map(({ id }) => ({ id, reason: 'recused' as const })),
  ].toSorted((a, b) => compareBytes(place(a.id), place(b.id)));
}

function seatOf(slot: string): { readonly enterprise: string; readonly seat: number } {
  const at = slot.lastIndexOf('#');
  return { enterprise: slot.slice(0, at), seat: Number(slot.slice(at + 1)) };
}
