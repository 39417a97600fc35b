/** Pages and files of results. @module */
import { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { codesOf, SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import {
  findPublicEntry,
  listPublishedResults,
  listResultSubdistricts,
  type PublishedResult,
} from '../../disclosure/reads/published.ts';
import { listPublicExposures, publicWordsOf } from '../../disclosure/reads/exposures.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../../inspection/types/visit.ts';
import { publicProgress } from '../../rectification/reads/public.ts';
import { openDataText } from '../../web/kit/strings/portal-pages.zh.ts';
import { portalExposures } from '../../web/portal/exposures.ts';
import { portalResult, portalWithdrawn } from '../../web/portal/result.ts';
import { portalResults, type ResultRow } from '../../web/portal/results.ts';
import type { Page, Visit } from '../portal.ts';
import { csvOf } from './csv.ts';

const PAGE_SIZE = 20;
/** More than any bureau publishes; the files are made in one piece. */
const EVERYTHING = 1_000_000;

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
  if (entry === undefined) return undefined;
  if (entry.state === 'withdrawn') return portalWithdrawn(frame, entry);
  const [latest, ...earlier] = entry.versions;
  if (latest === undefined) throw new Error(`entry ${params['entryId']} is published without a version`);
  return portalResult(frame, {
    versions: [latest, ...earlier],
    draw: await drawOf(tx, latest.content.drawId),
    progress: await publicProgress(tx, entry.inspectionId),
    words: await publicWordsOf(tx, entry.inspectionId),
  });
};

export const exposuresPage: Page = async (tx, { frame }) => portalExposures(frame, await listPublicExposures(tx));

/** The public page of a draw by its inner id. */
async function drawOf(
  tx: ReadTx,
  drawId: string,
): Promise<{ readonly href: string; readonly title: string } | undefined> {
  const row = await tx.db
    .selectFrom('draw')
    .select('public_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
  const draw = (await publishedDraws(tx)).find(({ publicId }) => publicId === row?.public_id);
  return draw && { href: `/draws/${draw.publicId}`, title: draw.name };
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

/** One line for every finding, the visit repeated on each; a visit without findings has one line. */
export async function resultsCsv(tx: ReadTx): Promise<string> {
  const { rows } = await listPublishedResults(tx, { page: 1, size: EVERYTHING });
  const lines = [Object.keys(openDataText.columns), ...rows.flatMap(linesOf)];
  return csvOf(lines);
}

function linesOf({ entryId, version, publishedOn, hash, content }: PublishedResult): string[][] {
  const { bureau, enterprise, inspectedOn, items, conclusion, findings } = content;
  const visit = [
    entryId,
    String(version),
    publishedOn,
    bureau,
    enterprise.name,
    enterprise.creditCode,
    enterprise.subdistrictCode,
    enterprise.subdistrict,
    SAFETY_DOMAINS[enterprise.safetyDomain],
    inspectedOn,
    items.map(({ code }) => code).join('、'),
    CONCLUSIONS[conclusion],
  ];
  const found = findings.map(({ number, itemName, text, level, measureKind, dueOn }) => [
    String(number),
    itemName,
    text,
    FINDING_LEVELS[level],
    MEASURES[measureKind],
    dueOn ?? '',
  ]);
  return (found.length === 0 ? [['', '', '', '', '', '']] : found).map((cells) => [...visit, ...cells, hash]);
}

export async function resultsJson(tx: ReadTx, { frame }: Visit): Promise<string> {
  const { rows } = await listPublishedResults(tx, { page: 1, size: EVERYTHING });
  const results = rows.map(({ entryId, version, publishedOn, hash, content }) => ({
    id: entryId,
    version,
    publishedOn,
    hash,
    ...content,
  }));
  return JSON.stringify({ bureau: frame.bureau.name, asOf: frame.asOf, results });
}
