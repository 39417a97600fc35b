/** The demo bureau and its people. @module */
import { randomUUID } from 'node:crypto';
import { openBureau } from '../src/core/bureaus.ts';
import { systemActor } from '../src/core/actor.ts';
import { createAccount } from '../src/core/identity/accounts.ts';
import { ok } from '../src/core/result.ts';
import { transact } from '../src/core/transact.ts';
import { BureauProfile } from '../src/bureau/types.ts';
import { insertProfile, insertStaff } from '../src/bureau/writes.ts';
import type { District } from './district.ts';
import { DEMO_OFFICE, DEMO_PASSWORD, demoExpertStaff, demoOfficerStaff, type DemoStaff } from './logins.ts';
import { DEMO_BUREAU, expectDone, type Stage } from './stage.ts';

const PROFILE = BureauProfile.parse({
  name: '西青区应急管理局（演示）',
  creditCode: '111201110001234577',
  divisionCode: '120111',
  divisionName: '天津市西青区',
  standing: 'statutory',
  legalBasis: '《中华人民共和国安全生产法》第十条、第六十二条',
  address: '天津市西青区示例路1号',
  phone: '022-27000000',
  complaintPhone: '022-27000012',
  disclosureUrl: 'http://yanshi.sunlot.example',
  reconsideration: '天津市西青区人民政府',
  court: '天津市西青区人民法院',
});

export interface DemoPeople {
  /** By certificate number. */
  readonly officers: ReadonlyMap<string, DemoStaff>;
  /** By directory number. */
  readonly experts: ReadonlyMap<string, DemoStaff>;
}

/** Opens the bureau, marked as a demo for ever, with an account for each person. */
export async function foundDemoBureau(stage: Stage, district: District): Promise<DemoPeople> {
  const officers = new Map(
    district.officers.map((officer, n) => [
      officer.certificateNumber,
      demoOfficerStaff(n + 1, officer.name, officer.department ?? '执法大队'),
    ]),
  );
  const experts = new Map(
    district.experts.map((expert, n) => [expert.directoryNumber, demoExpertStaff(n + 1, expert.name)]),
  );
  const everyone = [...Object.values(DEMO_OFFICE), ...officers.values(), ...experts.values()];
  const { runtime } = stage;
  const founded = await transact(runtime, { id: randomUUID(), actor: systemActor(DEMO_BUREAU) }, async (tx) => {
    await openBureau(
      tx.db,
      {
        bureauId: DEMO_BUREAU,
        code: PROFILE.divisionCode,
        name: PROFILE.name,
        origin: 'yanshi.sunlot.example/120111',
        isDemo: true,
        profile: PROFILE,
      },
      tx.now,
    );
    await insertProfile(tx, 1, PROFILE);
    for (const person of everyone) {
      await createAccount(
        tx.db,
        {
          accountId: person.staffId,
          bureauId: DEMO_BUREAU,
          username: person.username,
          password: DEMO_PASSWORD,
          isOneTime: false,
        },
        tx.now,
      );
      const { staffId, name, department, username, roles } = person;
      await insertStaff(tx, { staffId, name, department, username, roles });
    }
    tx.record({
      kind: 'bureau.found',
      subject: `bureau/${PROFILE.divisionCode}`,
      facts: { demo: true, staff: everyone.length },
    });
    return ok(undefined);
  });
  expectDone('bureau.found', founded);
  return { officers, experts };
}
