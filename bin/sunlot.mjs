#!/usr/bin/env node
/** `npx sunlot …`: the program's commands on the Node it needs, whatever Node this is. @module */
import { become } from '../scripts/become.mjs';
import { at } from '../scripts/project.mjs';

become([at('src', 'cli', 'main.ts'), ...process.argv.slice(2)]);
