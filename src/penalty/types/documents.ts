/** 案卷文书: the series in which the cases of a bureau are numbered. Browser-safe. @module */

/** 案号 of penalty cases, in the register of documents. */
export const SERIES = 'penalty';
