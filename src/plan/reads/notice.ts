/** What the notice of an approved plan says. @module */
import { z } from 'zod';
import { portalAddress } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listRecordsAt } from '../../directory/reads/records.ts';
import { expertRefusals, officerRefusals } from '../../directory/rules.ts';
import {
  CERTIFICATE_DOMAINS,
  codesOf,
  EXPERT_STATUSES,
  OFFICER_STATUSES,
  SPECIALTIES,
} from '../../directory/types/vocabulary.ts';
import { findPublicCatalogue } from '../../items/reads.ts';
import { capacityOf } from '../rules/capacity.ts';
import type { Plan } from '../types.ts';
import { findPlanDeedAt } from './log.ts';
import type { NoticeContent, NoticeExpert, NoticeIssue, NoticeOfficer, NoticeReadership } from '../types/notice.ts';

/** What of a directory row the annexes show, as its history keeps it. */
const OfficerRow = z.object({
  certificate_number: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  /** Records from before there were joint visits have none. */
  organ: z.string().nullable().default(null),
  certificate_domains: z.array(z.enum(codesOf(CERTIFICATE_DOMAINS))),
  certificate_valid_from: z.string().nullable(),
  certificate_expires_on: z.string(),
  status: z.enum(codesOf(OFFICER_STATUSES)),
});
const ExpertRow = z.object({
  directory_number: z.string(),
  name: z.string(),
  employer: z.string().nullable(),
  title: z.string().nullable(),
  specialties: z.array(z.enum(codesOf(SPECIALTIES))),
  term_from: z.string().nullable(),
  term_to: z.string().nullable(),
  status: z.enum(codesOf(EXPERT_STATUSES)),
});

/** The notice of an approved plan; undefined before the approval. */
export async function readNotice(
  tx: ReadTx,
  plan: Plan,
  readership: NoticeReadership,
): Promise<NoticeContent | undefined> {
  const { approvedOn } = plan;
  const approvedAt = await findPlanDeedAt(tx, plan.planId, 'plan.approve');
  if (approvedOn === null || approvedAt === undefined) return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const isInternal = readership === 'internal';
  return {
    readership,
    bureau: bureau.name,
    isDemo: bureau.is_demo,
    address: `${await portalAddress(tx)}/plans/${plan.planId}`,
    plan,
    capacity: capacityOf(plan.content.capacity),
    approvedOn,
    approvedAt,
    issue: (await findIssue(tx, plan.planId)) ?? null,
    officers: (await officersAt(tx, approvedOn, approvedAt)).map((officer) =>
      isInternal ? officer : { ...officer, name: null },
    ),
    experts: (await expertsAt(tx, approvedOn, approvedAt)).map((expert) =>
      isInternal ? expert : { ...expert, name: null, employer: null },
    ),
    catalogue: (await findPublicCatalogue(tx, approvedOn)) ?? null,
  };
}

/** Under which number the notice of the plan was issued. */
export async function findIssue(tx: ReadTx, planId: string): Promise<NoticeIssue | undefined> {
  return tx.db
    .selectFrom('plan_notice')
    .select(['number', 'issued_on as issuedOn', 'copied_to as copiedTo'])
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', '=', planId)
    .executeTakeFirst();
}

/** 发文字号 by plan, of those whose notice was issued. */
export async function listNoticeNumbers(tx: ReadTx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('plan_notice')
    .select(['plan_id', 'number'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  return new Map(rows.map(({ plan_id: planId, number }) => [planId, number]));
}

async function officersAt(tx: ReadTx, day: string, instant: string): Promise<NoticeOfficer[]> {
  const rows = (await listRecordsAt(tx, 'officer', instant)).map((row) => OfficerRow.parse(row));
  return rows
    .map((row) => ({
      certificateNumber: row.certificate_number,
      name: row.name,
      department: row.department,
      domains: row.certificate_domains.map((domain) => CERTIFICATE_DOMAINS[domain]),
      certificateValidFrom: row.certificate_valid_from,
      certificateExpiresOn: row.certificate_expires_on,
      status: row.status,
      organ: row.organ,
    }))
    .filter((officer) => officer.organ === null && officerRefusals(officer, day).length === 0)
    .map(({ certificateNumber, name, department, domains, certificateExpiresOn: expiresOn }) => ({
      certificateNumber,
      name,
      department,
      domains,
      expiresOn,
    }))
    .toSorted((a, b) => compare(a.certificateNumber, b.certificateNumber));
}

async function expertsAt(tx: ReadTx, day: string, instant: string): Promise<NoticeExpert[]> {
  const rows = (await listRecordsAt(tx, 'expert', instant)).map((row) => ExpertRow.parse(row));
  return rows
    .filter(
      ({ name, status, term_from: termFrom, term_to: termTo }) =>
        expertRefusals({ name, status, termFrom, termTo }, day).length === 0,
    )
    .map((row) => ({
      directoryNumber: row.directory_number,
      name: row.name,
      employer: row.employer,
      title: row.title,
      specialties: row.specialties.map((specialty) => SPECIALTIES[specialty]),
      termTo: row.term_to,
    }))
    .toSorted((a, b) => compare(a.directoryNumber, b.directoryNumber));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
