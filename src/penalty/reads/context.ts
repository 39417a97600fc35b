/** What the acts of a case are judged against, as it is stored. @module */
import type { Actor } from '../../core/actor.ts';
import type { ReadTx } from '../../core/transact.ts';
import { findUpload } from '../../core/uploads/receive.ts';
import { readCalendar } from '../../calendar/reads.ts';
import { listStandingRecusals } from '../../directory/reads/recusals.ts';
import { listEvidence } from '../../inspection/reads/evidence.ts';
import { listFieldPhotos } from '../../inspection/reads/photos.ts';
import { findVisit, listFindings } from '../../inspection/reads/visits.ts';
import { listOfficers } from '../../rectification/reads/orders.ts';
import type { CaseContext, EarlierDecision, VisitMatter } from '../rules/context.ts';
import { fineOf } from '../rules/money.ts';
import '../tables.ts';
import type { Party } from '../types/case.ts';
import type { KeptFile } from '../types/evidence.ts';
import type { CaseFile } from '../types/file.ts';
import { findCase, hasDelegation, listBenchmarks, readSetting } from './cases.ts';
import { findOrigin } from './findings.ts';

/** Penalties of the same party in other cases that stand, for 一事不再罚 and 首违. */
async function earlierDecisions(tx: ReadTx, party: Party, caseId: string | null): Promise<EarlierDecision[]> {
  const rows = await tx.db
    .selectFrom('penalty_case')
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', party.creditCode)
    .where('decided_on', 'is not', null)
    .$if(party.kind === 'person', (query) => query.where('party_name', '=', party.name))
    .$if(caseId !== null, (query) => query.where('case_id', '<>', caseId ?? ''))
    .orderBy('decided_on')
    .orderBy('case_id')
    .execute();
  return rows.flatMap(({ content: { decision, report, lead, revokedOn } }) =>
    decision?.outcome.kind !== 'penalty' || revokedOn !== null
      ? []
      : [
          {
            benchmark: report?.benchmark ?? '',
            violatedOn: lead.violatedOn,
            decidedOn: decision.on,
            hasFine: fineOf(decision.outcome) > 0,
          },
        ],
  );
}

/** Of which case, or of whom where there is none yet. */
export interface AboutCase {
  readonly party: Party;
  readonly caseId: string | null;
  readonly findingId: string | null;
  /** 按日连续处罚 rests on the decision of this case. */
  readonly baseCaseId: string | null;
}

export function aboutCase({
  lead,
  caseId,
  findingId,
  daily,
}: Pick<CaseFile, 'lead' | 'caseId' | 'findingId' | 'daily'>): AboutCase {
  return { party: lead.party, caseId, findingId, baseCaseId: daily?.ofCaseId ?? null };
}

/** Everything an act of this person on this case is judged against. `named`: the files its words name. */
export async function contextOf(
  tx: ReadTx,
  { staffId, roles }: Pick<Actor, 'staffId' | 'roles'>,
  { party, caseId, findingId, baseCaseId }: AboutCase,
  named: readonly { readonly sha256: string }[] = [],
): Promise<CaseContext> {
  const { enterpriseId } = party;
  const recusals = enterpriseId === null ? [] : await listStandingRecusals(tx, tx.today);
  return {
    staffId,
    roles,
    today: tx.today,
    now: tx.now,
    calendar: await readCalendar(tx),
    setting: (await readSetting(tx)).setting,
    benchmarks: await listBenchmarks(tx),
    officers: await listOfficers(tx),
    conflicts: recusals.flatMap((each) => (each.enterpriseId === enterpriseId ? [each.personId] : [])),
    hasDelegation: await hasDelegation(tx, staffId),
    earlier: await earlierDecisions(tx, party, caseId),
    isBaseRevoked: baseCaseId !== null && (await findCase(tx, baseCaseId))?.revokedOn !== null,
    uploads: await uploadsOf(tx, named),
    visit: await visitMatter(tx, findingId),
  };
}

async function uploadsOf(tx: ReadTx, named: readonly { readonly sha256: string }[]): Promise<CaseContext['uploads']> {
  const uploads = new Map<string, Pick<KeptFile, 'format' | 'size'>>();
  for (const { sha256 } of named) {
    const upload = await findUpload(tx, sha256);
    if (upload !== undefined) uploads.set(sha256, upload);
  }
  return uploads;
}

/** Photos, films, enclosures and findings of the visit, those that stand. */
async function visitMatter(tx: ReadTx, findingId: string | null): Promise<VisitMatter> {
  const origin = await findOrigin(tx, findingId);
  const visit = origin && (await findVisit(tx, origin.inspectionId));
  if (visit === undefined) return { pieces: [], findings: [] };
  const enclosed = (await listEvidence(tx, visit.inspectionId)).filter(({ withdrawReason }) => withdrawReason === null);
  const photos = await listFieldPhotos(tx, visit);
  const findings = await listFindings(tx, visit.inspectionId);
  return {
    pieces: [
      ...enclosed.map(({ evidenceId: photoId, sha256, name, format, size }) => ({
        photoId,
        sha256,
        name,
        format,
        size,
      })),
      ...photos.map(({ photoId, sha256, format, size, takenAt }) => ({
        photoId,
        sha256,
        name: `现场拍摄 ${takenAt.slice(0, 16).replace('T', ' ')}`,
        format,
        size,
      })),
    ],
    findings: findings
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ findingId: id, number, place, description }) => ({
        findingId: id,
        text: `${number}．${place}：${description}`,
      })),
  };
}
