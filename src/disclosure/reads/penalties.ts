/** Penalty decisions on their way to the public. @module */
import { documentNumber } from '../../core/register/number.ts';
import { findSerial } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import { findCase, listBenchmarks } from '../../penalty/reads/cases.ts';
import { appliedBenchmark } from '../../penalty/rules/outcome.ts';
import { SERIES } from '../../penalty/types/documents.ts';
import { maskedName } from '../rules/protected/persons.ts';
import { inClass, proposedClass } from '../rules/publicity.ts';
import type { PublicPenalty } from '../types/penalty.ts';

/** 决定书文号 takes the category 罚 (domain §12.1). */
const CATEGORY = '罚';

/** The public copy of a decision, built from allowed fields only; undefined when nobody was punished. Its words are still those of the case. */
export async function publicPenaltyOf(tx: ReadTx, caseId: string): Promise<PublicPenalty | undefined> {
  const file = await findCase(tx, caseId);
  const decision = file?.decision ?? null;
  if (file === undefined || decision === null || decision.outcome.kind !== 'penalty') return undefined;
  const { lead, report, procedure } = file;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const serial = await findSerial(tx, SERIES, caseId);
  if (serial === undefined) throw new Error(`case ${caseId} was decided without a serial`);
  const applied =
    report === null
      ? undefined
      : appliedBenchmark(
          await listBenchmarks(tx),
          { code: report.benchmark, grade: report.grade },
          { violatedOn: lead.violatedOn, today: decision.on },
        );
  const { items } = decision.outcome;
  const isPerson = lead.party.kind === 'person';
  return inClass(
    {
      bureau: bureau.name,
      party: lead.party.kind,
      enterprise: {
        name: isPerson ? maskedName(lead.party.name) : lead.party.name,
        creditCode: isPerson ? '' : lead.party.creditCode,
      },
      number: documentNumber((await readSettings(tx)).settings, CATEGORY, serial, 1),
      decidedOn: decision.on,
      cause: lead.cause,
      facts: report === null ? [lead.facts] : report.facts.map(({ text }) => text),
      violates: applied?.benchmark.violates ?? '',
      basis: applied?.benchmark.basis ?? '',
      items: items.map(({ kind, fen, detail }) => ({ kind, fen: fen ?? null, detail: detail ?? '' })),
    },
    proposedClass(
      procedure,
      items.map(({ kind }) => kind),
    ),
  );
}

/** Accounts that handle the case: they answer for its words. */
export async function handlersOfCase(tx: ReadTx, caseId: string): Promise<string[]> {
  return (await findCase(tx, caseId))?.handlers.map(({ staffId }) => staffId) ?? [];
}
