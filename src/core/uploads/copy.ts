/** Copies of evidence pictures for screens and documents: the picture alone. The original is kept as it came. @module */
import { stripJpeg } from './jpeg.ts';
import type { UploadFormat } from './kinds.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

/**
 * The picture without EXIF, XMP, remarks and anything behind it; turned as the original is. Other formats come back as they
 * are. @throws UploadRefused for bytes that `checkUpload` would not take
 */
export function copyWithoutTraces(format: UploadFormat, original: Buffer): Buffer {
  if (format === 'jpeg') return stripJpeg(original);
  if (format === 'png') return stripPng(original);
  return format === 'webp' ? stripWebp(original) : original;
}
