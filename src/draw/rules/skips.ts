/** Why somebody came before in the random order of a seat and yet another holds it (顺延). Pure. @module */
import {
  deriveKeys,
  dispatchInput,
  expertInput,
  explainPlaces,
  formationInput,
  fromHex,
  slotParts,
  suiteOf,
  teamInput,
  type Announcement,
  type DetailsDocument,
  type DrawLists,
  type PlaceStory,
} from 'verifiable-draw';
import type { RecordSkip } from '../types/record.ts';

/** Who came before, by slot: for officers (or teams), experts, and in team mode for the members of the teams. */
export interface Stories {
  readonly officers: ReadonlyMap<string, PlaceStory>;
  readonly experts: ReadonlyMap<string, PlaceStory>;
  readonly members: readonly PlaceStory[];
}

/** Explains the teams of a result from its announcement and frozen lists. */
export function storiesOf(announcement: Announcement, lists: DrawLists, details: DetailsDocument): Stories {
  const { assign: rule } = announcement;
  const suite = suiteOf(announcement.suite);
  const { selected, teams, experts } = details;
  const keys = deriveKeys(suite, fromHex(details.prk, 32));
  const tries = teams.formation?.tries ?? [];
  const formed = tries.at(-1)?.trace ?? [];
  const input =
    rule.teams === undefined
      ? teamInput(lists, rule, selected)
      : dispatchInput(lists, { ...rule, teams: rule.teams }, selected, formed);
  const invited = expertInput(lists, rule, selected);
  const officerKeys = { order: keys.assignOrder, pair: keys.assignPair };
  const expertKeys = { order: keys.expertOrder, pair: keys.expertPair };
  return {
    officers: bySlot(explainPlaces(suite, officerKeys, input, teams.trace, teams.relaxed)),
    experts: bySlot(invited === undefined ? [] : explainPlaces(suite, expertKeys, invited, experts?.trace ?? [])),
    members:
      rule.teams === undefined
        ? []
        : explainPlaces(suite, keys.team(tries.length - 1), formationInput(lists, rule.teams, rule.balance), formed),
  };
}

function bySlot(stories: readonly PlaceStory[]): ReadonlyMap<string, PlaceStory> {
  return new Map(stories.map((story) => [story.slot, story]));
}

/**
 * Every seat at which somebody was passed over: of fixed teams, of officers, of experts. Who lacks what a seat asks for, or sits
 * in the team already, is not listed.
 */
export function skipsOf(
  stories: Stories,
  enterpriseName: (id: string) => string,
  personName: (id: string) => string | null,
): RecordSkip[] {
  const member = (id: string) => ({ id, name: personName(id) });
  return [...stories.members, ...stories.officers.values(), ...stories.experts.values()].flatMap((story) => {
    const { ent, place: seat } = slotParts(story.slot);
    const skipped = story.before
      .filter(({ reason }) => reason !== 'unfit' && reason !== 'present')
      .map(({ officer, reason }) => ({ ...member(officer), reason }));
    return skipped.length === 0
      ? []
      : [{ enterprise: enterpriseName(ent), seat, chosen: member(story.officer), skipped }];
  });
}
