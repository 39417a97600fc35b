/**
 * At the head of every file of a build: zod else tries, as it makes its schemas, whether it may make functions of text, which
 * the security policy of our pages refuses and reports. @module
 */
export const ZOD_WITHOUT_EVAL = '(globalThis.__zod_globalConfig ??= {}).jitless = true;';
