/** The archive on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { appraise, decideAppraisal, reviewOpening, setArchive, withdrawDestruction } from './actions/appraise.ts';
import { addMaterial, assembleVolume, checkVolume, explainMissing, reopenVolume } from './actions/bind.ts';
import { examineVolume } from './actions/examine.ts';
import { decideLoan, readVolume, requestLoan, returnLoan } from './actions/lend.ts';
import {
  cancelDestruction,
  cancelTransfer,
  confirmTransfer,
  destroyVolumes,
  listDestruction,
  listTransfer,
  signDestruction,
} from './actions/lists.ts';
import { amendVolume, sealVolume } from './actions/seal.ts';
import { archiveReads } from './deeds.ts';
import { viewCustody } from './reads/custody-view.ts';
import { listVolumes } from './reads/list.ts';
import { viewVolume } from './reads/view.ts';
import { findVolume } from './reads/volumes.ts';
import { CustodyView, VolumeList, VolumeQuery, VolumeView } from './types/views.ts';
import { OneVolume } from './types/volume.ts';

const rule = archiveReads['archive.read'];

const readVolumes = defineRead({
  path: '/api/archive/volumes',
  kind: 'archive.read',
  rule,
  input: VolumeQuery,
  output: VolumeList,
  run: async (tx, query) => ok(await listVolumes(tx, query)),
});

const readOne = defineRead({
  path: '/api/archive/volumes/:volumeId',
  kind: 'archive.read',
  rule,
  input: OneVolume,
  output: VolumeView,
  run: async (tx, { volumeId }, actor) => {
    const volume = await findVolume(tx, volumeId);
    return volume === undefined
      ? refuse([{ code: 'archive-volume-not-found' }])
      : ok(await viewVolume(tx, volume, actor));
  },
});

const readCustody = defineRead({
  path: '/api/archive/custody',
  kind: 'archive.read',
  rule,
  input: z.object({}),
  output: CustodyView,
  run: async (tx, _input, actor) => ok(await viewCustody(tx, actor)),
});

export const archiveDeedSpecs: readonly DeedSpec[] = [
  checkVolume,
  explainMissing,
  addMaterial,
  assembleVolume,
  reopenVolume,
  examineVolume,
  sealVolume,
  amendVolume,
  reviewOpening,
  appraise,
  decideAppraisal,
  withdrawDestruction,
  listTransfer,
  cancelTransfer,
  confirmTransfer,
  listDestruction,
  signDestruction,
  cancelDestruction,
  destroyVolumes,
  requestLoan,
  decideLoan,
  returnLoan,
  readVolume,
  setArchive,
];
export const archiveReadSpecs: readonly ReadSpec[] = [readVolumes, readOne, readCustody];
