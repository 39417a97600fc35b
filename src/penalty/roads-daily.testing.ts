/** The road of 按日连续处罚: a fine, a recheck, a decision for every day. @module */
import type { z } from 'zod';
import {
  carryCase,
  DAY,
  DEPUTY,
  doAct,
  hashToSign,
  HEAD,
  lead,
  LEGAL,
  reportOf,
  sampleEvidence,
  sampleService,
  type CaseScene,
} from './scene.testing.ts';
import type { RecheckInput } from './types/daily.ts';

/** Ordered to correct by the ninth, looked at on the twelfth. */
export function sampleRecheck(
  { officerIds }: Pick<CaseScene, 'officerIds'>,
  change: Partial<z.output<typeof RecheckInput>> = {},
): z.output<typeof RecheckInput> {
  return {
    order: { number: '责改〔2026〕1号', on: DAY, until: '2026-03-09' },
    on: '2026-03-12',
    place: '喷漆房',
    found: '非防爆插座仍在使用',
    isCorrected: false,
    officerIds: officerIds.slice(0, 2),
    files: [],
    ...change,
  };
}

/** Fined, not corrected, and decided for every day of it. */
export async function dailyCases(scene: CaseScene): Promise<string[]> {
  const mine = lead(scene);
  scene.at(DAY);
  const fined = await carryCase(scene, 'executing');
  scene.at('2026-03-12');
  const checked = await doAct(scene, mine, 'recheck', fined.caseId, {
    recheck: sampleRecheck(scene),
  });
  const opened = await doAct(scene, mine, 'open-daily', fined.caseId, {
    recheckId: checked.rechecks[0]?.recheckId ?? '',
  });
  const caseId = opened.rechecks[0]?.dailyCaseId ?? '';
  const outcome = { kind: 'penalty' as const, items: [{ kind: 'fine' as const, fen: 8_000_000 }] };
  const given = { cause: '拒不改正', facts: '复查仍未改正', opinion: '建议立案' };
  await doAct(scene, mine, 'request-filing', caseId, { officerIds: scene.officerIds.slice(0, 2), ...given });
  await doAct(scene, DEPUTY, 'approve-filing', caseId, { opinion: '同意' });
  const file = await doAct(scene, mine, 'add-evidence', caseId, { evidence: await sampleEvidence(scene) });
  await doAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(file, outcome) });
  await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
  await doAct(scene, mine, 'serve-notice', caseId, { service: sampleService(scene) });
  await doAct(scene, mine, 'note-waiver', caseId, { on: scene.today(), statement: '放弃' });
  await doAct(scene, mine, 'submit-decision', caseId, { outcome, opinion: '按日连续处罚' });
  const attendeeIds = ['head', 'deputy', 'chief'];
  await doAct(scene, HEAD, 'discuss', caseId, { on: scene.today(), attendeeIds, record: '同意', outcome });
  await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
  scene.at(DAY);
  return [fined.caseId, caseId];
}
