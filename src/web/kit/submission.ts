/** One submission of one form, whatever the network does. Used by `useDeed`; a page rarely needs it alone. @module */
import type { Outcome } from './api.ts';
import { newCommandId } from './command-id.ts';

/** Sends `input` under a command id and tells what came of it. */
export type Post<I, O> = (input: I, commandId: string) => Promise<Outcome<O>>;

/**
 * Gives the submission its command id and keeps it until the server has answered: a press after a lost answer, or a
 * second press while the first is under way, can never do the deed twice. If the input was changed in between and the
 * first one had arrived after all, the server says so (`command-reused`) instead of doing both.
 */
export function submitter<I, O>(post: Post<I, O>): (input: I) => Promise<Outcome<O>> {
  let commandId: string | undefined;
  let underWay: Promise<Outcome<O>> | undefined;

  async function submit(input: I): Promise<Outcome<O>> {
    commandId ??= newCommandId();
    const outcome = await post(input, commandId);
    if (outcome.ok || outcome.isAnswered) commandId = undefined;
    return outcome;
  }

  return (input) => {
    underWay ??= submit(input).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
