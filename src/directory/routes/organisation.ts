/** 子库、专家履职、科室和领导小组 on the wire. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { directoryReads } from '../deeds.ts';
import { listExpertRecords, listSublibraries, readOrganisation } from '../reads/organisation.ts';
import type { LaterModules } from '../types/later.ts';
import { ExpertRecord, Organisation, Sublibrary } from '../types/organisation.ts';
import { codesOf, DIRECTORY_KINDS } from '../types/vocabulary.ts';

const READ = { kind: 'directory.read', rule: directoryReads['directory.read'] } as const;

function readSublibraries(later: LaterModules): ReadSpec {
  return defineRead({
    ...READ,
    path: '/api/directory/sublibraries/:kind',
    input: z.object({ kind: z.enum(codesOf(DIRECTORY_KINDS)) }),
    output: z.object({ rows: z.array(Sublibrary) }),
    run: async (tx, { kind }) => ok({ rows: [...(await listSublibraries(tx, kind, later))] }),
  });
}

const readExpertRecords = defineRead({
  path: '/api/directory/expert-records/:expertId',
  kind: 'directory.read-expert-records',
  rule: directoryReads['directory.read-expert-records'],
  input: z.object({ expertId: z.uuid() }),
  output: z.object({ rows: z.array(ExpertRecord) }),
  run: async (tx, { expertId }) => ok({ rows: [...(await listExpertRecords(tx, expertId))] }),
});

const readOffices = defineRead({
  ...READ,
  path: '/api/directory/organisation',
  input: z.object({}),
  output: Organisation.extend({ today: z.string() }),
  run: async (tx) => ok({ ...(await readOrganisation(tx)), today: tx.today }),
});

export function organisationReadSpecs(later: LaterModules): readonly ReadSpec[] {
  return [readSublibraries(later), readExpertRecords, readOffices];
}
