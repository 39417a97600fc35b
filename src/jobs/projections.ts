/**
 * Rows that follow from deeds, compared with the deeds: as far as a deed carries the fact or its hash (docs/adr/0061). Whoever changes such
 * a row behind the program's back is found, although the log itself is whole. @module
 */
import { sql, type RawBuilder } from 'kysely';
import { knowingAll, type ReadTx } from '../core/transact.ts';

export interface ProjectionDifference {
  /** Which comparison. */
  readonly name: string;
  /** The row's id. */
  readonly id: string;
  /** The last deed about it, if there is one. */
  readonly seq: number | undefined;
  /** A row without its deed, a deed without its row, another value than the deed's, a content that is not what its hash says. */
  readonly what: 'no-deed' | 'no-row' | 'differs' | 'content';
}

export interface ProjectionReport {
  /** Rows that were compared, by comparison. */
  readonly compared: Readonly<Record<string, number>>;
  /** Comparisons whose tables this login may not read. */
  readonly unread: readonly string[];
  /** At most a hundred. */
  readonly differences: readonly ProjectionDifference[];
}

/** One comparison. Deeds and rows meet by a key, of which the last deed counts. */
interface Projection {
  readonly name: string;
  readonly kinds: readonly string[];
  /** Of the deed `d` with its `facts`. */
  readonly deedKey: RawBuilder<unknown>;
  readonly said: RawBuilder<unknown>;
  readonly table: string;
  /** Of the row `t`. */
  readonly rowKey: RawBuilder<unknown>;
  /** NULL while no deed has to speak of the row. */
  readonly stored: RawBuilder<unknown>;
  /** Whether the content is what the stored hash says. */
  readonly isContent?: RawBuilder<unknown>;
}

const SUBJECT = sql`d.subject_id`;
const fact = (name: string): RawBuilder<unknown> => sql`facts->>${sql.lit(name)}`;
const sha256Of = (column: string): RawBuilder<unknown> => sql`encode(sha256(${sql.ref(column)}), 'hex')`;
/** A document of a draw is a leaf of its suite; SM3 is not a function of every server, and `sunlot verify` on the bundle knows both. */
const leafOf = (column: string, hash: string): RawBuilder<unknown> =>
  sql`(SELECT (v.config->>'suite') = 'vd1-sm3' OR encode(sha256('\\x00'::bytea || ${sql.ref(column)}), 'hex') = ${sql.ref(hash)}
    FROM draw v WHERE v.bureau_id = t.bureau_id AND v.draw_id = t.draw_id)`;

export const PROJECTIONS: readonly Projection[] = [
  {
    name: '抽取公告',
    kinds: ['draw.announce'],
    deedKey: SUBJECT,
    said: fact('document'),
    table: 'draw',
    rowKey: sql`t.draw_id::text`,
    stored: sql`t.announcement_hash`,
    isContent: leafOf('t.announcement', 't.announcement_hash'),
  },
  {
    name: '抽取结果',
    kinds: ['draw.confirm'],
    deedKey: SUBJECT,
    said: fact('document'),
    table: 'draw_result',
    rowKey: sql`t.draw_id::text`,
    // Computed before it is confirmed, and of a void draw never.
    stored: sql`CASE WHEN (SELECT v.state IN ('confirmed', 'released') FROM draw v WHERE v.bureau_id = t.bureau_id AND v.draw_id = t.draw_id)
      THEN t.result_hash END`,
    isContent: leafOf('t.result', 't.result_hash'),
  },
  {
    name: '现场检查记录',
    kinds: ['inspection.sign-off'],
    deedKey: SUBJECT,
    said: fact('document'),
    table: 'inspection',
    rowKey: sql`t.inspection_id::text`,
    stored: sql`CASE WHEN t.signed_on IS NOT NULL THEN t.record_hash END`,
    isContent: sql`${sha256Of('t.record')} = t.record_hash`,
  },
  {
    name: '责令限期整改指令书',
    kinds: ['rectification.serve'],
    deedKey: SUBJECT,
    said: fact('document'),
    table: 'rectification_order',
    rowKey: sql`t.order_id::text`,
    stored: sql`t.document_hash`,
    isContent: sql`${sha256Of('t.document')} = t.document_hash`,
  },
  {
    name: '公示内容',
    kinds: ['disclosure.publish', 'disclosure.correct'],
    deedKey: sql`d.subject_id || '/' || (facts->>'version')`,
    said: fact('document'),
    table: 'disclosure_snapshot',
    rowKey: sql`t.entry_id || '/' || t.version`,
    stored: sql`t.hash`,
  },
  {
    name: '签发的文书',
    kinds: ['inspection.issue-document', 'inspection.issue-notice'],
    deedKey: fact('document'),
    said: fact('sha256'),
    table: 'document',
    rowKey: sql`t.document_id::text`,
    // Documents of other files are registered by deeds that name their number, not their hash.
    stored: sql`(SELECT t.sha256 FROM deed x WHERE x.bureau_id = t.bureau_id AND x.kind IN ('inspection.issue-document', 'inspection.issue-notice')
      AND x.subject_id = t.file_id::text AND convert_from(x.entry, 'UTF8')::jsonb->'facts'->>'document' = t.document_id::text LIMIT 1)`,
  },
  {
    name: '现场证据',
    kinds: ['inspection.attach-evidence'],
    deedKey: fact('evidence'),
    said: fact('file'),
    table: 'evidence',
    rowKey: sql`t.evidence_id::text`,
    stored: sql`t.sha256`,
  },
  {
    name: '年度计划',
    kinds: ['plan.approve'],
    deedKey: SUBJECT,
    said: fact('hash'),
    table: 'annual_plan',
    rowKey: sql`t.plan_id::text`,
    stored: sql`CASE WHEN t.state NOT IN ('draft', 'in-review') THEN t.hash END`,
  },
  {
    name: '抽查事项清单',
    kinds: ['items.publish'],
    deedKey: SUBJECT,
    said: fact('hash'),
    table: 'item_catalogue',
    rowKey: sql`t.edition::text`,
    stored: sql`t.hash`,
  },
  {
    name: '放假通知',
    kinds: ['calendar.load-notice'],
    deedKey: sql`d.subject_id || '/' || (facts->>'revision')`,
    said: fact('hash'),
    table: 'calendar_notice',
    rowKey: sql`t.year || '/' || t.revision`,
    stored: sql`t.hash`,
  },
  {
    name: '见证方',
    kinds: ['log-witness.enroll'],
    deedKey: SUBJECT,
    said: fact('vkey'),
    table: 'witness',
    rowKey: sql`t.witness_id::text`,
    stored: sql`t.vkey`,
  },
  {
    name: '见证规则',
    kinds: ['log-witness.set-policy'],
    deedKey: fact('version'),
    said: sql`(facts->>'quorum') || '/' || (facts->>'silentMinutes')`,
    table: 'witness_policy',
    rowKey: sql`t.version::text`,
    stored: sql`t.quorum || '/' || t.silent_minutes`,
  },
];

const MOST_KEPT = 100;

interface Difference {
  readonly id: string;
  readonly seq: number | null;
  readonly what: ProjectionDifference['what'];
}

/** Compares every projection of the transaction's bureau, sealed rows too: what it answers are ids. */
export async function compareProjections(tx: ReadTx): Promise<ProjectionReport> {
  const compared: Record<string, number> = {};
  const unread: string[] = [];
  const differences: ProjectionDifference[] = [];
  for (const projection of PROJECTIONS) {
    if (!(await mayRead(tx, projection.table))) {
      unread.push(projection.name);
      continue;
    }
    const { rows, count } = await knowingAll(tx, () => compare(tx, projection));
    compared[projection.name] = count;
    for (const { id, seq, what } of rows) differences.push({ name: projection.name, id, seq: seq ?? undefined, what });
  }
  return { compared, unread, differences: differences.slice(0, MOST_KEPT) };
}

async function mayRead(tx: ReadTx, table: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`SELECT has_table_privilege(${table}, 'SELECT') AS may`.execute(tx.db);
  return rows[0]?.may === true;
}

async function compare(
  tx: ReadTx,
  { kinds, deedKey, said, table, rowKey, stored, isContent = sql`true` }: Projection,
): Promise<{ readonly rows: readonly Difference[]; readonly count: number }> {
  const of = sql`
    WITH said AS (
      SELECT DISTINCT ON (key) key, seq, value FROM (
        SELECT ${deedKey} AS key, d.seq, ${said} AS value
        FROM deed d, LATERAL (SELECT convert_from(d.entry, 'UTF8')::jsonb->'facts' AS facts) f
        WHERE d.bureau_id = ${tx.bureauId} AND d.kind IN (${sql.join(kinds)})) each
      ORDER BY key, seq DESC),
    kept AS (
      SELECT ${rowKey} AS key, ${stored} AS value, coalesce(${isContent}, true) AS is_content
      FROM ${sql.table(table)} t WHERE t.bureau_id = ${tx.bureauId}),
    both_sides AS (
      SELECT coalesce(said.key, kept.key) AS id, said.seq, CASE
        WHEN kept.key IS NULL THEN 'no-row'
        WHEN said.key IS NULL AND kept.value IS NOT NULL THEN 'no-deed'
        WHEN said.key IS NOT NULL AND said.value IS DISTINCT FROM kept.value THEN 'differs'
        WHEN NOT kept.is_content THEN 'content' END AS what
      FROM said FULL JOIN kept ON kept.key = said.key WHERE said.key IS NOT NULL OR kept.value IS NOT NULL)`;
  const { rows } = await sql<Difference>`${of}
    SELECT id, seq, what FROM both_sides WHERE what IS NOT NULL ORDER BY seq, id LIMIT ${MOST_KEPT}`.execute(tx.db);
  const counted = await sql<{ count: number }>`${of} SELECT count(*) AS count FROM both_sides`.execute(tx.db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}
