/** A small district for the draw's tests and benches: directories, a published item, a plan in execution. @module */
import type { Insertable } from 'kysely';
import { creditCodeOf, demoCreditCode } from '../../demo/codes.ts';
import { DEMO_ITEMS } from '../../demo/items.ts';
import { DEMO_PLAN } from '../../demo/plan.ts';
import type { Database } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { searchForms } from '../core/search-text.ts';
import { inBureau, type ReadTx } from '../core/transact.ts';
import { pieces } from '../directory/writes/pieces.ts';
import type { PlanState } from '../plan/types.ts';
import type { DrawConfig } from '../draw/types.ts';
import { OFFLINE_SOURCES } from '../draw/types/inputs.ts';

/** Who plans, operates, witnesses, leads. */
export const PLANNER = 'planner';

export interface District {
  readonly planId: string;
  readonly enterpriseIds: readonly string[];
  readonly officerIds: readonly string[];
  readonly expertIds: readonly string[];
}

export interface DistrictSize {
  readonly enterprises: number;
  readonly officers: number;
  readonly experts: number;
  /** Enterprises the plan allows to draw. */
  readonly count: number;
}

const SMALL: DistrictSize = { enterprises: 20, officers: 8, experts: 4, count: 8 };
/** The notice of 2019: 200 enterprises, 80 drawn, 22 officers, 36 experts. */
export const BUREAU_SIZE: DistrictSize = { enterprises: 200, officers: 22, experts: 36, count: 80 };

const DAY = '2026-01-05';
const STATIC = { removed: false, version: 1, created_on: DAY, updated_on: DAY };

/** Fills the bureau's directories straight into the tables: nobody edited them, so anybody may operate. */
export async function buildDistrict(runtime: Runtime, bureauId: number, size: DistrictSize = SMALL): Promise<District> {
  // Before the transaction: a hundred thousand take longer than it may be silent.
  const enterprises = range(size.enterprises).map((n) => enterpriseRow(bureauId, n));
  const officers = range(size.officers).map((n) => officerRow(bureauId, n));
  const experts = range(size.experts).map((n) => expertRow(bureauId, n));
  return inBureau(runtime, bureauId, async (tx) => {
    for (const piece of pieces(enterprises)) await tx.db.insertInto('enterprise').values(piece).execute();
    await tx.db.insertInto('officer').values(officers).execute();
    await tx.db.insertInto('expert').values(experts).execute();
    await tx.db
      .insertInto('vehicle')
      .values({
        ...STATIC,
        bureau_id: bureauId,
        vehicle_id: newId(),
        plate: '津A00001',
        kind: 'enforcement',
        seats: 5,
        tags: [],
        status: 'available',
        search: 'x',
      })
      .execute();
    await publishItem(tx);
    return {
      planId: await openPlan(tx, size),
      enterpriseIds: enterprises.map((row) => row.enterprise_id),
      officerIds: officers.map((row) => row.officer_id),
      expertIds: experts.map((row) => row.expert_id),
    };
  });
}

/** Every fourth enterprise is hazchem, the others machinery. */
function enterpriseRow(bureauId: number, n: number): Insertable<Database['enterprise']> {
  const creditCode = n < 999 ? demoCreditCode(n + 1) : creditCodeOf(`M${String(n + 1).padStart(7, '0')}`);
  const name = `天津市西青区测试第${n + 1}有限公司`;
  return {
    ...STATIC,
    bureau_id: bureauId,
    enterprise_id: newId(),
    credit_code: creditCode,
    name,
    kind: 'enterprise',
    subdistrict_code: '120111100',
    safety_domain: n % 4 === 0 ? 'hazchem' : 'machinery',
    special_flags: [],
    risk_color: 'yellow',
    licences: '[]',
    regulator_level: 'district',
    key_unit: false,
    status: 'active',
    search: searchForms(name, { words: [creditCode] }),
  };
}

/** Every second officer leads, every second pair knows hazchem. */
function officerRow(bureauId: number, n: number): Insertable<Database['officer']> {
  return {
    ...STATIC,
    bureau_id: bureauId,
    officer_id: newId(),
    certificate_number: `DEMO120111${String(n + 1).padStart(4, '0')}`,
    name: `执法员${n + 1}`,
    certificate_domains: ['work-safety'],
    certificate_valid_from: '2023-01-01',
    certificate_expires_on: '2028-12-31',
    is_presiding: n % 2 === 0,
    specialties: n % 4 < 2 ? ['hazchem'] : ['machinery'],
    status: 'on-duty',
    search: `x${n}`,
  };
}

function expertRow(bureauId: number, n: number): Insertable<Database['expert']> {
  return {
    ...STATIC,
    bureau_id: bureauId,
    expert_id: newId(),
    directory_number: `ZJ-${String(n + 1).padStart(4, '0')}`,
    name: `专家${n + 1}`,
    advisory_contracts: [],
    specialties: n % 2 === 0 ? ['hazchem'] : ['machinery'],
    status: 'active',
    search: `x${n}`,
  };
}

async function publishItem(tx: ReadTx): Promise<void> {
  const [content] = DEMO_ITEMS;
  if (content === undefined) throw new Error('the demo district has no items');
  const itemId = newId();
  await tx.db
    .insertInto('inspection_item')
    .values({
      bureau_id: tx.bureauId,
      item_id: itemId,
      code: content.code,
      version: 1,
      edition: 1,
      revision: 1,
      content: JSON.stringify(content),
      sealed: true,
      saved_by: 'drafter',
      saved_at: tx.now,
    })
    .execute();
  await tx.db
    .insertInto('item_catalogue')
    .values({
      bureau_id: tx.bureauId,
      edition: 1,
      state: 'published',
      item_ids: JSON.stringify([itemId]),
      drafted_by: '["drafter"]',
      approved_by: 'head',
      approved_on: DAY,
      published_by: 'publisher',
      published_on: DAY,
      hash: '0'.repeat(64),
    })
    .execute();
}

/** 部门联合 of the plan; draws ask for it or not. */
export const JOINT = [{ organ: '区市场监督管理局', duty: '特种设备' }];

async function openPlan(tx: ReadTx, size: DistrictSize): Promise<string> {
  const planId = newId();
  const ratio = Math.round((size.count * 10_000) / size.enterprises);
  const content = { ...DEMO_PLAN, count: size.count, ratio, caps: undefined, joint: JOINT };
  await tx.db
    .insertInto('annual_plan')
    .values({
      bureau_id: tx.bureauId,
      plan_id: planId,
      year: 2026,
      version: 1,
      revision: 1,
      state: 'in-progress',
      title: content.title,
      ratio,
      count: size.count,
      universe_size: size.enterprises,
      window_from: content.windowFrom,
      window_to: content.windowTo,
      content: JSON.stringify(content),
      universe: JSON.stringify({ size: size.enterprises, measuredOn: DAY, strata: [], unplaced: 0, overlapping: 0 }),
      hash: '1'.repeat(64),
      drafted_by: JSON.stringify([PLANNER]),
      submitted_by: PLANNER,
      approved_by: 'head',
      approved_on: DAY,
      published_by: 'publisher',
      published_on: DAY,
      disclose_by: DAY,
    })
    .execute();
  return planId;
}

/** An officer recuses himself from enterprises, as if he had always done so. */
export async function recuse(
  runtime: Runtime,
  bureauId: number,
  officerId: string,
  enterpriseIds: readonly string[],
): Promise<void> {
  await inBureau(runtime, bureauId, async (tx) => {
    const rows = enterpriseIds.map((enterpriseId) => ({
      bureau_id: bureauId,
      recusal_id: newId(),
      person_type: 'officer' as const,
      person_id: officerId,
      enterprise_id: enterpriseId,
      reason: 'KIN' as const,
      valid_from: DAY,
      valid_to: null,
      declared_at: tx.now,
      declared_by: 'registrar',
      withdrawn_at: null,
      withdrawn_by: null,
    }));
    await tx.db.insertInto('recusal').values(rows).execute();
  });
}

/** Puts the plan into another state, as its own deeds would. */
export async function setPlanState(
  runtime: Runtime,
  bureauId: number,
  planId: string,
  state: PlanState,
): Promise<void> {
  await inBureau(runtime, bureauId, async (tx) => {
    await tx.db
      .updateTable('annual_plan')
      .set({ state })
      .where('bureau_id', '=', bureauId)
      .where('plan_id', '=', planId)
      .execute();
  });
}

const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null, specialFlags: [], subdistrictCodes: [] };
/** The code of the one published item. */
export const PUBLISHED_ITEM = DEMO_ITEMS[0]?.code ?? '';

/** A configuration that nothing speaks against on 2026-03-02: two strata, two seats, one expert for hazchem. */
export function sampleConfig(change: Partial<DrawConfig> = {}): DrawConfig {
  return {
    name: '2026年度第一批抽查',
    itemCodes: [PUBLISHED_ITEM],
    scope: EVERYONE,
    strata: [
      {
        id: 'hazchem',
        name: '危险化学品',
        filter: { ...EVERYONE, safetyDomains: ['hazchem'] },
        rate: 1,
        min: 1,
        seats: [['hazchem'], []],
        experts: ['hazchem'],
      },
      { id: 'general', name: '工贸', filter: EVERYONE, rate: 1, min: 0, seats: [[], []], experts: [] },
    ],
    size: { by: 'plan' },
    mode: 'open',
    officerCap: 10,
    expertCap: 20,
    balance: 'strict',
    inspectFrom: '2026-03-10',
    inspectTo: '2026-04-30',
    revealBy: '2026-03-02T06:00:00Z',
    resultBy: '2026-03-02T08:00:00Z',
    suite: 'vd1-sha256',
    sources: OFFLINE_SOURCES,
    weights: { by: 'none' },
    relax: [1, 2],
    reserve: 0,
    frequencyCap: 1,
    exclusions: [],
    churnAlarm: 1_000,
    ...change,
  };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
