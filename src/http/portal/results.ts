/** Pages and files of results. @module */
import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import {
  findPublicEntry,
  listPublishedResults,
  listResultSubdistricts,
  type PublishedResult,
} from '../../disclosure/reads/published.ts';
import { listPublicExposures, publicWordsOf } from '../../disclosure/reads/exposures.ts';
import { publicObjectionsOf } from '../../disclosure/reads/public-objections.ts';
import { penaltiesOfVisit } from '../../disclosure/reads/public-penalties.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import { publicProgress } from '../../rectification/reads/public.ts';
import { portalExposures } from '../../web/portal/exposures.ts';
import { portalResult, portalWithdrawn } from '../../web/portal/result.ts';
import { portalResults, type ResultRow } from '../../web/portal/results.ts';
import type { Page } from '../portal.ts';
import { gone } from './gone.ts';

const PAGE_SIZE = 20;

/** What cannot be a condition counts as not given; the form shows what was understood. */
const Filter = z.object({
  q: z.string().optional().catch(undefined),
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional()
    .catch(undefined),
  conclusion: z.enum(codesOf(CONCLUSIONS)).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
});

export const resultsPage: Page = async (tx, { frame, query }) => {
  const { page, ...filter } = Filter.parse(query);
  const { total, rows } = await listPublishedResults(tx, {
    ...filter,
    subdistrictCode: filter.subdistrict,
    page,
    size: PAGE_SIZE,
  });
  return portalResults(frame, {
    filter,
    subdistricts: await listResultSubdistricts(tx),
    total,
    page,
    pages: Math.ceil(total / PAGE_SIZE),
    rows: rows.map(toRow),
  });
};

export const resultPage: Page = async (tx, { frame, params }) => {
  const id = z.uuid().safeParse(params['entryId']);
  const entry = id.success ? await findPublicEntry(tx, id.data) : undefined;
  if (!id.success || entry === undefined) return undefined;
  if (entry.state === 'withdrawn') return gone(portalWithdrawn(frame, entry));
  const [latest, ...earlier] = entry.versions;
  if (latest === undefined) throw new Error(`entry ${params['entryId']} is published without a version`);
  return portalResult(frame, {
    entryId: id.data,
    objections: (await publicObjectionsOf(tx, [id.data])).get(id.data) ?? [],
    today: tx.today,
    versions: [latest, ...earlier],
    draw: await drawOf(tx, latest.content),
    progress: await publicProgress(tx, entry.inspectionId),
    words: await publicWordsOf(tx, entry.inspectionId),
    penalties: await penaltiesOfVisit(tx, entry.inspectionId),
  });
};

export const exposuresPage: Page = async (tx, { frame }) => portalExposures(frame, await listPublicExposures(tx));

/** The public page of a draw by its inner id. */
async function drawOf(
  tx: ReadTx,
  { drawId, enterprise }: PublishedResult['content'],
): Promise<{ readonly href: string; readonly title: string; readonly verifyHref: string } | undefined> {
  const publicId = (await publicIdsOf(tx, [drawId])).get(drawId);
  const draw = (await publishedDraws(tx)).find((each) => each.publicId === publicId);
  return (
    draw && {
      href: `/draws/${draw.publicId}`,
      title: draw.name,
      verifyHref: `/verify?draw=${draw.publicId}&unit=${enterprise.creditCode}`,
    }
  );
}

/** Public ids of draws by their inner ids. */
export async function publicIdsOf(tx: ReadTx, drawIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'public_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where(sql<boolean>`draw_id = ANY(${[...drawIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.draw_id, row.public_id]));
}

export function toRow({ entryId, publishedOn, content }: PublishedResult): ResultRow {
  return {
    entryId,
    enterprise: content.enterprise.name,
    creditCode: content.enterprise.creditCode,
    subdistrict: content.enterprise.subdistrict,
    inspectedOn: content.inspectedOn,
    conclusion: content.conclusion,
    findings: content.findings.length,
    publishedOn,
  };
}
