/** The verifier in Python, asked from here. @module */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { toBase64 } from '../src/index.ts';

const FOLDER = fileURLToPath(new URL('../python/', import.meta.url));
const MISSING =
  '缺少 Python 3.8 以上：请安装 python3（Debian/Ubuntu：apt-get install python3）后重试 / install Python 3.8 or later';

/** What a command printed, and how it ended. */
export interface Answer {
  readonly code: number;
  readonly text: string;
}

let found: string | undefined;

/** The Python on this machine; @throws an Error of one line when there is none that is new enough. */
export function findPython(): string {
  found ??= lookForPython();
  return found;
}

function lookForPython(): string {
  for (const name of process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python']) {
    const { status } = spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
    if (status === 0) return name;
  }
  throw new Error(MISSING);
}

/** Runs Python in the folder of the verifier. `args` e.g. `['verify.py', folder]`. */
export function runPython(args: readonly string[], input = ''): Answer {
  const { status, stdout, stderr } = spawnSync(findPython(), args, {
    cwd: FOLDER,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return { code: status ?? 1, text: stdout + stderr };
}

/** The verifier as a program that stays: each bundle is a line, each report a line. */
export interface PythonJudge {
  /** Steps that fail, in order; `garbage` when it is no bundle; `broken: …` when the verifier itself failed. */
  readonly failures: (files: ReadonlyMap<string, Uint8Array>) => Promise<readonly string[]>;
  readonly close: () => void;
}

/** A verifier for many bundles; it is started with the first. */
export function startPythonJudge(): PythonJudge {
  let started: ReturnType<typeof startJudge> | undefined;
  return {
    failures: async (files) => {
      const { stdin, lines } = (started ??= startJudge());
      const packed = Object.fromEntries([...files].map(([path, bytes]) => [path, toBase64(bytes)]));
      stdin.write(`${JSON.stringify(packed)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the verifier in Python ended');
      return JSON.parse(value) as readonly string[];
    },
    close: () => {
      started?.stdin.end();
      started = undefined;
    },
  };
}

function startJudge() {
  const child = spawn(findPython(), ['-m', 'vdraw.judge'], { cwd: FOLDER, stdio: ['pipe', 'pipe', 'inherit'] });
  return { stdin: child.stdin, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}
