/** 联合检查: whom the draw gave from other departments, and what is known of them at the visit. Browser-safe. @module */
import { z } from 'zod';
import { InspectionId, Reason, RecordHash } from './visit.ts';

/** One person of another department at a visit. */
export const Partner = z.object({
  officerId: z.uuid(),
  name: z.string(),
  organ: z.string(),
  /** Certificate number. */
  number: z.string(),
  /** Null: nobody has said yet whether the person came. */
  isPresent: z.boolean().nullable(),
  /** Why the person did not come. */
  absence: z.string().nullable(),
  notedAt: z.string().nullable(),
  /** When the record as it stands now was signed. */
  signedAt: z.string().nullable(),
});
export type Partner = z.output<typeof Partner>;

/** 登记联合人员到场, or that and why the person did not come. */
const OnePartner = { inspectionId: InspectionId, officerId: z.uuid() } as const;
export const NotePartnerInput = z.discriminatedUnion('came', [
  z.object({ ...OnePartner, came: z.literal('yes') }),
  z.object({ ...OnePartner, came: z.literal('no'), reason: Reason }),
]);

/** 记录联合人员签字. */
export const SignPartnerInput = z.object({ ...OnePartner, recordHash: RecordHash });
