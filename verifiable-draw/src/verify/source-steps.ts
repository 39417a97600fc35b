/** V6, V7: sources, their order in time, and the keys made from them. SPEC §7.6, §15. @module */
import type { BundleDeed, OpenedBundle } from '../bundle-reading.ts';
import { fromHex, toHex } from '../bytes.ts';
import { checkpointOpener, openTlogProof } from '../checkpoint.ts';
import { posix, textFact } from '../deeds.ts';
import { deriveSeed } from '../draw.ts';
import { QUICKNET, verifyDrand } from '../drand.ts';
import { missingRule } from '../announcement-rules.ts';
import { policyKeys, quorumTime, type Policy } from '../policy.ts';
import {
  creditedBits,
  isHuman,
  isOutside,
  isThrown,
  outsideTime,
  partyOf,
  sourceValue,
  type CommitSource,
  type DrandSource,
  type SourceSpec,
} from '../sources.ts';
import {
  announceDeed,
  deedsOf,
  areChecksOfTypings,
  finished,
  isSame,
  isSealed,
  loggedValues,
  readable,
  suiteOfBundle,
  typingsOf,
  valueDeeds,
  valuesById,
  type LoggedValue,
  type Readable,
  type Typings,
} from './evidence.ts';
import type { Findings } from './report.ts';

/** V6: every value is of its source, and nothing was known too early. */
export function checkSources(f: Findings, opened: OpenedBundle, policy: Policy | undefined): void {
  const bundle = readable(opened);
  const { announcement } = bundle;
  const announced = announceDeed(bundle);
  if (announced === undefined) throw new Error('the announcement is not among the log entries');
  const values = loggedValues(bundle);
  f.note('方案', 'profile', announcement.profile);
  for (const source of announcement.sources)
    checkSource(
      f,
      bundle,
      source,
      values.find((value) => value.source.id === source.id),
    );
  for (const source of announcement.sources) {
    if (source.type === 'commit') checkCommitment(f, bundle, source, announced);
    else if (source.type !== 'drand' && source.type !== 'otc') checkTypings(f, source, typingsOf(bundle, source));
  }
  checkReveals(f, bundle, values);
  if (announcement.profile === 'offline') checkOffline(f, bundle, values);
  else checkOutside(f, bundle, values, announcedTime(announced, policy));
  const known = announcement.sources.map((source) => `${source.id} ${creditedBits(source)}`).join(', ');
  f.note('计入的熵（位）', 'credited entropy in bits', known);
}

function checkSource(f: Findings, bundle: Readable, source: SourceSpec, logged: LoggedValue | undefined): void {
  const { announcement, result } = bundle;
  const times = valueDeeds(bundle, source).length;
  f.check(times <= 1, `${source.id} 只记录一次`, `${source.id} is recorded once`, times);
  if (logged === undefined && source.type === 'otc' && isSealed(bundle)) {
    f.note(`${source.id} 封存`, `${source.id} is sealed`, source.anchor);
    return;
  }
  if (logged === undefined) {
    const rule = missingRule(announcement.missing, source.id);
    f.check(
      rule === 'skip' || result === undefined,
      `${source.id} 缺失，按公告处理`,
      `${source.id} is missing, announced rule`,
      String(rule),
    );
    return;
  }
  f.check(isValue(bundle, logged), `${source.id} 的值`, `value of ${source.id}`, logged.value);
  if (source.type === 'drand') checkBeacon(f, source, logged);
  if (source.type === 'nist')
    f.note('NIST 信标的值请与其公开记录核对', 'compare with the published NIST pulse', source.at);
  if (source.type === 'lottery')
    f.note('开奖号码请与公开公告核对', 'compare with the published lottery numbers', logged.value);
}

function isValue(bundle: Readable, { source, value }: LoggedValue): boolean {
  try {
    sourceValue(suiteOfBundle(bundle), bundle.announcement.draw, source, value);
    return true;
  } catch {
    return false;
  }
}

function checkBeacon(f: Findings, source: DrandSource, { value, signature }: LoggedValue): void {
  if (!f.check(source.chain === QUICKNET.hash, 'drand 链', 'drand chain', source.chain)) return;
  const randomness = verifyDrand(QUICKNET, source.round, fromHex(signature ?? ''));
  const isRound = randomness !== undefined && toHex(randomness) === value;
  f.check(isRound, `drand 第 ${source.round} 轮签名`, `signature of drand round ${source.round}`, signature ?? '—');
}

/** R1: the hash of a share was in the log before the announcement, and is the announced one. */
function checkCommitment(f: Findings, bundle: Readable, source: CommitSource, announced: BundleDeed): void {
  const commits = deedsOf(bundle, 'draw.commit').filter(({ deed }) => textFact(deed, 'party') === partyOf(source));
  const [first] = commits;
  const isFirst = commits.length === 1 && first !== undefined && first.deed.seq < announced.deed.seq;
  const isAnnounced = first !== undefined && textFact(first.deed, 'commitment') === source.commitment;
  f.check(
    isFirst && isAnnounced,
    `${source.id} 公告前已提交承诺`,
    `${source.id} committed before the announcement`,
    source.commitment,
  );
}

/** Every typing is shown: numbers without a gap, two persons, the same text at the end. */
function checkTypings(f: Findings, { id }: SourceSpec, { typed, checked, fact, isTwice }: Typings): void {
  if (!isTwice) {
    f.note(`${id} 只由一人录入`, `${id} was typed by one person only`, typed.length);
    return;
  }
  typed.forEach(({ deed }, i) => {
    const check = checked.find((other) => other.deed.facts['attempt'] === deed.facts['attempt']);
    const text = textFact(deed, fact) ?? '';
    const isGapFree = deed.facts['attempt'] === i + 1;
    const isPaired = check === undefined ? i === typed.length - 1 : isCheckOf(check, deed, fact);
    f.check(isGapFree && isPaired, `${id} 第 ${i + 1} 次录入与复核`, `${id} typed and checked, attempt ${i + 1}`, text);
  });
  f.check(
    areChecksOfTypings(typed, checked),
    `${id} 每次复核都有录入`,
    `${id}: every check has its typing`,
    checked.length,
  );
}

function isCheckOf({ deed: check }: BundleDeed, typing: BundleDeed['deed'], fact: string): boolean {
  const isSame = textFact(check, fact) === textFact(typing, fact);
  return check.seq > typing.seq && check.actor !== typing.actor && check.facts['isSame'] === isSame;
}

/** R2: what people bring in is in the log in time. */
function checkReveals(f: Findings, bundle: Readable, values: readonly LoggedValue[]): void {
  const { deadlines, profile } = bundle.announcement;
  for (const { source, deed } of values) {
    const limit = isThrown(source) && profile === 'offline' ? deadlines.result : deadlines.reveal;
    if (isHuman(source))
      f.check(deed.deed.at <= limit, `${source.id} 按时`, `${source.id} in time`, `${deed.deed.at} ≤ ${limit}`);
  }
}

/** R-LAST without an outside source: dice and balls are thrown when every share is known. */
function checkOffline(f: Findings, bundle: Readable, values: readonly LoggedValue[]): void {
  const typed = bundle.announcement.sources.filter(isThrown).flatMap((source) => typingsOf(bundle, source).typed);
  const [thrown] = typed.toSorted((a, b) => a.deed.seq - b.deed.seq);
  if (thrown === undefined) return;
  for (const { source, deed } of values.filter((value) => value.source.type === 'commit')) {
    const isBefore = deed.deed.seq < thrown.deed.seq && deed.deed.at <= thrown.deed.at;
    f.check(
      isBefore,
      `${source.id} 揭示在掷骰之前`,
      `${source.id} revealed before the dice`,
      `${deed.deed.seq} < ${thrown.deed.seq}`,
    );
  }
}

/** When the announcement was public, by the witnesses if there are any, else by the clock of the log. */
function announcedTime(announced: BundleDeed, policy: Policy | undefined): number {
  if (policy === undefined || policy.quorum === 'none') return posix(announced.deed.at);
  const { signatures } = openTlogProof(announced.entry, announced.proof, checkpointOpener(policyKeys(policy)));
  return quorumTime(policy, signatures) ?? Number.POSITIVE_INFINITY;
}

/** R3: an outside source becomes known last, and later than the announcement by the margin. */
function checkOutside(f: Findings, bundle: Readable, values: readonly LoggedValue[], announcedAt: number): void {
  const { deadlines, margin = 0, sources } = bundle.announcement;
  for (const source of sources.filter(isOutside)) {
    const time = outsideTime(source);
    f.check(
      time >= posix(deadlines.reveal),
      `${source.id} 在揭示截止之后产生`,
      `${source.id} comes after the reveals`,
      time,
    );
    if (deadlines.beacon !== undefined)
      f.check(
        time <= posix(deadlines.beacon),
        `${source.id} 不晚于公告的时间`,
        `${source.id} comes by the announced time`,
        deadlines.beacon,
      );
    const isLate = announcedAt + margin <= time;
    f.check(
      isLate,
      `公告早于 ${source.id} 至少 ${margin} 秒`,
      `announced ${margin} s before ${source.id}`,
      `${announcedAt} + ${margin} ≤ ${time}`,
    );
    for (const value of values) {
      const at = value.deed.deed.at;
      if (value.source === source)
        f.check(posix(at) >= time, `${source.id} 产生之后才记录`, `${source.id} recorded once it was known`, at);
      if (isHuman(value.source))
        f.check(
          posix(at) <= time,
          `${value.source.id} 早于 ${source.id}`,
          `${value.source.id} before ${source.id}`,
          at,
        );
    }
  }
}

/** V7: the key of the draw follows from the announcement and the logged values. */
export function checkSeed(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const seed = deriveSeed(bundle.announcement, valuesById(loggedValues(bundle)));
  for (const { id, value } of seed.sources) f.note(`随机源 ${id}`, `source ${id}`, value ?? '（跳过 / skipped）');
  f.check(
    isSame(seed.sources, bundle.details.sources),
    '所用的值即日志所记',
    'values used are those logged',
    seed.sources.length,
  );
  f.check(toHex(seed.prk) === bundle.details.prk, '种子', 'pseudorandom key', toHex(seed.prk));
}
