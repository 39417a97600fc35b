/** The check of a workbook over a line that fails: its rows come from a thread that reads them once, so that it is sent again as a whole. @module */
import { IN_PROCESS, type Actor } from '../src/core/actor.ts';
import { execute } from '../src/core/command.ts';
import { newId } from '../src/core/ids.ts';
import { csvFile } from '../src/core/spreadsheet/testing.ts';
import { checkImport } from '../src/directory/actions/import.ts';
import { setSubdistricts } from '../src/directory/actions/save.ts';
import { SAMPLE_SUBDISTRICTS } from '../src/directory/sample.testing.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import type { DeedNotes } from '../src/testing/failing-deeds.ts';
import { failEachStatement } from '../src/testing/statement-faults.ts';

const office: Actor = {
  bureauId: 1,
  staffId: 'office',
  name: '办公室',
  roles: ['group-office'],
  authenticatedAt: IN_PROCESS,
};

export async function failCheck(notes: DeedNotes): Promise<void> {
  const runtime = await benchRuntime();
  await execute(runtime, office, setSubdistricts, newId(), { subdistricts: SAMPLE_SUBDISTRICTS });
  const { bytes } = csvFile('单位名称,信用代码,街镇,行业领域\n瑞恒金属制品有限公司,91120111MA0XQ00174,中北,机械');
  const commandId = newId();
  const send = (): ReturnType<typeof checkImport> =>
    checkImport(runtime, office, commandId, { kind: 'enterprise', fileName: '企业.csv', bytes });
  const { result, ...found } = await failEachStatement(runtime, { bureauId: 1, commandId, send }, notes.done.size);
  notes.add({ kind: 'directory.check-import', isDone: result.ok, ...found });
  await runtime.close();
}
