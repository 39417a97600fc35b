/** 每月核对 on the wire. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { directoryReads } from '../deeds.ts';
import { countForVerification, listOpenMonths, listVerifications } from '../reads/verification.ts';
import { VerificationView } from '../types/verification.ts';

const readVerification = defineRead({
  path: '/api/directory/verification',
  kind: 'directory.read',
  rule: directoryReads['directory.read'],
  input: z.object({}),
  output: VerificationView,
  run: async (tx) =>
    ok({
      open: [...(await listOpenMonths(tx))],
      counts: await countForVerification(tx),
      done: [...(await listVerifications(tx))],
    }),
});

export const verificationReadSpecs: readonly ReadSpec[] = [readVerification];
