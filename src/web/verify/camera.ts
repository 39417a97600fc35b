/** The camera in the page: shown while it looks, gone when it has found a code or is stopped. @module */
import type { VerifyText } from '../kit/strings/verify.zh.ts';
import { h } from './dom.ts';
import { startCamera } from './scan.ts';

export class Camera {
  /** Ends the look that is going on. */
  #end: (() => void) | undefined;

  /**
   * Looks for a code. Resolves when there is one, when it is stopped (undefined), or at once where there is no camera.
   * @param place - where the picture of the camera is shown
   */
  look(
    place: HTMLElement,
    decoder: string | undefined,
    { firm: words }: VerifyText,
  ): Promise<{ readonly text: string } | 'no-camera' | undefined> {
    this.#end?.();
    return new Promise((resolve) => {
      const video = h('video', { playsinline: true, muted: true, 'aria-label': words.camera });
      let stop: (() => void) | undefined;
      const end = (found?: string): void => {
        stop?.();
        this.#end = undefined;
        place.replaceChildren();
        resolve(found === undefined ? undefined : { text: found });
      };
      this.#end = end;
      startCamera(video, decoder, end).then(
        (started) => {
          stop = started;
          place.replaceChildren(
            h('p', {}, words.camera),
            video,
            h('button', { type: 'button', class: 'button quiet', onclick: () => end() }, words.stop),
          );
        },
        // No camera, no permission, a page that is not secure: the browser's reasons, one remedy.
        () => resolve('no-camera'),
      );
    });
  }
}
