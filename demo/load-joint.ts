/** 部门联合 in the demo: people of the district's market regulator, who go along to the surprise visits. All invented. @module */
import { systemActor } from '../src/core/actor.ts';
import { read } from '../src/core/transact.ts';
import { saveOfficer } from '../src/directory/actions/save.ts';
import { OfficerContent } from '../src/directory/types/records.ts';
import { notePartner, signPartner } from '../src/inspection/actions/partners.ts';
import { listPartnersOf } from '../src/inspection/reads/partners.ts';
import type { Partner } from '../src/inspection/types/partners.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { demoPerson } from './names.ts';
import { MARKET_REGULATOR } from './organs.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const PARTNERS = 4;

/** Their certificates come from their own department; they have no account here. */
export async function addPartners(stage: Stage): Promise<void> {
  for (let n = 0; n < PARTNERS; n += 1)
    await stage.act(DEMO_OFFICE.planner, saveOfficer, {
      target: null,
      reason: `${MARKET_REGULATOR}来函推荐的联合检查人员`,
      content: OfficerContent.parse({
        certificateNumber: `DEMOSCJG${String(n + 1).padStart(4, '0')}`,
        name: demoPerson(n, '市'),
        staffId: null,
        organ: MARKET_REGULATOR,
        certificateIssuer: '天津市西青区司法局（示例）',
        certificateDomains: ['work-safety'],
        certificateValidFrom: '2024-01-01',
        certificateExpiresOn: '2028-12-31',
        status: 'on-duty',
      }),
    });
}

/** On site: each of them came. */
export async function notePartners(stage: Stage, lead: DemoStaff, inspectionId: string): Promise<void> {
  for (const { officerId } of await partnersOf(stage, inspectionId))
    await stage.act(lead, notePartner, { inspectionId, officerId, came: 'yes' });
}

/** Each of them signs the record as it stands. */
export async function signPartners(
  stage: Stage,
  lead: DemoStaff,
  inspectionId: string,
  recordHash: string,
): Promise<void> {
  for (const { officerId } of await partnersOf(stage, inspectionId))
    await stage.act(lead, signPartner, { inspectionId, officerId, recordHash });
}

function partnersOf(stage: Stage, inspectionId: string): Promise<Partner[]> {
  const visit = { inspectionId, recordHash: null };
  return read(stage.runtime, DEMO_BUREAU, (tx) => listPartnersOf(tx, visit), systemActor(DEMO_BUREAU));
}
