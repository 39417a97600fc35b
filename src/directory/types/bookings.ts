/** 占用: days on which a person, a vehicle or a device cannot be sent out again. Browser-safe. @module */
import { z } from 'zod';
import { cleanText, Day } from './records.ts';
import { codesOf } from './vocabulary.ts';

/** What can be booked; enterprises cannot. */
export const BOOKED_TYPES = { officer: '执法人员', expert: '专家', vehicle: '车辆', equipment: '装备' } as const;
export type BookedType = keyof typeof BOOKED_TYPES;

/** 用途. */
export const BOOKING_USES = {
  task: '检查任务',
  duty: '值班',
  leave: '休假',
  training: '培训学习',
  repair: '维修保养',
  calibration: '送检',
  other: '其他工作',
} as const;
export type BookingUse = keyof typeof BOOKING_USES;

/** 登记占用. Each booking says what for (domain §8.7: audit of use). */
export const BookInput = z.object({
  subjectType: z.enum(codesOf(BOOKED_TYPES)),
  subjectId: z.uuid(),
  fromOn: Day,
  untilOn: Day,
  use: z.enum(codesOf(BOOKING_USES), '请选择用途'),
  purpose: z.string('请写明事由').overwrite(cleanText).min(1, '请写明事由').max(120, '事由不超过 120 个字'),
});
export type BookInput = z.output<typeof BookInput>;

/** 一次占用: by hand, or by a released draw. */
export const Booking = z.object({
  /** Null for what a draw gave: that is cancelled by substitution only. */
  bookingId: z.uuid().nullable(),
  fromOn: z.string(),
  untilOn: z.string(),
  use: z.enum(codesOf(BOOKING_USES)),
  purpose: z.string(),
  byName: z.string(),
  cancelledAt: z.string().nullable(),
});
export type Booking = z.output<typeof Booking>;
