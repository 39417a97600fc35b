/** The directories and the item list of the demo, imported from its own workbooks. @module */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { XIQING_SUPERVISED } from '../src/core/codes/divisions.ts';
import { read } from '../src/core/transact.ts';
import { declareRecusal } from '../src/directory/actions/recusal.ts';
import { checkImport, importDirectory } from '../src/directory/actions/import.ts';
import { addDepartment, appointMember, saveSublibrary } from '../src/directory/actions/organisation.ts';
import { saveAssistant, saveExpert, saveOfficer, setSubdistricts } from '../src/directory/actions/save.ts';
import { listExpertsForDraw, listOfficersForDraw, listUniverse } from '../src/directory/reads/pools.ts';
import { AssistantContent } from '../src/directory/types/records.ts';
import type { DirectoryKind } from '../src/directory/types/vocabulary.ts';
import { loadBases } from '../src/items/actions/bases.ts';
import { approveCatalogue, publishCatalogue, submitCatalogue } from '../src/items/actions/edition.ts';
import { importItems } from '../src/items/actions/import.ts';
import { catalogueHash, listItemsOf } from '../src/items/reads.ts';
import type { DemoPeople } from './bureau.ts';
import { demoDistrict } from './district.ts';
import { DEMO_OFFICE } from './logins.ts';
import { demoPerson } from './names.ts';
import { actorFor, DEMO_BUREAU, expectDone, type Stage } from './stage.ts';
import { ITEMS_WORKBOOK, WORKBOOK_FOLDER, WORKBOOK_NAMES } from './workbooks.ts';

/** Imports the five directories and links people to their accounts. */
export async function loadDirectories(stage: Stage, people: DemoPeople): Promise<void> {
  await stage.act(DEMO_OFFICE.planner, setSubdistricts, {
    subdistricts: XIQING_SUPERVISED.map(({ code, name }) => ({ code, name })),
  });
  for (const [kind, fileName] of Object.entries(WORKBOOK_NAMES))
    await importOne(stage, kind as DirectoryKind, fileName);
  await linkAccounts(stage, people);
  await declareRecusals(stage);
  await loadOrganisation(stage);
  await loadAssistants(stage);
}

const SUBLIBRARIES = [
  { name: '危化', conditions: { safetyDomain: 'hazchem' } },
  { name: '冶金', conditions: { safetyDomain: 'metallurgy' } },
  { name: '粉尘涉爆', conditions: { specialFlags: 'dust' } },
] as const;
const GROUP = [
  { position: 'leader', post: '局长' },
  { position: 'deputy-leader', post: '副局长' },
  { position: 'office-director', post: '综合协调科科长' },
  { position: 'member', post: '执法大队大队长' },
] as const;
const DEPARTMENTS = ['综合协调科', '危险化学品监督管理科', '安全生产基础科', '执法大队'] as const;

/** The sub-libraries that the notice of 2019 names, the departments and the leading group. */
async function loadOrganisation(stage: Stage): Promise<void> {
  const who = DEMO_OFFICE.planner;
  for (const each of SUBLIBRARIES) await stage.act(who, saveSublibrary, { kind: 'enterprise', ...each });
  for (const name of DEPARTMENTS) await stage.act(who, addDepartment, { name, fromOn: '2025-01-01' });
  for (const [n, member] of GROUP.entries())
    await stage.act(who, appointMember, { name: demoPerson(n, '组'), fromOn: '2025-01-01', ...member });
}

const ASSISTANTS = [
  { kind: 'auxiliary', employer: '区应急管理局执法大队（示例）', duties: '驾驶、记录' },
  { kind: 'grid', employer: '中北镇人民政府（示例）', duties: '引路、送达协助' },
  { kind: 'technician', employer: '示例安全技术研究所', duties: '仪器操作' },
] as const;

/** Who helps and never inspects: a library of its own. */
async function loadAssistants(stage: Stage): Promise<void> {
  for (const [n, assistant] of ASSISTANTS.entries())
    await stage.act(DEMO_OFFICE.planner, saveAssistant, {
      target: null,
      reason: '登记在册的辅助人员',
      content: AssistantContent.parse({
        assistantNumber: `FZ-${String(n + 1).padStart(4, '0')}`,
        name: demoPerson(n, '辅'),
        trainings: ['2026-01 岗前培训 16学时'],
        termFrom: '2026-01-01',
        termTo: '2026-12-31',
        ...assistant,
      }),
    });
}

/** Imports, approves and publishes the list of 45 items. */
export async function loadItems(stage: Stage): Promise<void> {
  const { planner, head, disclosure } = DEMO_OFFICE;
  await stage.act(planner, loadBases, {});
  const fileSha256 = await stage.runtime.files.put(await readFile(`${WORKBOOK_FOLDER}${ITEMS_WORKBOOK}`));
  const { edition } = await stage.act(planner, importItems, { fileName: ITEMS_WORKBOOK, fileSha256 });
  await stage.act(planner, submitCatalogue, { edition });
  const hash = await read(stage.runtime, DEMO_BUREAU, async (tx) =>
    catalogueHash(edition, await listItemsOf(tx, edition)),
  );
  await stage.act(head, approveCatalogue, { edition, hash });
  await stage.act(disclosure, publishCatalogue, { edition, hash });
}

async function importOne(stage: Stage, kind: DirectoryKind, fileName: string): Promise<void> {
  const who = kind === 'vehicle' || kind === 'equipment' ? DEMO_OFFICE.keeper : DEMO_OFFICE.planner;
  const bytes = await readFile(`${WORKBOOK_FOLDER}${fileName}`);
  const checked = await checkImport(stage.runtime, actorFor(who), randomUUID(), { kind, fileName, bytes });
  const { batchId } = expectDone('directory.check-import', checked);
  await stage.act(who, importDirectory, { batchId });
}

/** A workbook knows no accounts: the office links each person to his own. */
async function linkAccounts(stage: Stage, people: DemoPeople): Promise<void> {
  const { officers, experts } = demoDistrict();
  const ids = await read(stage.runtime, DEMO_BUREAU, async (tx) => ({
    officers: new Map((await listOfficersForDraw(tx)).map((officer) => [officer.certificateNumber, officer.officerId])),
    experts: new Map((await listExpertsForDraw(tx)).map((expert) => [expert.directoryNumber, expert.expertId])),
  }));
  const reason = '关联登录账号';
  for (const content of officers) {
    const staffId = people.officers.get(content.certificateNumber)?.staffId ?? null;
    const target = { recordId: ids.officers.get(content.certificateNumber) ?? '', version: 1 };
    await stage.act(DEMO_OFFICE.planner, saveOfficer, { target, reason, content: { ...content, staffId } });
  }
  for (const content of experts) {
    const staffId = people.experts.get(content.directoryNumber)?.staffId ?? null;
    const target = { recordId: ids.experts.get(content.directoryNumber) ?? '', version: 1 };
    await stage.act(DEMO_OFFICE.planner, saveExpert, { target, reason, content: { ...content, staffId } });
  }
}

/** A few officers may not inspect units they are close to. */
async function declareRecusals(stage: Stage): Promise<void> {
  const { officers, enterprises } = await read(stage.runtime, DEMO_BUREAU, async (tx) => ({
    officers: await listOfficersForDraw(tx),
    enterprises: await listUniverse(tx),
  }));
  const reasons = ['KIN', 'OWN', 'ROTATION', 'KIN', 'OTHER', 'ROTATION'] as const;
  for (const [n, reason] of reasons.entries()) {
    const officer = officers[n * 2];
    const enterprise = enterprises[n * 17 + 3];
    if (officer === undefined || enterprise === undefined)
      throw new Error('the demo district is smaller than its recusals');
    await stage.act(DEMO_OFFICE.planner, declareRecusal, {
      personType: 'officer',
      personId: officer.officerId,
      enterpriseId: enterprise.enterpriseId,
      reason,
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    });
  }
}
