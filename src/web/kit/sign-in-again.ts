/** Who one is, asked again without leaving the page: api.ts asks, the frame answers with its dialogs. Not for pages. @module */

/** Resolves to true when the same person has answered; the request is then sent once more, unchanged. */
type Dialog = () => Promise<boolean>;

interface Question {
  /** The frame offers its dialog; the returned function takes it back. */
  offer(show: Dialog): () => void;
  /** One dialog for all requests that ask at the same time; false where none is offered. */
  ask(): Promise<boolean>;
}

/** The session has expired: user name and password. */
export const signInAgain = question();
/** The session lives, but the deed wants the password shown again (重新鉴别). */
export const confirmPassword = question();

function question(): Question {
  let dialog: Dialog | undefined;
  let running: Promise<boolean> | undefined;
  return {
    offer: (show) => {
      dialog = show;
      return () => {
        dialog = undefined;
      };
    },
    ask: async () => {
      if (dialog === undefined) return false;
      running ??= dialog().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
