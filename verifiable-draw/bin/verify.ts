/** `vdraw verify`: checks a bundle and says what it saw. SPEC §15.2. @module */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  BundleError,
  checkEnterprise,
  parsePolicy,
  PolicyError,
  readBundle,
  verifyBundle,
  type Policy,
  type Report,
} from '../src/index.ts';
import { reasonOf } from '../src/shape.ts';
import { withChangedContainer } from './container.ts';
import { InputError } from './archive.ts';
import { readInput } from './files.ts';

/** Where lines go, and what time it is there. */
export interface VerifyIo {
  readonly write: (line: string) => void;
  /** The reader's time, whole seconds: whether a sealed draw should be open by now. */
  readonly now: () => string;
}

const USAGE = `用法 / usage: vdraw verify <文件夹或 zip> [--json] [--policy 信任策略] [--firm 统一社会信用代码] [--skip-narrowing]
退出码 / exit code: 0 全部通过 all pass · 1 有步骤未通过 a step fails · 2 不是验证包 not a bundle`;

/**
 * Runs the command.
 * @param argv - arguments after `verify`
 * @returns exit code: 0 every step passes or does not apply, 1 a step fails, 2 nothing that could be verified
 */
export async function verifyCommand(argv: readonly string[], io: VerifyIo): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        policy: { type: 'string' },
        firm: { type: 'string' },
        'skip-narrowing': { type: 'boolean', default: false },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new InputError(USAGE);
    return verifyPath(path, values, io);
  } catch (error) {
    if (!isExpected(error)) throw error;
    io.write(error.message);
    return 2;
  }
}

interface Flags {
  readonly json: boolean;
  readonly policy?: string | undefined;
  readonly firm?: string | undefined;
  readonly 'skip-narrowing': boolean;
}

function verifyPath(path: string, flags: Flags, io: VerifyIo): number {
  const policy = flags.policy === undefined ? undefined : readPolicy(flags.policy);
  const { files, isPublishedForm } = readInput(path);
  const inside = verifyBundle(files, {
    skipNarrowing: flags['skip-narrowing'],
    now: io.now(),
    ...(policy === undefined ? {} : { policy }),
  });
  const report = isPublishedForm ? inside : withChangedContainer(inside);
  const firm = flags.firm === undefined || !report.ok ? undefined : checkEnterprise(readBundle(files), flags.firm);
  if (flags.json)
    io.write(JSON.stringify(flags.firm === undefined ? report : { ...report, firm: firm ?? null }, undefined, 2));
  else {
    for (const line of reportLines(report)) io.write(line);
    if (flags.firm !== undefined)
      io.write(
        `${flags.firm}: ${firm === undefined ? '不在名录中，或验证未通过 / not in the roster, or not verified' : JSON.stringify(firm)}`,
      );
  }
  if (report.kind === 'garbage') return 2;
  return report.ok ? 0 : 1;
}

function readPolicy(path: string): Policy {
  try {
    return parsePolicy(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}

const SIGNS = { PASS: '✓', FAIL: '✗', 'NOT-APPLICABLE': '–' } as const;

function reportLines(report: Report): string[] {
  if (report.kind === 'garbage') return ['这不是验证包：没有 manifest.json，也没有 announcement.json / not a bundle'];
  const failed = report.steps.filter(({ status }) => status === 'FAIL').map(({ id }) => id);
  const trust =
    report.trust === 'given'
      ? '使用您提供的信任策略 / with your trust policy'
      : "使用包内的信任策略：只证明包内自洽，请把日志公钥与机关公布的核对 / with the bundle's own policy: compare the log key with the published one";
  return [
    `抽取 / draw: ${report.draw ?? '?'} · ${report.profile ?? '?'} · 清单指纹 / manifest SHA-256: ${report.fingerprint ?? '?'}`,
    trust,
    ...report.steps.flatMap(({ id, title, status, details }) => [
      `${SIGNS[status]} ${id} ${title.zh} / ${title.en}: ${status}`,
      ...details.map(({ zh, en, value, ok }) => `    ${ok ? ' ' : '✗'} ${zh} / ${en}: ${value}`),
    ]),
    failed.length === 0 ? '结论：全部通过 / all steps pass' : `结论：未通过 / failed: ${failed.join(' ')}`,
  ];
}

function isExpected(error: unknown): error is Error {
  if (error instanceof InputError || error instanceof PolicyError || error instanceof BundleError) return true;
  // parseArgs: an unknown flag, a flag without its value.
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
