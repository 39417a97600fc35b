/** Where the thread of `check-worker.ts` begins: what it is made of comes compiled from the start before. @module */
import { keepCompiled, writeCompiled } from '../core/compiled.ts';

keepCompiled();
await import('./check-worker.ts');
writeCompiled();
