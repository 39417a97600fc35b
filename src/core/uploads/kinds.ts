/**
 * What is taken as evidence or as a document, and how a file shows what it is: by its bytes, never by its name alone
 * (reliability §7). Browser-safe.
 * @module
 */
import type { Refusal } from '../result.ts';

const MEGABYTE = 1024 * 1024;

export interface UploadKind {
  readonly label: string;
  readonly group: 'picture' | 'video' | 'document';
  readonly mediaType: string;
  readonly endings: readonly string[];
  readonly maxBytes: number;
}

/** The kinds of file taken: those that an archive keeps readable (DA/T 47) and that run nothing. */
export const UPLOAD_KINDS = {
  jpeg: picture('JPG 图片', 'image/jpeg', ['jpg', 'jpeg']),
  png: picture('PNG 图片', 'image/png', ['png']),
  webp: picture('WebP 图片', 'image/webp', ['webp']),
  mp4: video('MP4 视频', 'video/mp4', ['mp4', 'm4v', 'mov', '3gp']),
  webm: video('WebM 视频', 'video/webm', ['webm']),
  pdf: document('PDF 文件', 'application/pdf', ['pdf']),
  docx: document('Word 文档', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ['docx']),
  xlsx: document('Excel 工作簿', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['xlsx']),
  ofd: document('OFD 版式文件', 'application/ofd', ['ofd']),
} as const satisfies Readonly<Record<string, UploadKind>>;
export type UploadFormat = keyof typeof UPLOAD_KINDS;

/** A picture of more pixels would cost whoever opens it more than a quarter of a gigabyte. */
export const MAX_PIXELS = 40_000_000;
/** A progressive picture of more scans is made to keep decoders busy. */
export const MAX_SCANS = 64;

/** What a file was found to be. */
export interface CheckedFile {
  readonly format: UploadFormat;
  readonly sha256: string;
  readonly size: number;
  /** Of pictures; as stored, before any rotation. */
  readonly width?: number;
  readonly height?: number;
  /** 拍摄时间 as the camera wrote it (EXIF DateTimeOriginal), local time without a zone: `2026-03-12T10:05:00`. */
  readonly takenAt?: string;
  /** The original says where it was taken; no copy does. */
  readonly hasPlace: boolean;
}

export type UploadCode =
  | 'upload-empty'
  | 'upload-name'
  | 'upload-too-large'
  | 'upload-kind'
  | 'upload-ending'
  | 'upload-damaged'
  | 'upload-cut'
  | 'upload-trailing'
  | 'upload-two-in-one'
  | 'upload-pixels'
  | 'upload-bomb'
  | 'upload-archive'
  | 'upload-heic'
  | 'upload-old-office'
  | 'upload-program'
  | 'upload-markup'
  | 'upload-encrypted'
  | 'upload-macros'
  | 'upload-active'
  | 'upload-too-slow';

/** Ends the reading of a file from deep inside it; `checkUpload` turns it into a refusal. */
export class UploadRefused extends Error {
  readonly refusal: Refusal;
  constructor(code: UploadCode, facts?: NonNullable<Refusal['facts']>) {
    super(code);
    this.refusal = facts === undefined ? { code } : { code, facts };
  }
}

/** The format whose files end like this; undefined when none does. */
export function formatOfEnding(name: string): UploadFormat | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return FORMATS.find((format) => UPLOAD_KINDS[format].endings.some((each) => each === ending));
}

export const FORMATS = Object.keys(UPLOAD_KINDS) as readonly UploadFormat[];
/** For `<input accept>`. */
export const ACCEPTED_ENDINGS = FORMATS.flatMap((format) => UPLOAD_KINDS[format].endings.map((each) => `.${each}`));

function picture<const E extends readonly string[]>(label: string, mediaType: string, endings: E) {
  return { label, group: 'picture', mediaType, endings, maxBytes: 30 * MEGABYTE } as const;
}

function video<const E extends readonly string[]>(label: string, mediaType: string, endings: E) {
  return { label, group: 'video', mediaType, endings, maxBytes: 50 * MEGABYTE } as const;
}

function document<const E extends readonly string[]>(label: string, mediaType: string, endings: E) {
  return { label, group: 'document', mediaType, endings, maxBytes: 50 * MEGABYTE } as const;
}
