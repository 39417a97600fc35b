/** `sunlot verify`: the library's own command, so that checking a bundle never depends on this application. @module */
import { systemClock, toSeconds } from '../core/clock.ts';
import { verifyCommand as verifyBundleCommand } from 'verifiable-draw/cli';

/** Exit code 0 when every step passes, 1 when one fails, 2 when it is no bundle. */
export function verifyCommand(args: readonly string[]): Promise<number> {
  return verifyBundleCommand(args, {
    write: (line) => console.log(line),
    now: () => toSeconds(systemClock.now()),
  });
}
