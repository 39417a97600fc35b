/** 疑似重复 on the wire. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { directoryReads } from '../deeds.ts';
import { listDuplicateGroups } from '../reads/duplicates.ts';
import { DuplicateGroup } from '../types/duplicates.ts';

const readDuplicates = defineRead({
  path: '/api/directory/duplicates',
  kind: 'directory.read',
  rule: directoryReads['directory.read'],
  input: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({ total: z.int(), asOf: z.string(), rows: z.array(DuplicateGroup) }),
  run: async (tx, { page, size }) => {
    const groups = await listDuplicateGroups(tx);
    return ok({ total: groups.length, asOf: tx.now, rows: groups.slice((page - 1) * size, page * size) });
  },
});

export const duplicateReadSpecs: readonly ReadSpec[] = [readDuplicates];
