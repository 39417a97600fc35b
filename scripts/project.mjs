/** What the scripts share: where the project is, which Node runs it, how a command is run. Runs on Node 20 with nothing installed. @module */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NEEDED_MAJOR = 26;

/** A path inside the project. */
export function at(...parts) {
  return join(ROOT, ...parts);
}

/** Ends the script with a sentence for the person at the terminal. */
export function fail(sentence, exitCode = 1) {
  console.error(sentence);
  process.exit(exitCode);
}

/** The Node the project runs on: its own, else the one we are on when that is new enough; undefined when neither is. */
export function findNode() {
  const own = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  return Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR ? process.execPath : undefined;
}

/** As `findNode`; ends the script with the remedy when there is none. */
export function needNode() {
  const node = findNode();
  if (node !== undefined) return node;
  return fail(
    `缺少 Node.js ${NEEDED_MAJOR}：安装依赖时没有装上项目自带的版本（安装脚本可能被禁用）。\n` +
      `请运行 npm ci --ignore-scripts=false，或安装 Node.js ${NEEDED_MAJOR} 以上版本后重试。`,
  );
}

/** The way to call the npm that called us (or the one on the path), on the Node it runs on. */
export function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)) return [node ?? process.execPath, npm];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * Runs a command in the project's folder and resolves to its exit code and, when quiet, what it printed.
 * A command that cannot be run counts as 127, one ended by a signal as 128.
 */
export function run(command, { quiet = false, env = {} } = {}) {
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: program.endsWith('.cmd'),
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (printed += text));
    child.once('error', (error) => resolve({ code: 127, printed: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 128, printed }));
  });
}

/** Runs a tool of `node_modules` (its `bin` file) on the project's Node. */
export function runTool(file, args, options) {
  return run([needNode(), at('node_modules', ...file.split('/')), ...args], options);
}
