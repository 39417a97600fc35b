/** V1–V3: the files, the public log, and one result for one announcement. SPEC §15. @module */
import { fileProblems, type BundleDeed, type OpenedBundle } from '../bundle-reading.ts';
import { MANIFEST, type BundleFiles } from '../bundle-files.ts';
import { manifestProblems } from '../bundle.ts';
import { toHex } from '../bytes.ts';
import { checkpointOpener, openTlogProof, type LoggedEntry } from '../checkpoint.ts';
import { deedHash, textFact } from '../deeds.ts';
import { reasonOf } from '../shape.ts';
import { policyKeys, quorumTime, type Policy } from '../policy.ts';
import { announceDeed, deedsOf, documentHash, isSealed, readable, suiteOfBundle, type Readable } from './evidence.ts';
import type { Findings } from './report.ts';

/** V1: the manifest is exactly what these files give, nothing is missing or strange, everything can be read. */
export function checkFiles(f: Findings, files: BundleFiles, bundle: OpenedBundle): void {
  f.check(files.has(MANIFEST), '清单', 'manifest', MANIFEST);
  f.check(files.size > 1, '文件数', 'files', files.size);
  f.problems(manifestProblems(files), '清单与全部文件一致', 'the manifest matches every file');
  f.problems(fileProblems(files, bundle), '文件组成', 'composition');
  f.problems(bundle.problems, '内容可读', 'contents can be read');
}

/** A deed with what its proof says. */
export interface ProvedDeed extends BundleDeed {
  readonly logged: LoggedEntry;
}

/** Proofs of all deeds; the reason instead where there is none. */
export function proveDeeds(
  bundle: OpenedBundle,
  policy: Policy,
): readonly (ProvedDeed | { readonly seq: number; readonly problem: string })[] {
  const open = checkpointOpener(policyKeys(policy));
  return bundle.deeds.map((entry) => {
    try {
      return { ...entry, logged: openTlogProof(entry.entry, entry.proof, open) };
    } catch (error) {
      return { seq: entry.deed.seq, problem: reasonOf(error) };
    }
  });
}

/** V2: every entry is in the signed log, the entries fit each other, and they name the documents of the bundle. */
export function checkLog(f: Findings, opened: OpenedBundle, policy: Policy | undefined): void {
  if (policy === undefined) throw new Error('there is no trust policy');
  for (const key of policy.logs) f.note('日志公钥', 'log key', `${key.name} ${toHex(key.publicKey)}`);
  const results = proveDeeds(opened, policy);
  const proved = results.filter((result) => 'logged' in result);
  f.problems(
    results.flatMap((result) => ('logged' in result ? [] : [`${result.seq}: ${result.problem}`])),
    '日志收录证明',
    'inclusion in the log',
  );
  f.check(proved.length > 0, '日志条目数', 'log entries', proved.length);
  checkQuorum(f, proved, policy);
  f.problems(chainProblems(opened.deeds), '前后条目的哈希相连', 'entries are chained');
  f.problems(treeProblems(proved), '条目编号与日志位置、检查点相符', 'numbers, positions and checkpoints fit');
  const bundle = readable(opened);
  checkBindings(f, bundle);
}

function checkQuorum(f: Findings, proved: readonly ProvedDeed[], policy: Policy): void {
  if (policy.quorum === 'none') {
    f.note('见证', 'witnesses', '不适用：信任策略未要求见证 / NOT-APPLICABLE: the policy asks for no witness');
    return;
  }
  f.problems(
    proved
      .filter(({ logged }) => quorumTime(policy, logged.signatures) === undefined)
      .map(({ deed }) => `${deed.seq}: no quorum`),
    `见证 ${policy.quorum}`,
    `witness quorum ${policy.quorum}`,
  );
}

function chainProblems(deeds: readonly BundleDeed[]): string[] {
  return deeds.slice(1).flatMap(({ deed }, i) => {
    const before = deeds[i] as BundleDeed;
    if (deed.bureau !== before.deed.bureau) return [`${deed.seq}: another bureau ${deed.bureau}`];
    const follows = deed.seq === before.deed.seq + 1;
    return follows && deed.prev !== deedHash(before.entry)
      ? [`${deed.seq}: prev is not the hash of ${before.deed.seq}`]
      : [];
  });
}

/** In one log, number minus index is constant; and there are no two roots of one size. */
function treeProblems(proved: readonly ProvedDeed[]): string[] {
  const offsets = new Map<string, number>();
  const roots = new Map<string, string>();
  return proved.flatMap(({ deed, logged: { index, checkpoint } }) => {
    const offset = offsets.get(checkpoint.origin) ?? deed.seq - index;
    offsets.set(checkpoint.origin, offset);
    const name = `${checkpoint.origin} ${checkpoint.size}`;
    const root = roots.get(name) ?? toHex(checkpoint.root);
    roots.set(name, root);
    return [
      ...(deed.seq - index === offset ? [] : [`${deed.seq}: index ${index} in ${checkpoint.origin}`]),
      ...(toHex(checkpoint.root) === root ? [] : [`${deed.seq}: two roots for ${name}`]),
    ];
  });
}

/** What the log says must be what the files are. */
function checkBindings(f: Findings, bundle: Readable): void {
  const suite = suiteOfBundle(bundle);
  const { announcement, result, resultBytes, detailsBytes, planBytes, narrowingBytes } = bundle;
  const hash = documentHash(suite, bundle.announcementBytes);
  f.check(announceDeed(bundle) !== undefined, '公告已入日志', 'the announcement is in the log', hash);
  if (resultBytes !== undefined && result !== undefined) {
    const resultHash = documentHash(suite, resultBytes);
    const complete = deedsOf(bundle, 'draw.complete').some(({ deed }) => textFact(deed, 'document') === resultHash);
    f.check(complete, '结果已入日志', 'the result is in the log', resultHash);
    f.check(
      result.announcement === hash && result.draw === announcement.draw,
      '结果属于该公告',
      'the result is of this announcement',
      result.announcement,
    );
    const details = detailsBytes === undefined ? '' : documentHash(suite, detailsBytes);
    if (!isSealed(bundle))
      f.check(result.details === details, '过程文件与结果一致', 'the details are those of the result', result.details);
  }
  checkNamed(
    f,
    '计划',
    'plan',
    announcement.planHash,
    planBytes === undefined ? undefined : documentHash(suite, planBytes),
  );
  const narrowing = narrowingBytes === undefined ? undefined : documentHash(suite, narrowingBytes);
  checkNamed(f, '收窄审计', 'narrowing report', announcement.narrowing, narrowing);
  const churn = bundle.churnBytes === undefined ? undefined : documentHash(suite, bundle.churnBytes);
  checkNamed(f, '变动报告', 'churn report', announcement.churn, churn);
}

/** A document the announcement names may be left out; one that is there must be the named one. */
function checkNamed(f: Findings, zh: string, en: string, named: string | undefined, found: string | undefined): void {
  if (found !== undefined) f.check(found === named, `${zh}与公告一致`, `the ${en} is the announced one`, found);
}

/** V3: one announcement, one result, nothing after a void; deeds in order. Only the supplied entries can be seen. */
export function checkHistory(f: Findings, opened: OpenedBundle): void {
  const bundle = readable(opened);
  const { announcement } = bundle;
  const announced = announceDeed(bundle);
  if (announced === undefined) throw new Error('the announcement is not among the log entries');
  const { agency, plan, task, batch, seq } = announcement;
  f.note('机关、计划、任务、批次', 'agency, plan, task, batch', `${agency} ${plan} ${task} ${batch}`);
  f.note('公告编号', 'number of the announcement', seq);
  const foreign = bundle.deeds.filter(
    ({ deed }) => deed.kind.startsWith('draw.') && deed.subject !== announced.deed.subject,
  );
  f.problems(
    foreign.map(({ deed }) => `${deed.seq}: ${deed.kind} of ${deed.subject}`),
    '条目均属本次抽取',
    'entries are of this draw',
  );
  const number = (kind: string): number => deedsOf(bundle, kind).length;
  const [completed, voided, confirmed] = [number('draw.complete'), number('draw.void'), number('draw.confirm')];
  f.check(number('draw.announce') === 1, '公告次数', 'announcements', number('draw.announce'));
  f.check(completed <= 1 && completed + voided > 0, '计算结果次数', 'results', completed);
  f.check(
    voided <= 1 && confirmed <= 1 && voided + confirmed <= 1,
    '作废、确认次数',
    'voided, confirmed',
    `${voided}, ${confirmed}`,
  );
  f.check(
    completed === 0 || bundle.result !== undefined,
    '结果文件',
    'result document',
    completed === 0 ? '—' : 'result.json',
  );
  f.problems(orderProblems(bundle), '次序与时间', 'order and times');
  f.note(
    '范围',
    'range',
    `${bundle.deeds.length} 条；验证包之外的条目此处不可见 / entries outside the bundle cannot be seen here`,
  );
}

const PHASES = [
  ['draw.freeze', 'draw.commit', 'draw.announce'],
  ['draw.announce', 'draw.reveal', 'draw.complete'],
  ['draw.announce', 'draw.recover', 'draw.complete'],
  ['draw.announce', 'draw.record-dice', 'draw.complete'],
  ['draw.announce', 'draw.confirm-dice', 'draw.complete'],
  ['draw.announce', 'draw.record-source', 'draw.complete'],
  ['draw.announce', 'draw.confirm-source', 'draw.complete'],
  ['draw.complete', 'draw.confirm'],
] as const;

function orderProblems(bundle: Readable): string[] {
  const late = bundle.deeds.slice(1).flatMap(({ deed }, i) => {
    const before = (bundle.deeds[i] as BundleDeed).deed;
    return deed.at < before.at ? [`${deed.seq}: ${deed.at} is before ${before.at} of ${before.seq}`] : [];
  });
  const swapped = PHASES.flatMap((kinds) => {
    const seqs = kinds.map((kind) => deedsOf(bundle, kind).map(({ deed }) => deed.seq));
    return seqs.slice(1).flatMap((later, i) => {
      const last = Math.max(...(seqs[i] as number[]));
      return later.filter((seq) => seq < last).map((seq) => `${seq}: ${kinds[i + 1]} before ${kinds[i]}`);
    });
  });
  return [...new Set([...late, ...swapped])];
}
