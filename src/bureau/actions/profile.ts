/** Amending the bureau's profile (主体资格). @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { bureauDeeds } from '../deeds.ts';
import { findProfile, hostRefusals } from '../reads.ts';
import { changedFields, profileDocument } from '../rules.ts';
import { ProfileAmendment } from '../types.ts';
import { insertProfile } from '../writes.ts';

/** Replaces the profile (主体资格); every version stays. */
export const amendProfile = defineDeed({
  kind: 'bureau.amend-profile',
  rule: bureauDeeds['bureau.amend-profile'],
  input: ProfileAmendment,
  output: z.object({ version: z.int() }),
  run: async (tx, { version, profile }) => {
    // The bureau's row is the lock: two amendments take their turn.
    const bureau = await tx.db
      .selectFrom('bureau')
      .select('code')
      .where('bureau_id', '=', tx.bureauId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const current = await findProfile(tx);
    const from = current?.version ?? 0;
    if (from !== version) return refuse([{ code: 'profile-changed-meanwhile', facts: { version: from } }]);
    const changed = changedFields(current?.profile, profile);
    if (changed.length === 0) return refuse([{ code: 'profile-unchanged' }]);
    if (bureau.code !== profile.divisionCode)
      return refuse([{ code: 'division-code-fixed', at: 'profile.divisionCode', facts: { code: bureau.code } }]);
    const taken = await hostRefusals(tx.db, profile, tx.bureauId);
    if (taken.length > 0) return refuse(taken);
    await insertProfile(tx, version + 1, profile);
    tx.record({
      kind: 'bureau.amend-profile',
      subject: `bureau/${bureau.code}`,
      facts: { version: version + 1, changed: [...changed], hash: documentHash(profileDocument(profile)) },
    });
    return ok({ version: version + 1 });
  },
});
