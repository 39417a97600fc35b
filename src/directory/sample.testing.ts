/** Valid records for tests (the credit codes are synthetic, domain §8.2), and doing deeds on a test's runtime. @module */
import type { z } from 'zod';
import { execute, type DeedSpec } from '../core/command.ts';
import type { Result } from '../core/result.ts';
import { read } from '../core/transact.ts';
import { actorOf, type TestRuntime } from '../testing/runtime.ts';
import type { EnterpriseContent, ExpertContent, OfficerContent, Subdistrict } from './types/records.ts';

export const SAMPLE_SUBDISTRICTS: readonly z.input<typeof Subdistrict>[] = [
  { code: '120111100', name: '中北镇', aliases: ['中北'] },
  { code: '120111101', name: '杨柳青镇', aliases: ['杨柳青'] },
];

export function sampleEnterprise(
  more: Partial<z.input<typeof EnterpriseContent>> = {},
): z.input<typeof EnterpriseContent> {
  return {
    creditCode: '91120111MA0XQ00174',
    name: '天津市西青区瑞恒金属制品有限公司',
    subdistrictCode: '120111100',
    safetyDomain: 'machinery',
    specialFlags: ['dust'],
    riskColor: 'yellow',
    phone: '022-27910001',
    licences: [{ name: '排污许可证', number: 'PW-1', expiresOn: '2027-05-31' }],
    ...more,
  };
}

export function sampleOfficer(more: Partial<z.input<typeof OfficerContent>> = {}): z.input<typeof OfficerContent> {
  return {
    certificateNumber: '津0211001',
    name: '测试甲',
    staffId: 'officer',
    certificateExpiresOn: '2027-12-31',
    certificateDomains: ['work-safety'],
    ...more,
  };
}

export function sampleExpert(more: Partial<z.input<typeof ExpertContent>> = {}): z.input<typeof ExpertContent> {
  return {
    directoryNumber: 'ZJ-0001',
    name: '测试专家甲',
    specialties: ['dust'],
    termFrom: '2025-01-01',
    termTo: '2027-12-31',
    ...more,
  };
}

export const office = actorOf(['group-office']);
export const neighbour = actorOf(['group-office'], 'neighbour', 2);

/** The value, or the test ends with the reasons. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

export async function done<I extends z.ZodType, O extends z.ZodType>(
  runtime: TestRuntime,
  spec: DeedSpec<I, O>,
  input: unknown,
  actor = office,
): Promise<z.output<O>> {
  return valueOf(await execute(runtime, actor, spec, crypto.randomUUID(), input));
}

/** The codes of the refusals; none when it was done. */
export async function refusalsOf(
  runtime: TestRuntime,
  spec: DeedSpec,
  input: unknown,
  actor = office,
): Promise<string[]> {
  const result = await execute(runtime, actor, spec, crypto.randomUUID(), input);
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}

export interface LastDeed {
  readonly kind: string;
  readonly subject_id: string;
  readonly command_id: string;
  readonly entry: Buffer;
}

export async function lastDeed(runtime: TestRuntime): Promise<LastDeed> {
  return read(runtime, 1, (tx) =>
    tx.db
      .selectFrom('deed')
      .select(['kind', 'subject_id', 'command_id', 'entry'])
      .where('bureau_id', '=', 1)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow(),
  );
}
