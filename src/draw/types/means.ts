/** 日期、车辆、装备与固定编组: what a draw gives its visits besides people, and teams formed beforehand. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, EQUIPMENT_KINDS } from '../../directory/types/vocabulary.ts';

/** 检查日期怎样定: by lot, or in the order in which enterprises were drawn. */
export const DAY_RULES = { drawn: '随机安排', planned: '按抽签次序依次安排' } as const;

/** 随机分配的日期、车辆、装备. Left out: visits are planned by hand. */
export const MeansConfig = z.object({
  days: z.enum(codesOf(DAY_RULES)),
  /** Visits of one person on a day. */
  visitsPerDay: z.int().min(1, '至少 1 家').max(4, '至多 4 家'),
  /** Outings of a vehicle, and visits of a device, on a day; 0: no vehicles. */
  vehicleTrips: z.int().min(0).max(6, '至多 6 次'),
  deviceVisits: z.int().min(1, '至少 1 次').max(6, '至多 6 次'),
  /** Strata whose visits need an explosion-proof vehicle. */
  explosionProof: z.array(z.string()).max(40),
  /** Devices a visit takes along; an empty list of strata means all. */
  devices: z.array(z.object({ kind: z.enum(codesOf(EQUIPMENT_KINDS)), strata: z.array(z.string()).max(40) })).max(9),
});
export type MeansConfig = z.output<typeof MeansConfig>;

/** 固定编组: so many teams, each for at most so many enterprises. Left out: teams are made for each enterprise. */
export const TeamConfig = z.object({ count: z.int().min(1).max(1000), cap: z.int().min(1).max(200) });
export type TeamConfig = z.output<typeof TeamConfig>;

/** 顺延原因 (SPEC §10.7). */
export const SKIP_REASONS = {
  unfit: '不具备席位要求的资格或专业',
  recused: '回避',
  present: '已在这家企业的检查组',
  impossible: '会使其他席位无人可派',
  uneven: '会使工作量不均衡',
} as const;

/** One who came before in the order, and why he does not have the seat. */
export const Before = z.object({ id: z.string(), name: z.string(), reason: z.enum(codesOf(SKIP_REASONS)) });
export type Before = z.output<typeof Before>;

/** 一户的日期、车辆、装备, as the desk shows them. */
export const VisitMeans = z.object({
  day: z.string().nullable(),
  vehicles: z.array(z.object({ id: z.string(), plate: z.string(), seats: z.int() })),
  devices: z.array(
    z.object({
      id: z.string(),
      serial: z.string(),
      kind: z.enum(codesOf(EQUIPMENT_KINDS)),
      model: z.string().nullable(),
    }),
  ),
});
export type VisitMeans = z.output<typeof VisitMeans>;

/** 空缺: a seat or place nobody or nothing could be found for, and why: so many are wanted of what can give only so much. */
export const Unfilled = z.object({
  kind: z.enum(['expert', 'vehicle', 'device']),
  enterprise: z.string(),
  seat: z.int(),
  wanted: z.int(),
  capacity: z.int(),
  able: z.int(),
});
export type Unfilled = z.output<typeof Unfilled>;
