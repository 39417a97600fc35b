/** Signing in again without leaving the page: api.ts asks, the shell answers with its dialog. Not for pages. @module */

/** Resolves to true when the same person has signed in again; the request is then sent once more, unchanged. */
type SignInAgain = () => Promise<boolean>;

let dialog: SignInAgain | undefined;
let running: Promise<boolean> | undefined;

/** The shell offers its dialog; the returned function takes it back. */
export function offerSignIn(show: SignInAgain): () => void {
  dialog = show;
  return () => {
    dialog = undefined;
  };
}

/** One dialog for all requests that met an expired session at the same time. */
export async function signInAgain(): Promise<boolean> {
  if (dialog === undefined) return false;
  running ??= dialog().finally(() => {
    running = undefined;
  });
  return running;
}
