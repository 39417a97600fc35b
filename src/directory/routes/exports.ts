/** One's own exports. The file itself is sent by `src/http/directory.ts`. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { directoryReads } from '../deeds.ts';
import { listExports } from '../reads/exports.ts';
import { ExportJob } from '../types/exports.ts';

const readExports = defineRead({
  path: '/api/directory/exports',
  kind: 'directory.read-exports',
  rule: directoryReads['directory.read-exports'],
  input: z.object({}),
  output: z.object({ rows: z.array(ExportJob) }),
  run: async (tx, _input, actor) => ok({ rows: [...(await listExports(tx, actor.staffId))] }),
});

export const exportReadSpecs: readonly ReadSpec[] = [readExports];
