/** Photographs of the demo year: one small picture, each time other bytes, put in the file as an officer does at the desk. @module */
import { readFileSync } from 'node:fs';
import { newId } from '../src/core/ids.ts';
import { receiveUpload } from '../src/core/uploads/receive.ts';
import { attachEvidence } from '../src/inspection/actions/evidence.ts';
import type { DemoStaff } from './logins.ts';
import { actorFor, type Stage } from './stage.ts';

const PICTURE = readFileSync(new URL('../src/core/uploads/fixtures/picture.jpg', import.meta.url));

/** A photo of a finding, or of what made the visit impossible. */
export async function attachPhoto(
  stage: Stage,
  officer: DemoStaff,
  inspectionId: string,
  findingId?: string,
): Promise<void> {
  await stage.act(officer, attachEvidence, {
    inspectionId,
    ...(await keepPicture(stage, officer, '现场照片.jpg')),
    ...(findingId === undefined ? {} : { findingId }),
  });
}

/** A picture that was uploaded, to be named by an act. */
export async function keepPicture(
  stage: Stage,
  officer: DemoStaff,
  name: string,
): Promise<{ readonly sha256: string; readonly name: string }> {
  const received = await receiveUpload(stage.runtime, actorFor(officer), { name, bytes: nextPicture() });
  if (!received.ok) throw new Error(JSON.stringify(received.refusals));
  return { sha256: received.value.sha256, name };
}

/** The picture with a remark (JPEG COM segment) that makes it another file. */
function nextPicture(): Buffer {
  const remark = Buffer.from(newId());
  const head = Buffer.from([0xff, 0xfe, 0, remark.length + 2]);
  return Buffer.concat([PICTURE.subarray(0, 2), head, remark, PICTURE.subarray(2)]);
}
