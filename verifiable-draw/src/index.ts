/** vdraw/1: a public draw that anyone can recompute. SPEC.md is the contract. @module */
export * from './bytes.ts';
export * from './canonical.ts';
export * from './suite.ts';
export * from './merkle.ts';
export * from './note.ts';
export * from './checkpoint.ts';

/** Name and version of the protocol. */
export const PROTOCOL = 'vdraw/1';
