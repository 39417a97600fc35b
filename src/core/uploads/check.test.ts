import { describe, expect, test } from 'vitest';
import { tryUploads } from '../../testing/upload-battery.ts';
import { UPLOAD_CASES } from '../../testing/upload-cases.ts';
import { exifOf, JPEG, jpegWith, PNG, pngWith, WEBP } from '../../testing/upload-files.ts';
import { checkUpload } from './check.ts';
import { copyWithoutTraces } from './copy.ts';

describe('an uploaded file', () => {
  test('gets the right answer whatever it is, without much memory and without keeping others waiting', async () => {
    expect(UPLOAD_CASES.length).toBeGreaterThanOrEqual(120);
    const { wrong, extraMegabytes, lagMilliseconds } = await tryUploads();
    expect(wrong).toEqual([]);
    expect(extraMegabytes).toBeLessThan(300);
    expect(lagMilliseconds).toBeLessThan(200);
  }, 60_000);

  test('says when it was taken, how large it is and that it tells where; wrong names are told together with wrong contents', async () => {
    const bytes = jpegWith(0xe1, exifOf(6, '2026:03:12 10:05:00'));
    expect(await checkUpload({ name: '配电箱.jpg', bytes })).toMatchObject({
      ok: true,
      value: { format: 'jpeg', width: 96, height: 64, takenAt: '2026-03-12T10:05:00', hasPlace: true },
    });
    const refused = await checkUpload({ name: 'x/y.jpg', bytes: Buffer.from('MZ') });
    expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual(['upload-name', 'upload-program']);
  });

  test('that is taken for one bureau is taken while another is looked at: one at a time, each with its own answer', async () => {
    const answers = await Promise.all(
      [JPEG, PNG, WEBP, Buffer.from('x')].map((bytes, n) =>
        checkUpload({ name: `a.${['jpg', 'png', 'webp', 'jpg'][n]}`, bytes }),
      ),
    );
    expect(answers.map((answer) => (answer.ok ? answer.value.format : answer.refusals[0]?.code))).toEqual([
      'jpeg',
      'png',
      'webp',
      'upload-kind',
    ]);
  });
});

describe('a copy of a picture', () => {
  test('has no place, time or remark, and is turned as the original is', async () => {
    const original = jpegWith(0xfe, Buffer.from('张某手机'));
    const camera = Buffer.concat([jpegWith(0xe1, exifOf(6, '2026:03:12 10:05:00')), JPEG]);
    for (const bytes of [original, camera]) {
      const copy = copyWithoutTraces('jpeg', bytes);
      expect(copy.includes('张某')).toBe(false);
      expect(copy.includes('2026:03:12')).toBe(false);
      expect(copy.length).toBeLessThan(bytes.length);
      expect(await checkUpload({ name: 'a.jpg', bytes: copy })).toMatchObject({ ok: true, value: { hasPlace: false } });
    }
    // A block of EXIF that says nothing but that the picture lies on its side.
    expect(copyWithoutTraces('jpeg', camera).subarray(2, 4)).toEqual(Buffer.from([0xff, 0xe1]));
    expect(copyWithoutTraces('jpeg', original).subarray(2, 4)).toEqual(JPEG.subarray(2, 4));
  });

  test('keeps its colours: what shows is left as it is', () => {
    expect(copyWithoutTraces('jpeg', JPEG)).toEqual(JPEG);
    expect(copyWithoutTraces('webp', WEBP)).toEqual(WEBP);
    expect(copyWithoutTraces('png', pngWith('tEXt', Buffer.from('Author\0x')))).toEqual(PNG);
  });
});
