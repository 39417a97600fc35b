/** `npm start`: installs what is missing, builds the web once, serves. Runs on Node 20 with nothing installed. @module */
import { become } from './become.mjs';
import { ensureInstalled } from './install.mjs';
import { at, fail, ROOT } from './project.mjs';
import { ensureWeb } from './web.mjs';

process.chdir(ROOT);
await ensureInstalled();
if (!(await ensureWeb())) fail('网页没有构建成功，原因见上。');
become([at('src', 'cli', 'main.ts'), 'serve', ...process.argv.slice(2)]);
