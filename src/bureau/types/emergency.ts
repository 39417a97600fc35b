/** 应急授权 as it crosses the wire. Browser-safe. @module */
import { z } from 'zod';
import { ADMIN_ROLES } from '../../core/actor.ts';

export const EmergencyRole = z.enum(ADMIN_ROLES, '请选择角色');
export type EmergencyRole = z.output<typeof EmergencyRole>;
export const EMERGENCY_STATES = {
  requested: '待批准',
  approved: '已批准',
  refused: '未批准',
  ended: '已结束',
} as const;
export type EmergencyState = keyof typeof EMERGENCY_STATES;

/** In minutes; the database keeps them too. */
export const [LEAST_MINUTES, MOST_MINUTES] = [15, 240] as const;

export const NewEmergency = z.object({
  role: EmergencyRole,
  reason: z.string().trim().min(10, '请写明理由，至少 10 个字').max(500, '不超过 500 个字'),
  minutes: z
    .int('应为整数')
    .min(LEAST_MINUTES, `至少 ${LEAST_MINUTES} 分钟`)
    .max(MOST_MINUTES, `至多 ${MOST_MINUTES} 分钟`),
});

export const OneEmergency = z.object({ accessId: z.uuid() });

export const Emergency = z.object({
  accessId: z.string(),
  staffId: z.string(),
  staffName: z.string(),
  role: EmergencyRole,
  reason: z.string(),
  minutes: z.int(),
  state: z.enum(['requested', 'approved', 'refused', 'ended']),
  requestedAt: z.string(),
  decidedBy: z.string().nullable(),
  /** Null before it is approved; in the past when its time is over. */
  endsAt: z.string().nullable(),
  /** Whether the role is held now. */
  isOpen: z.boolean(),
});
export type Emergency = z.output<typeof Emergency>;
