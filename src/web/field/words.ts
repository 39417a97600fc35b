/** Times and links of the field app as text. @module */
import { tableTime } from '../kit/format.ts';

/** `2026-03-12 14:02` in Asia/Shanghai. */
export function dayAndTime(millis: number): string {
  return tableTime(new Date(millis).toISOString());
}

/** `14:02` in Asia/Shanghai. */
export function clockTime(millis: number): string {
  return dayAndTime(millis).slice(-5);
}

export const TODAY = '#/';

export type VisitPage = 'door' | 'sheet' | 'findings' | 'photos' | 'opinions' | 'signing' | 'upload' | 'file';

export function visitLink(inspectionId: string, page?: VisitPage, rest?: string): string {
  return ['#/visit', inspectionId, page, rest].filter((part) => part !== undefined).join('/');
}

/** Goes to another screen. */
export function go(link: string): void {
  window.location.hash = link.slice(1);
}
