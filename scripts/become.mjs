/** Runs one of the project's programs in the place of this process, on the Node it needs. @module */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  const before = keepers();
  const timer = setInterval(() => {
    if (keepers() === before) return;
    clearInterval(timer);
    then();
  }, 500);
}

/** The process above us, and npm itself where it runs scripts in a shell that stays in between (as Debian's does). */
function keepers() {
  const parent = process.ppid;
  if (process.platform !== 'linux') return `${parent}`;
  try {
    // /proc/<pid>/stat: pid (name) state parent …
    const [, name, grandparent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return /^(sh|dash|bash|busybox)$/.test(name) ? `${parent} ${grandparent}` : `${parent}`;
  } catch {
    // It ended between the two looks: whoever is above us now, it is not the one from before.
    return '';
  }
}
