/** The photo pages of a form in Word: two pictures to a row, each with what it shows, as its PDF has them. @module */
import { readJpeg } from '../uploads/jpeg.ts';
import { readPng } from '../uploads/png.ts';
import {
  fieldOf,
  fillWords,
  rowsOf,
  shownPictures,
  type FormBlock,
  type FormFields,
  type FormPicture,
} from './form.ts';
import type { WordData, WordPicture } from './word.ts';

type PhotoBlock = Extract<FormBlock, { readonly kind: 'photos' }>;
type Pictures = ReadonlyMap<string, FormPicture>;

/** Pixels (96 to the inch) that a picture may take: 75 × 62 mm. */
const ROOM = { width: 283, height: 234 };

/** Names of what a Word template asks for: a title that is empty when there are no pictures, and rows of two. */
export const photoTitleOf = (list: string): string => `${list}标题`;
export const photoRowsOf = (list: string): string => `${list}行`;

/** The title and the rows of a block. */
export async function photoData(block: PhotoBlock, fields: FormFields, pictures: Pictures): Promise<WordData> {
  const shown = shownPictures(pictures);
  const photos = await Promise.all(
    rowsOf(fields, block.list).map(async (row) => {
      const name = fieldOf(row, '原件');
      const picture = await wordPicture(shown.get(name), `照片${fieldOf(row, '序号')}`);
      return {
        图: picture ?? '',
        // What cannot be shown says so in its place.
        说明: `${picture === undefined ? `（${fieldOf(row, '种类')}，见电子原件）` : ''}${fillWords(block.caption, row)}`,
        注: fillWords(block.small, row),
      };
    }),
  );
  const pairs = Array.from({ length: Math.ceil(photos.length / 2) }, (_, n) => [photos[2 * n], photos[2 * n + 1]]);
  return {
    [photoTitleOf(block.list)]: photos.length === 0 ? '' : block.title,
    [photoRowsOf(block.list)]: pairs.map(([left, right]) => ({
      左图: left?.图 ?? '',
      左说明: left?.说明 ?? '',
      左注: left?.注 ?? '',
      右图: right?.图 ?? '',
      右说明: right?.说明 ?? '',
      右注: right?.注 ?? '',
    })),
  };
}

/** How a camera was held (EXIF, Orientation), in degrees clockwise; what is mirrored is no photo. */
const TURNS: Readonly<Record<number, 0 | 90 | 180 | 270>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

/** Undefined for what Word does not show: other formats, pictures that do not decode, mirrored ones. */
async function wordPicture(picture: FormPicture | undefined, altText: string): Promise<WordPicture | undefined> {
  if (picture === undefined || (picture.format !== 'jpeg' && picture.format !== 'png')) return undefined;
  const { bytes, format } = picture;
  const { width, height, orientation } = format === 'jpeg' ? readJpeg(bytes) : await readPng(bytes);
  const turn = TURNS[orientation];
  if (turn === undefined) return undefined;
  const [across, down] = turn % 180 === 0 ? [width, height] : [height, width];
  const scale = Math.min(ROOM.width / across, ROOM.height / down);
  return {
    _type: 'image',
    source: bytes,
    format: `image/${format}`,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    altText,
    turn,
  };
}
