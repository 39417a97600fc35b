/** Photographs of about 300 KB, each another. @module */
import type { Page } from 'playwright-core';

interface PictureFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Drawn in the browser out of coloured noise, so that they do not compress away. */
export async function picturesOf(page: Page, count: number): Promise<PictureFile[]> {
  const pictures: PictureFile[] = [];
  for (let n = 0; n < count; n += 1) {
    const text = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(760, 570);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      const image = context.createImageData(canvas.width, canvas.height);
      for (let at = 0; at < image.data.length; at += 65_536)
        crypto.getRandomValues(image.data.subarray(at, Math.min(at + 65_536, image.data.length)));
      for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
      context.putImageData(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 });
      return [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');
    });
    pictures.push({ name: `photo-${n}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(text, 'latin1') });
  }
  return pictures;
}
