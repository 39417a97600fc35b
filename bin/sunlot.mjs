#!/usr/bin/env node
/** `npx sunlot …`: the program's commands on the Node it needs, whatever Node this is. @module */
import { become } from '../scripts/become.mjs';
import { at } from '../scripts/project.mjs';

const args = process.argv.slice(2);
// The whole log runs through memory once and nothing of it stays: a small nursery keeps the program small.
const flags = args[0] === 'verify' ? ['--max-semi-space-size=4'] : [];
become([...flags, at('src', 'cli', 'main.ts'), ...args]);
