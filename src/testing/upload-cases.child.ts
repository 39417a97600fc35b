/** A process that writes the files of the upload battery into a folder, so that making them costs the one that checks them nothing. @module */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UPLOAD_CASES } from './upload-cases.ts';

const folder = process.argv[2] ?? '';
for (const [n, { make }] of UPLOAD_CASES.entries()) writeFileSync(join(folder, String(n)), make());
