/** A country: three thousand bureaus on one server, each with a draw. `npm run bench -- country [--bureaus 1000] [--enterprises 200]` @module */
import { simulate } from './bureaus.ts';

await simulate({ name: 'country', steps: [1, 4, 16, 100, 1_000, 3_000], enterprises: 60, results: 10 });
