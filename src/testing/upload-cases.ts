/** Files for the upload battery, each with its right answer. @module */
import type { UploadCode, UploadFormat } from '../core/uploads/kinds.ts';
import {
  bytesOf,
  CATALOG,
  changed,
  DOCX,
  docxWith,
  exifOf,
  JPEG,
  jpegOfSize,
  jpegWith,
  MP4,
  mp4With,
  OFD,
  PDF,
  pdfOf,
  pdfStream,
  PNG,
  pngOf,
  pngWith,
  relation,
  WEBM,
  WEBP,
  XLSX,
  zipOf,
} from './upload-files.ts';

export interface UploadCase {
  readonly name: string;
  readonly what: string;
  readonly right: UploadFormat | UploadCode;
  /** Made when its turn comes: some are large. */
  readonly make: () => Buffer;
}

const MEGABYTE = 1024 * 1024;
const MEDIA: readonly (readonly [ending: string, format: UploadFormat, file: Buffer])[] = [
  ['jpg', 'jpeg', JPEG],
  ['png', 'png', PNG],
  ['webp', 'webp', WEBP],
  ['mp4', 'mp4', MP4],
  ['webm', 'webm', WEBM],
  ['pdf', 'pdf', PDF],
  ['docx', 'docx', DOCX],
  ['xlsx', 'xlsx', XLSX],
  ['ofd', 'ofd', OFD],
];
const a = (what: string, name: string, right: UploadCase['right'], make: () => Buffer): UploadCase => ({
  what,
  name,
  right,
  make,
});
const both = (...files: readonly Buffer[]): Buffer => Buffer.concat(files);

const good: readonly UploadCase[] = [
  ...MEDIA.map(([ending, format, file]) => a('as it should be', `证据.${ending}`, format, () => file)),
  ...MEDIA.map(([ending, format, file]) =>
    a('ending in capitals', `IMG 0001.${ending.toUpperCase()}`, format, () => file),
  ),
  a('the other ending', '喷漆房.jpeg', 'jpeg', () => JPEG),
  a('rare characters in the name', '龘𬭎㛃·阿卜杜·外观.jpg', 'jpeg', () => JPEG),
  a('EXIF with time and place', '照片.jpg', 'jpeg', () => jpegWith(0xe1, exifOf(6, '2026:03:12 10:05:00'))),
  a('EXIF that points nowhere', '照片.jpg', 'jpeg', () => jpegWith(0xe1, bytesOf('Exif\0\0II*\0\xff\xff\xff\x7f'))),
  a('a second picture behind it (gain map)', '照片.jpg', 'jpeg', () => both(JPEG, JPEG)),
  a('a moving photo', '照片.jpg', 'jpeg', () => both(JPEG, MP4)),
  a('the block of Samsung phones', '照片.jpg', 'jpeg', () => both(JPEG, bytesOf('\u0001data-SEFT'))),
  a('padded with zeros', '照片.jpg', 'jpeg', () => both(JPEG, Buffer.alloc(512))),
  a('28 MB', '照片.jpg', 'jpeg', () => jpegWith(0xe2, Buffer.alloc(28 * MEGABYTE, 7))),
  a('39.9 megapixels', '图纸.jpg', 'jpeg', () => jpegOfSize(6_650, 6_000)),
  a('39 megapixels of white', '图纸.png', 'png', () => pngOf(6_500, 6_000, Buffer.alloc(6_501 * 6_000))),
  a('a remark', '截图.png', 'png', () => pngWith('tEXt', bytesOf('Comment\0配电箱'))),
  a('a film of 49 MB', '录像.mp4', 'mp4', () => mp4With(49 * MEGABYTE)),
  a('a film named by another phone', '录像.mov', 'mp4', () => MP4),
  a('a scan of 45 MB', '台账.pdf', 'pdf', () =>
    pdfOf([
      ...CATALOG,
      both(bytesOf('<< /Length 1 >>\nstream\n'), Buffer.alloc(45 * MEGABYTE, 'x'), bytesOf('\nendstream')),
    ]),
  ),
  a('an identity whose letters could be a name', '台账.pdf', 'pdf', () =>
    pdfOf(CATALOG, '/ID [(U/JS+adNQez4x20ne9WQ==) (U/3D/adNQez4x20ne9WQ==)] '),
  ),
  a('packed objects', '台账.pdf', 'pdf', () =>
    pdfOf([...CATALOG, pdfStream('/Type /ObjStm /N 1', bytesOf('<< /A 1 >>'))]),
  ),
  a('a link in a document', '说明.docx', 'docx', () => docxWith(relation('hyperlink'))),
  a('a picture in a document', '说明.docx', 'docx', () => docxWith({ 'word/media/image1.jpg': JPEG })),
];

const cut: readonly UploadCase[] = MEDIA.flatMap(([ending, , file]) =>
  [0.35, 0.7, 0.98].map((share) =>
    a(`cut at ${share}`, `断点.${ending}`, cutAnswer(ending), () => file.subarray(0, Math.floor(file.length * share))),
  ),
);

/** A zip without its end is damaged; a film of a browser may have its index first and then simply stop. */
function cutAnswer(ending: string): UploadCode {
  return ['docx', 'xlsx', 'ofd'].includes(ending) ? 'upload-damaged' : 'upload-cut';
}

const misnamed: readonly UploadCase[] = [
  ...MEDIA.map(([ending, , file]) =>
    a('under another name', ending === 'pdf' ? '证据.jpg' : '证据.pdf', 'upload-ending', () => file),
  ),
  a('a program as a picture', '证据.jpg', 'upload-program', () => bytesOf('MZ\u0090\0\u0003\0\0\0')),
  a('a page as a picture', '证据.png', 'upload-markup', () => bytesOf('<html><script>alert(1)</script>')),
  a('an archive as a document', '证据.docx', 'upload-archive', () => zipOf({ 'a.exe': 'MZ' })),
  a('no ending', '证据', 'upload-ending', () => JPEG),
];

const foreign: readonly UploadCase[] = (
  [
    ['upload-empty', 'txt', ''],
    ['upload-kind', 'txt', '配电箱'],
    ['upload-kind', 'gif', 'GIF89a\u0001\0\u0001\0'],
    ['upload-kind', 'bmp', 'BM\u0036\0\0\0'],
    ['upload-kind', 'tif', 'II*\0\u0008\0\0\0'],
    ['upload-kind', 'mp3', 'ID3\u0004\0\0\0'],
    ['upload-archive', 'rar', 'Rar!\u001a\u0007\u0001\0'],
    ['upload-archive', '7z', "7z\u00bc\u00af'\u001c\0\u0004"],
    ['upload-archive', 'gz', '\u001f\u008b\u0008\0'],
    ['upload-archive', 'xz', '\u00fd7zXZ\0'],
    ['upload-archive', 'bz2', 'BZh91AY&SY'],
    ['upload-old-office', 'doc', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
    ['upload-program', 'exe', 'MZ\u0090\0'],
    ['upload-program', 'bin', '\u007fELF\u0002\u0001'],
    ['upload-program', 'class', '\u00ca\u00fe\u00ba\u00be\0\0'],
    ['upload-program', 'sh', '#!/bin/sh\nrm -rf /'],
    ['upload-markup', 'svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['upload-markup', 'html', '<!DOCTYPE html><body>'],
    ['upload-markup', 'xml', '\u00ef\u00bb\u00bf<?xml version="1.0"?><x/>'],
    ['upload-markup', 'php', '<?php system($_GET[0]);'],
    ['upload-markup', 'rtf', '{\\rtf1\\object}'],
    ['upload-heic', 'heic', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic'],
    ['upload-heic', 'avif', '\0\0\0\u0018ftypavif\0\0\0\0mif1avif'],
    ['upload-kind', 'mkv', '\u001aE\u00df\u00a3\u008bB\u0082\u0088matroska\u0018S\u0080g\u0080\0\0\0\0\0\0\0\0'],
  ] as const
).map(([right, ending, text]) => a(`a ${ending}`, `材料.${ending}`, right, () => bytesOf(text)));

const tar = Buffer.alloc(512);
tar.write('ustar', 257, 'latin1');

const hidden: readonly UploadCase[] = [
  a('a tar', '材料.tar', 'upload-archive', () => tar),
  a('a zip behind a picture', '照片.jpg', 'upload-trailing', () => both(JPEG, zipOf({ 'a.txt': 'x' }))),
  a('a program behind a picture', '照片.jpg', 'upload-trailing', () => both(JPEG, bytesOf('MZ\u0090\0'))),
  a('words behind a picture', '照片.jpg', 'upload-trailing', () => both(JPEG, bytesOf('secret'))),
  a('a zip behind a picture', '截图.png', 'upload-trailing', () => both(PNG, zipOf({ 'a.txt': 'x' }))),
  a('words behind a picture', '截图.webp', 'upload-trailing', () => both(WEBP, bytesOf('secret!!'))),
  a('words behind a document', '说明.docx', 'upload-trailing', () => both(DOCX, bytesOf('secret'))),
  a('words behind a film', '录像.mp4', 'upload-cut', () => both(MP4, bytesOf('\0\0secret words'))),
  a('a zip in a remark', '照片.jpg', 'upload-two-in-one', () => jpegWith(0xfe, zipOf({ 'a.txt': 'x' }))),
  a('a rar in a remark', '照片.jpg', 'upload-two-in-one', () =>
    jpegWith(0xfe, bytesOf('xxRar!\u001a\u0007\u0001\0xx')),
  ),
  a('a PDF in a remark', '照片.jpg', 'upload-two-in-one', () => jpegWith(0xfe, PDF)),
  a('a script in a remark', '照片.jpg', 'upload-two-in-one', () =>
    jpegWith(0xfe, bytesOf('*/=1;<script>alert(1)</script>')),
  ),
  a('PHP in EXIF', '照片.jpg', 'upload-two-in-one', () => jpegWith(0xe1, bytesOf('Exif\0\0<?php system(1); ?>'))),
  a('a page in a remark', '截图.png', 'upload-two-in-one', () => pngWith('tEXt', bytesOf('Comment\0<html onload=x>'))),
  a('a PDF that is a zip', '台账.pdf', 'upload-two-in-one', () => both(PDF, zipOf({ 'a.txt': 'x' }), bytesOf('%%EOF'))),
  a('a zip that is a PDF', '台账.pdf', 'upload-archive', () => zipOf({ 'a.pdf': PDF }, 0)),
];

const bombs: readonly UploadCase[] = [
  a('4 gigapixels', '照片.jpg', 'upload-pixels', () => jpegOfSize(65_500, 65_500)),
  a('no height', '照片.jpg', 'upload-damaged', () => jpegOfSize(96, 0)),
  a('10 gigapixels', '截图.png', 'upload-pixels', () => pngOf(100_000, 100_000, Buffer.alloc(16))),
  a('more pixels than it says', '截图.png', 'upload-bomb', () => pngOf(10, 10, Buffer.alloc(20 * MEGABYTE))),
  a('fewer pixels than it says', '截图.png', 'upload-damaged', () => pngOf(1_000, 1_000, Buffer.alloc(10))),
  a('a thousand scans', '照片.jpg', 'upload-bomb', () => manyScans(1_000)),
  a('a zip bomb', '说明.docx', 'upload-bomb', () => docxWith({ 'word/media/x.bin': Buffer.alloc(150 * MEGABYTE) })),
  a('too many parts', '说明.docx', 'upload-bomb', () =>
    docxWith(Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`word/${n}.xml`, '']))),
  ),
  a('a bomb of packed objects', '台账.pdf', 'upload-bomb', () =>
    pdfOf([...CATALOG, pdfStream('/Type /ObjStm', Buffer.alloc(200 * MEGABYTE))]),
  ),
  a('31 MB', '照片.jpg', 'upload-too-large', () => jpegWith(0xe2, Buffer.alloc(31 * MEGABYTE, 7))),
  a('51 MB', '录像.mp4', 'upload-too-large', () => mp4With(51 * MEGABYTE)),
];

const documents: readonly UploadCase[] = [
  a('macros', '说明.docx', 'upload-macros', () => docxWith({ 'word/vbaProject.bin': 'x' })),
  a('macro sheets', '台账.xlsx', 'upload-macros', () =>
    zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>', 'xl/macrosheets/sheet1.xml': '<x/>' }),
  ),
  a('an OLE object', '说明.docx', 'upload-active', () => docxWith({ 'word/embeddings/oleObject1.bin': 'x' })),
  a('ActiveX', '说明.docx', 'upload-active', () => docxWith({ 'word/activeX/activeX1.bin': 'x' })),
  a('a script beside', '说明.docx', 'upload-active', () => docxWith({ 'word/run.vbs': 'x' })),
  a('a template from outside', '说明.docx', 'upload-active', () => docxWith(relation('attachedTemplate'))),
  a('a picture from outside', '说明.docx', 'upload-active', () => docxWith(relation('image'))),
  a('an object from outside', '说明.docx', 'upload-active', () => docxWith(relation('oleObject'))),
  a('DDE', '说明.docx', 'upload-active', () =>
    docxWith({}, '<w:instrText> DDEAUTO c:\\\\cmd.exe "/k calc" </w:instrText>'),
  ),
  a('a DTD', '说明.docx', 'upload-active', () => docxWith({}, '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')),
  a('altChunk', '说明.docx', 'upload-active', () => docxWith({}, '<w:document><w:altChunk r:id="r1"/></w:document>')),
  a('two parts of one name', '说明.docx', 'upload-damaged', () => docxWith({ 'Word/Document.xml': '<x/>' })),
  a('a changed byte', '说明.docx', 'upload-damaged', () => changed(DOCX, 60)),
  ...['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'RichMedia', 'XFA', 'SubmitForm', 'J#61vaScript'].map((name) =>
    a(`/${name}`, '台账.pdf', 'upload-active', () => pdfOf([...CATALOG, `<< /S /${name} >>`])),
  ),
  a('a script in packed objects', '台账.pdf', 'upload-active', () =>
    pdfOf([...CATALOG, pdfStream('/Type /ObjStm /N 1', bytesOf('5 0 << /S /JavaScript /JS (app.alert(1)) >>'))]),
  ),
  a('a script behind a word that looks like a stream', '台账.pdf', 'upload-active', () =>
    pdfOf([...CATALOG, '(stream)', '<< /S /J#61vaScript /JS (app.alert(1)) >>', '(endstream)']),
  ),
  a('a password', '台账.pdf', 'upload-encrypted', () =>
    pdfOf([...CATALOG, '<< /Filter /Standard >>'], '/Encrypt 3 0 R '),
  ),
  a('no objects', '台账.pdf', 'upload-damaged', () => bytesOf('%PDF-1.7\nstartxref\n0\n%%EOF')),
  a('a changed byte', '截图.png', 'upload-damaged', () => changed(PNG, 200)),
  a('a changed marker', '照片.jpg', 'upload-damaged', () => changed(JPEG, 20)),
  a('a bad box', '录像.mp4', 'upload-damaged', () => changed(MP4, 40)),
  a('no index', '录像.mp4', 'upload-damaged', () => MP4.subarray(0, 36)),
];

const names: readonly UploadCase[] = [
  '',
  ' ',
  '../../etc/passwd.jpg',
  'a\\b.jpg',
  'a/b.jpg',
  '照片\u202egpj.exe.jpg',
  '照片\u0000.jpg',
  '照片.exe.jpg',
  'x.php.jpg',
  `${'长'.repeat(250)}.jpg`,
].map((name) => a(`named ${JSON.stringify(name.slice(0, 20))}`, name, 'upload-name', () => JPEG));

/** 140 files and more, each with its right answer. */
export const UPLOAD_CASES: readonly UploadCase[] = [
  ...good,
  ...cut,
  ...misnamed,
  ...foreign,
  ...hidden,
  ...bombs,
  ...documents,
  ...names,
];

/** The picture with its one scan repeated. */
function manyScans(times: number): Buffer {
  const at = JPEG.findIndex((byte, n) => byte === 0xff && JPEG[n + 1] === 0xda);
  const scan = JPEG.subarray(at, -2);
  return both(JPEG.subarray(0, at), ...Array.from({ length: times }, () => scan), JPEG.subarray(-2));
}
