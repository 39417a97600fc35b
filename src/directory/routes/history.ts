/** Past days of the directories on the wire. @module */
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { directoryReads } from '../deeds.ts';
import { asOfPage } from '../reads/as-of.ts';
import { barsOf } from '../reads/views.ts';
import { idColumn, rowFields } from '../rows.ts';
import { AS_OF_FILTERS } from '../types/history.ts';
import { directoryList, LISTED_CONTENTS } from '../types/views.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from '../types/vocabulary.ts';

/** 某日名录. A field that the product did not have on that day is as if left blank. */
function asOfRead(kind: DirectoryKind): ReadSpec {
  return defineRead({
    path: `/api/directory/as-of/${kind}`,
    kind: 'directory.read',
    rule: directoryReads['directory.read'],
    input: AS_OF_FILTERS[kind],
    output: directoryList(LISTED_CONTENTS[kind]),
    run: async (tx, { day, q, page, size, ...fields }, actor, runtime) => {
      if (day > tx.today) return refuse([{ code: 'day-in-future', at: 'day', facts: { day, today: tx.today } }]);
      const found = await asOfPage(tx, kind, { day, q, page, size, fields });
      const rows = found.rows.map((row) => {
        const recordId = String(row[idColumn(kind)]);
        const content = LISTED_CONTENTS[kind].parse(rowFields(runtime.fieldCipher, actor.bureauId, recordId, row));
        return {
          recordId,
          version: Number(row['version']),
          updatedOn: String(row['updated_on']),
          barred: barsOf(content, day),
          content,
        };
      });
      return ok({ total: found.total, asOf: tx.now, rows });
    },
  });
}

export const historyReadSpecs: readonly ReadSpec[] = codesOf(DIRECTORY_KINDS).map(asOfRead);
