/** Runs one of the project's programs in the place of this process, on the Node it needs. @module */
import { spawn } from 'node:child_process';
import { needNode } from './project.mjs';

const LEASH = new URL('leash.mjs', import.meta.url).href;

/**
 * Starts the program and ends as it ends.
 *
 * It stands in a group of its own: Ctrl-C in a terminal is sent to the whole foreground group, and would otherwise
 * reach it once directly and once through us. So a stop passes through here and is passed on exactly once. What we
 * cannot pass on, our own SIGKILL, it notices by the channel (`leash.mjs`); the death of npm above us we notice.
 */
export function become(args) {
  const child = spawn(needNode(), ['--import', LEASH, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  let isStopping = false;
  const stop = (signal) => {
    if (!isStopping) child.kill(signal);
    isStopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => stop('SIGTERM'));
  child.once('error', (error) => {
    console.error(error.message);
    process.exit(127);
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function whenOrphaned(then) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500);
}
