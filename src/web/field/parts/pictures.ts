/** Pictures on the phone: kept as they were taken, with a smaller copy for screen and line. @module */
import type { OperationBody } from '../../../inspection/types/operation.ts';
import { newCommandId } from '../../kit/command-id.ts';
import type { FieldStore } from '../store/field-store.ts';
import { sha256Hex, type Bytes } from '../store/keys.ts';

type PhotoBody = Extract<OperationBody, { kind: 'photo' }>;
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/webm'] as const;
/** The longer side of the copy. */
const COPY_SIDE = 1_920;
/** Below this a copy would save nothing. */
const SMALL_BYTES = 600 * 1024;

export interface About {
  readonly itemId: string;
  readonly pointNo: number;
  readonly findingId?: string;
}

/**
 * Keeps what the camera gave, and says so in the visit, in one write: a kill leaves no picture that nothing names. The
 * smaller copy follows; it takes longer than one may wait. False when it is no picture that can be kept.
 */
export async function keepPhoto(store: FieldStore, inspectionId: string, file: Blob, about: About): Promise<boolean> {
  const type = TYPES.find((each) => each === file.type);
  if (type === undefined || file.size === 0) return false;
  const original = await read(new Uint8Array(await file.arrayBuffer()));
  const takenAt = new Date(store.clock.now()).toISOString();
  const photo = { ...photoBody(original, type, takenAt, about), photoId: newCommandId() };
  await store.say(inspectionId, photo, { pictures: [[original.sha256, original.bytes]] });
  const isSmall = !type.startsWith('image/') || file.size <= SMALL_BYTES;
  const copy = isSmall ? undefined : await copyOf(file);
  if (copy === undefined) return true;
  const kept = await read(copy);
  const smaller = { ...photoBody(kept, 'image/jpeg', takenAt, about), photoId: newCommandId(), copyOf: photo.photoId };
  await store.say(inspectionId, smaller, { pictures: [[kept.sha256, kept.bytes]] });
  return true;
}

/** A drawn-on picture is a picture of its own; the one beneath stays. */
export async function keepSketch(
  store: FieldStore,
  inspectionId: string,
  canvas: HTMLCanvasElement,
  of: PhotoBody,
  draft: string,
): Promise<void> {
  const kept = await read(await jpegOf(canvas));
  const takenAt = new Date(store.clock.now()).toISOString();
  const { itemId, pointNo, findingId } = of;
  const about = { itemId, pointNo, ...(findingId === undefined ? {} : { findingId }) };
  const body = { ...photoBody(kept, 'image/jpeg', takenAt, about), photoId: newCommandId(), sketchOf: of.photoId };
  await store.say(inspectionId, body, { pictures: [[kept.sha256, kept.bytes]], draft });
}

interface Read {
  readonly sha256: string;
  readonly bytes: Bytes;
}

async function read(bytes: Bytes): Promise<Read> {
  return { sha256: await sha256Hex(bytes), bytes };
}

function photoBody(
  { sha256, bytes }: Read,
  type: PhotoBody['type'],
  takenAt: string,
  about: About,
): Omit<PhotoBody, 'photoId'> {
  return { kind: 'photo', sha256, bytes: bytes.length, type, takenAt, ...about, isWithdrawn: false };
}

async function copyOf(file: Blob): Promise<Bytes | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  // A picture the browser cannot read is kept as it is; the server judges it.
  if (bitmap === undefined) return undefined;
  const scale = Math.min(1, COPY_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return jpegOf(canvas);
}

function jpegOf(canvas: HTMLCanvasElement): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) return reject(new Error('the canvas gave no picture'));
        return resolve(blob.arrayBuffer().then((buffer) => new Uint8Array(buffer)));
      },
      'image/jpeg',
      0.82,
    );
  });
}
