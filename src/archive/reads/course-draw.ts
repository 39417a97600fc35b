/** The course of a draw as far as the archive asks for it: what its file needs, and what of it is there. @module */
import { heldTo } from '../../core/log/witnesses.ts';
import type { ReadTx } from '../../core/transact.ts';
import { findDraw, listDrawDeeds, type DrawDeed, type DrawRow } from '../../draw/reads/progress.ts';
import { findRecord, listRecordSignatures } from '../../draw/reads/record.ts';
import { findBundle, findOutcome, type Outcome, type StoredBundle } from '../../draw/reads/result.ts';
import { listSubstitutions, type Substitution } from '../../draw/reads/substitutions.ts';
import { isPublic } from '../../draw/rules/result.ts';
import { isSealed, isSecretEntry } from '../../draw/rules/sealed.ts';
import { RECORD_SIGNERS, type RecordSignature } from '../../draw/types/record.ts';
import type { DrawCourse, DrawPaper } from '../rules/requirements-draw.ts';

/** Everything that is known of a draw whose volume is made. */
export interface DrawMatter {
  readonly draw: DrawRow;
  /** In the order of the log; of a draw that is sealed for ever, those that its bundle shows. */
  readonly deeds: readonly DrawDeed[];
  readonly outcome: Outcome | undefined;
  readonly bundle: StoredBundle | undefined;
  /** How many witnesses the announcement was held to. */
  readonly quorum: number;
  /** As its first signature settled it. */
  readonly record: { readonly sha256: string } | undefined;
  readonly signatures: readonly RecordSignature[];
  readonly substitutions: readonly Substitution[];
}

/** @throws when this bureau has no such draw */
export async function readDrawMatter(tx: ReadTx, drawId: string): Promise<DrawMatter> {
  const draw = await findDraw(tx, drawId);
  if (draw === undefined) throw new Error(`no draw ${drawId}`);
  const deeds = await listDrawDeeds(tx, drawId);
  const isHidden = isSealed(draw);
  return {
    draw,
    deeds: isHidden ? deeds.filter(({ kind, source }) => !isSecretEntry(kind, { source })) : deeds,
    outcome: isHidden ? undefined : await findOutcome(tx, drawId),
    bundle: await findBundle(tx, drawId),
    quorum: (await heldTo(tx, draw.announced_at ?? tx.now)).quorum,
    record: await findRecord(tx, drawId),
    signatures: await listRecordSignatures(tx, drawId),
    substitutions: isHidden ? [] : await listSubstitutions(tx, drawId),
  };
}

/**
 * The day on which a draw was over for the archive: its result became public, or it was void. Undefined before: a sealed one that is
 * void without a result has nothing to open, so it is over with the voiding.
 */
export async function drawEndedAt(tx: ReadTx, draw: DrawRow): Promise<string | undefined> {
  const deeds = await listDrawDeeds(tx, draw.draw_id);
  const done = (kind: string): string | undefined => deeds.find((deed) => deed.kind === kind)?.at;
  if (isPublic(draw)) return draw.opened_at ?? draw.voided_at ?? done('draw.confirm');
  const isBarren = isSealed(draw) && draw.voided_at !== null && draw.seq !== null;
  return isBarren && done('draw.complete') === undefined ? (draw.voided_at ?? undefined) : undefined;
}

export function drawCourse({ draw, outcome, substitutions, quorum }: DrawMatter): DrawCourse {
  return {
    isVoid: draw.voided_at !== null,
    hasResult: outcome !== undefined,
    isChanged: substitutions.length > 0,
    isWitnessed: quorum > 0,
  };
}

export function drawHas(matter: DrawMatter): DrawPaper[] {
  const { draw, outcome, bundle, deeds, quorum, record, signatures, substitutions } = matter;
  const isSettled = substitutions.every(({ state }) => state === 'substituted' || state === 'rejected');
  const isSigned = record !== undefined && signatures.length === Object.keys(RECORD_SIGNERS).length;
  // Secret entries of a draw that is sealed for ever are in no list of ours, but its bundle counts them.
  const isWhole = bundle !== undefined && bundle.lastSeq >= (deeds.at(-1)?.seq ?? 0);
  return [
    'plan',
    'config',
    'announcement',
    'snapshot',
    'publication',
    'log',
    ...(outcome === undefined ? [] : (['sources', 'result'] as const)),
    ...(isSigned ? (['record'] as const) : []),
    ...(substitutions.length > 0 && isSettled ? (['change'] as const) : []),
    ...(draw.voided_at === null ? [] : (['void'] as const)),
    ...(isWhole ? (['bundle'] as const) : []),
    ...(isWhole && quorum > 0 && bundle.quorum >= quorum ? (['witness'] as const) : []),
  ];
}
