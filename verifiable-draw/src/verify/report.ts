/** What a verification says: every step, every value it looked at. SPEC §15. @module */
import { reasonOf } from '../shape.ts';

export type StepId = `V${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15}`;
export type StepStatus = 'PASS' | 'FAIL' | 'NOT-APPLICABLE';

/** One thing that was looked at, in both languages, with its value. */
export interface Detail {
  readonly zh: string;
  readonly en: string;
  readonly value: string;
  readonly ok: boolean;
}

export interface StepReport {
  readonly id: StepId;
  readonly title: { readonly zh: string; readonly en: string };
  readonly status: StepStatus;
  readonly details: readonly Detail[];
}

export interface Report {
  /** `garbage`: not a bundle at all. */
  readonly kind: 'bundle' | 'garbage';
  /** Every step passed or does not apply. */
  readonly ok: boolean;
  readonly draw?: string;
  readonly profile?: 'public' | 'offline';
  /** SHA-256 of the manifest: names this very bundle. */
  readonly fingerprint?: string;
  /** Whose keys were used: the reader's own policy, or only the one in the bundle. */
  readonly trust: 'given' | 'bundle';
  readonly steps: readonly StepReport[];
}

export const STEP_TITLES: Readonly<Record<StepId, StepReport['title']>> = {
  V1: { zh: '文件完整，内容可读', en: 'Files are complete and readable' },
  V2: { zh: '公开日志收录了这些文件', en: 'The public log contains these documents' },
  V3: { zh: '一次公告，一个结果', en: 'One announcement, one result' },
  V4: { zh: '名单与公告一致，一个不多一个不少', en: 'Lists are the announced ones' },
  V5: { zh: '抽取数量与排除原因', en: 'Number to draw and reasons for exclusion' },
  V6: { zh: '随机源与先后次序', en: 'Randomness sources and their order' },
  V7: { zh: '种子与密钥', en: 'Seed and keys' },
  V8: { zh: '各层名额', en: 'Quotas of the strata' },
  V9: { zh: '抽签号、次序与入选名单', en: 'Tickets, order and selection' },
  V10: { zh: '每组人员合乎条件', en: 'Every team meets the conditions' },
  V11: { zh: '人员匹配重新计算', en: 'Matching of officers recomputed' },
  V12: { zh: '专家、日期、车辆与装备', en: 'Experts, days, vehicles and devices' },
  V13: { zh: '递补', en: 'Substitutions' },
  V14: { zh: '结果文件与每户结果', en: 'Result documents and every outcome' },
  V15: { zh: '收窄审计', en: 'Narrowing audit' },
};

/** Collects what a step looks at. */
export class Findings {
  readonly details: Detail[] = [];

  /** Records a check and returns whether it holds. */
  check(ok: boolean, zh: string, en: string, value: string | number): boolean {
    this.details.push({ zh, en, value: String(value), ok });
    return ok;
  }

  /** Records a value that needs no check. */
  note(zh: string, en: string, value: string | number): void {
    this.check(true, zh, en, value);
  }

  /** Records problems that other code has put into words; one good line when there are none. */
  problems(problems: readonly string[], zh: string, en: string): boolean {
    if (problems.length === 0) return this.check(true, zh, en, '✓');
    for (const problem of problems.slice(0, MAX_PROBLEMS)) this.check(false, zh, en, problem);
    if (problems.length > MAX_PROBLEMS) this.check(false, zh, en, `… ${problems.length}`);
    return false;
  }
}

/** A hostile bundle must not make a report of a million lines. */
const MAX_PROBLEMS = 20;

/** Thrown inside a step that has nothing to check. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
  readonly zh: string;
  readonly en: string;

  constructor(zh: string, en: string) {
    super(en);
    [this.zh, this.en] = [zh, en];
  }
}

/** Runs a step. Whatever it throws becomes a failed check: hostile files never stop a report. */
export function runStep(id: StepId, step: (findings: Findings) => void): StepReport {
  const findings = new Findings();
  const done = (status: StepStatus): StepReport => ({ id, title: STEP_TITLES[id], status, details: findings.details });
  try {
    step(findings);
  } catch (error) {
    if (error instanceof NotApplicable) {
      findings.note(error.zh, error.en, '—');
      return done(findings.details.every(({ ok }) => ok) ? 'NOT-APPLICABLE' : 'FAIL');
    }
    findings.check(false, '无法核验', 'cannot be checked', reasonOf(error));
  }
  return done(findings.details.every(({ ok }) => ok) ? 'PASS' : 'FAIL');
}
