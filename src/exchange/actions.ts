/** 保存字段对应, 导出, 登记回执. @module */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineDeed, documentHash } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { findUpload } from '../core/uploads/receive.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { exchangeDeeds } from './deeds.ts';
import { exportFile } from './documents/file.ts';
import { findBatch, findMapping, listPending, seenHash } from './reads/packs.ts';
import { mappingRefusals, missingIn, receiptRefusals } from './rules.ts';
import { BatchId, FORMATS, Mapping, PackName } from './types.ts';
import { PACKS } from './types/packs.ts';
import { insertBatch, insertMapping, keepReceipt, rejectRow, takeNumber } from './writes.ts';

/** Rows of one file; more go out with the next. */
const MOST_ROWS = 20_000;
const MOST_REJECTED = 2_000;
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const setMapping = defineDeed({
  kind: 'exchange.set-mapping',
  rule: exchangeDeeds['exchange.set-mapping'],
  /** `version` is the one that was on the screen. */
  input: z.object({ pack: PackName, version: z.int().min(0), mapping: Mapping }),
  output: z.object({ version: z.int() }),
  run: async (tx, { pack, version, mapping }) => {
    const refusals = mappingRefusals(mapping, PACKS[pack].source);
    if (refusals.length > 0) return refuse(refusals);
    const standing = await findMapping(tx, pack);
    if (standing.version !== version || !(await insertMapping(tx, pack, version + 1, mapping)))
      return refuse([{ code: 'exchange-mapping-moved' }]);
    tx.record({
      kind: 'exchange.set-mapping',
      subject: `exchange/${pack}`,
      facts: { version: version + 1, columns: mapping.columns.length, mapping: documentHash(mapping) },
    });
    return ok({ version: version + 1 });
  },
});

export const exportPack = defineDeed({
  kind: 'exchange.export',
  rule: exchangeDeeds['exchange.export'],
  input: z.object({
    pack: PackName,
    format: z.enum(codesOf(FORMATS), '请选择文件格式'),
    /** Hash of what was on the screen: nothing else goes out. */
    seen: Sha256,
    /** 只导出填写完整的行: rows that lack something wait for the next export. */
    leaveOut: z.boolean(),
  }),
  output: z.object({ batchId: BatchId, number: z.int(), rows: z.int() }),
  run: async (tx, { pack, format, seen, leaveOut }, runtime) => {
    // Taken first: whoever exports at the same time waits here, and then finds that what he saw has gone out.
    const number = await takeNumber(tx, pack);
    const { mapping, version } = await findMapping(tx, pack);
    const { source, title } = PACKS[pack];
    const pending = await listPending(tx, pack);
    if (seenHash(pending) !== seen) return refuse([{ code: 'exchange-moved' }]);
    const complete = pending.filter((row) => missingIn(mapping, source, row, tx.today).length === 0);
    if (complete.length < pending.length && !leaveOut)
      return refuse([{ code: 'exchange-incomplete', facts: { count: pending.length - complete.length } }]);
    const rows = complete.slice(0, MOST_ROWS);
    if (rows.length === 0) return refuse([{ code: 'exchange-nothing' }]);
    const file = await exportFile(format, { title, source, mapping, today: tx.today }, rows);
    const sha256 = createHash('sha256').update(file).digest('hex');
    // Stored before it is registered: a crash between the two leaves a file that nothing names.
    await runtime.files.put(file);
    const batchId = tx.newId();
    const batch = { batch_id: batchId, pack, number, format, mapping_version: version, row_count: rows.length, sha256 };
    await insertBatch(tx, batch, rows);
    tx.record({
      kind: 'exchange.export',
      subject: `exchange/${batchId}`,
      facts: { pack, number, rows: rows.length, leftOut: pending.length - rows.length, mapping: version, file: sha256 },
    });
    return ok({ batchId, number, rows: rows.length });
  },
});

export const registerReceipt = defineDeed({
  kind: 'exchange.register-receipt',
  rule: exchangeDeeds['exchange.register-receipt'],
  input: z.object({
    batchId: BatchId,
    number: z.string().trim().min(1, '请填写回执编号').max(100, '不超过 100 个字').optional(),
    sha256: Sha256.optional(),
    /** 被退回的行: by line of the file below the headings, with the reason of the other system. */
    rejected: z
      .array(z.object({ line: z.int().min(1), reason: z.string().trim().min(1, '请填写退回原因').max(500) }))
      .max(MOST_REJECTED, `一次不超过 ${MOST_REJECTED} 行`),
  }),
  output: z.object({ batchId: BatchId, rejected: z.int() }),
  run: async (tx, { batchId, number, sha256, rejected }) => {
    const batch = await findBatch(tx, batchId);
    if (batch === undefined) return refuse([{ code: 'exchange-batch-not-found' }]);
    const standing = { state: batch.state, rows: batch.row_count };
    const refusals = receiptRefusals(standing, { number, sha256, rejected });
    if (sha256 !== undefined && (await findUpload(tx, sha256)) === undefined)
      refusals.push({ code: 'exchange-receipt-unknown' });
    if (refusals.length > 0) return refuse(refusals);
    if (!(await keepReceipt(tx, batchId, { number: number ?? null, sha256: sha256 ?? null })))
      return refuse([{ code: 'exchange-receipted' }]);
    for (const { line, reason } of rejected) await rejectRow(tx, batchId, line, reason);
    tx.record({
      kind: 'exchange.register-receipt',
      subject: `exchange/${batchId}`,
      facts: { rejected: rejected.length, ...(sha256 === undefined ? {} : { file: sha256 }) },
    });
    return ok({ batchId, rejected: rejected.length });
  },
});
