/** 信用等级 follows the list of serious dishonesty: the next draw weighs the enterprise by it. @module */
import { documentHash } from '../../core/command.ts';
import type { Follower } from '../../core/follow.ts';
import { listRecordsById } from '../reads/records.ts';
import { canonicalRow } from '../rows.ts';
import { updateRecords } from '../writes/records.ts';

const REASON = '严重失信主体名单变动';

/** Listed it is D; removed it has the class it had before, unless somebody gave it another meanwhile. */
const followCredit: Follower = {
  job: 'directory.follow-credit',
  kinds: ['credit.decide', 'credit.decide-removal', 'credit.remove-expired', 'credit.remove-revoked'],
  handle: async (tx, { kind, facts }) => {
    const { enterprise, class: next } = facts;
    if (typeof enterprise !== 'string' || typeof next !== 'string') return;
    const [row] = await listRecordsById(tx, 'enterprise', [enterprise]);
    if (row === undefined) return;
    const creditClass = next === '' ? null : next;
    const isLeaving = kind !== 'credit.decide';
    if (row['credit_class'] === creditClass || (isLeaving && row['credit_class'] !== 'D')) return;
    const version = Number(row['version']) + 1;
    const changed = { ...row, credit_class: creditClass, version, updated_on: tx.today };
    const note = { deed: 'directory.follow-credit', reason: REASON, batchId: null } as const;
    if ((await updateRecords(tx, 'enterprise', [changed], note)) !== 1)
      throw new Error(`enterprise ${enterprise} changed while it was followed`);
    tx.record({
      kind: 'directory.follow-credit',
      subject: `enterprise/${enterprise}`,
      facts: { version, contentSha256: documentHash(canonicalRow(changed)) },
    });
  },
};

export const directoryFollowers: readonly Follower[] = [followCredit];
