#!/usr/bin/env node
/** The program `vdraw`: its one command is `verify`, and may be left out. @module */
import { verifyCommand } from './verify.ts';

const [command, ...rest] = process.argv.slice(2);
const write = (line: string): void => console.log(line);
process.exitCode = await verifyCommand(command === 'verify' ? rest : process.argv.slice(2), {
  write,
  now: () => Temporal.Now.instant().round('second').toString(),
});
