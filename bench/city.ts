/** A city: sixteen districts of 200 enterprises on one server. `npm run bench -- city [--enterprises 1000]` @module */
import { simulate } from './bureaus.ts';

await simulate({ name: 'city', steps: [1, 4, 16], enterprises: 200, results: 20 });
