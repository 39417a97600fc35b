/** 重大事故隐患 as the public sees it. Browser-safe. @module */
import type { SupervisionLevel } from './hazard.ts';

/** 治理情况: three of the states, everything open in one. */
export const PUBLIC_STANDINGS = { treating: '治理中', removed: '已销号', transferred: '已移送' } as const;

export interface PublicHazard {
  readonly standing: keyof typeof PUBLIC_STANDINGS;
  /** 督办级别; null until it is decided. */
  readonly supervision: SupervisionLevel | null;
  readonly treatBy: string | null;
  readonly endedOn: string | null;
}
