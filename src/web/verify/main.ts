/** The script of the page, and of the worker it starts from itself. @module */
import './polyfills.ts';
import { startPage } from './page.ts';
import { serveWorker } from './worker.ts';

if (typeof document === 'undefined') serveWorker();
else {
  const script = document.currentScript;
  const mount = document.getElementById('verify-page');
  if (!(script instanceof HTMLScriptElement) || mount === null)
    throw new Error('the page has no place for this script');
  startPage(mount, script);
}
