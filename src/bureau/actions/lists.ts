/** How a person arranges a list. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok } from '../../core/result.ts';
import { bureauDeeds } from '../deeds.ts';
import { ListColumns } from '../types/lists.ts';
import { saveListColumns } from '../writes.ts';

/** Keeps the columns of a list for the person who asks: they follow the account to every machine. */
export const arrangeList = defineDeed({
  kind: 'staff.arrange-list',
  rule: bureauDeeds['staff.arrange-list'],
  input: ListColumns,
  output: z.object({}),
  run: async (tx, { list, columns }) => {
    await saveListColumns(tx, list, columns);
    const facts = { list, count: columns.length, hash: documentHash(columns) };
    tx.record({ kind: 'staff.arrange-list', subject: `staff/${tx.actor.staffId}`, facts });
    return ok({});
  },
});
