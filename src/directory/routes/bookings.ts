/** 占用 on the wire. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { directoryReads } from '../deeds.ts';
import { listBookingsOf } from '../reads/bookings.ts';
import { BOOKED_TYPES, Booking } from '../types/bookings.ts';
import type { LaterModules } from '../types/later.ts';
import { codesOf } from '../types/vocabulary.ts';

/** Bookings by hand and days that draws have given, the latest first. */
export function readBookings(later: Pick<LaterModules, 'drawnUses'>): ReadSpec {
  return defineRead({
    path: '/api/directory/bookings/:subjectType/:subjectId',
    kind: 'directory.read',
    rule: directoryReads['directory.read'],
    input: z.object({ subjectType: z.enum(codesOf(BOOKED_TYPES)), subjectId: z.uuid() }),
    output: z.object({ asOf: z.string(), rows: z.array(Booking) }),
    run: async (tx, { subjectType, subjectId }) => {
      const rows = [...(await listBookingsOf(tx, subjectId)), ...(await later.drawnUses(tx, subjectType, subjectId))];
      return ok({ asOf: tx.now, rows: rows.toSorted((a, b) => b.fromOn.localeCompare(a.fromOn)) });
    },
  });
}
