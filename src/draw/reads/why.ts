/** Why these people: the stories of a stored result. @module */
import { parseCanonical, readAnnouncement, type DetailsDocument } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { announcedLists } from '../rules/announcement.ts';
import { storiesOf, type Stories } from '../rules/skips.ts';
import { readLists } from './lists.ts';
import type { DrawRow } from './progress.ts';

/** Explains the teams of a result from its announcement and frozen lists. */
export async function explainResult(tx: ReadTx, draw: DrawRow, details: DetailsDocument): Promise<Stories> {
  if (draw.announcement === null) throw new Error(`draw ${draw.draw_id} has a result but no announcement`);
  const announcement = readAnnouncement(parseCanonical(draw.announcement));
  return storiesOf(announcement, announcedLists(announcement, await readLists(tx, draw.draw_id)), details);
}
