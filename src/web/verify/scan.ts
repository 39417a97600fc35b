/** Reading a QR code with the camera or from a photo: by the browser where it can, else by a decoder that is loaded then. @module */
import { trustedScript } from '../kit/trusted-types.ts';

/** Finds the text of a code in a picture; undefined when there is none. */
type Reader = (picture: HTMLVideoElement | ImageBitmap) => Promise<string | undefined>;

/** https://wicg.github.io/shape-detection-api/ */
interface Detector {
  detect(picture: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
declare global {
  interface Window {
    readonly BarcodeDetector?: {
      new (options: { readonly formats: readonly string[] }): Detector;
      getSupportedFormats(): Promise<readonly string[]>;
    };
    /** Set by the decoder's script; throws where it finds no code. */
    decodeQr?: (picture: ImageData) => string;
  }
}

/** Larger photos are made smaller: a code that fills a tenth of the picture is still sharp. */
const MOST_PIXELS = 1_600;
const LOOK_EVERY_MS = 150;

/** @param decoder - address of the decoder's script, where the page is no single file */
async function openReader(decoder: string | undefined): Promise<Reader> {
  const { BarcodeDetector } = window;
  if (BarcodeDetector !== undefined && (await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue;
  }
  if (window.decodeQr === undefined && decoder !== undefined) await loadScript(decoder);
  const canvas = document.createElement('canvas');
  return (picture) => Promise.resolve(decodeOn(canvas, picture));
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${src} was not loaded`)));
    script.src = trustedScript(src);
    document.head.append(script);
  });
}

function decodeOn(canvas: HTMLCanvasElement, picture: HTMLVideoElement | ImageBitmap): string | undefined {
  const [width, height] =
    'videoWidth' in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || canvas.width === 0) return undefined;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return window.decodeQr?.(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    // The decoder throws when there is no code in the picture.
    return undefined;
  }
}

/** Text of the code in a photo; undefined when there is none. */
export async function readPhoto(photo: File, decoder: string | undefined): Promise<string | undefined> {
  const read = await openReader(decoder);
  const picture = await createImageBitmap(photo);
  const found = await read(picture);
  picture.close();
  return found;
}

/**
 * Looks through the camera until a code is found or it is stopped.
 * @param video - shows what the camera sees
 * @returns stops the camera
 * @throws when there is no camera, or it may not be used
 */
export async function startCamera(
  video: HTMLVideoElement,
  decoder: string | undefined,
  onFound: (text: string) => void,
): Promise<() => void> {
  const read = await openReader(decoder);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  video.srcObject = stream;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    for (const track of stream.getTracks()) track.stop();
  };
  const look = async (): Promise<void> => {
    if (isStopped) return;
    const found = await read(video);
    if (found === undefined) setTimeout(() => void look(), LOOK_EVERY_MS);
    else if (!isStopped) {
      stop();
      onFound(found);
    }
  };
  await video.play();
  void look();
  return stop;
}
