/** What must be ready before the next step of a ceremony, as the presenter ticks it off. @module */
import { PARTIES, type Party } from '../../../draw/types.ts';
import { HOLDERS } from '../../../draw/types/chains.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import type { WallState } from '../../../draw/types/wall.ts';
import { sentenceTime } from '../../kit/format.ts';
import { presentText } from '../../kit/strings/draw-present.zh.ts';

export interface Check {
  readonly what: string;
  readonly isDone: boolean;
}

const text = presentText.checks;

/** In the order they are looked at; empty when nothing is waited for. */
export function checklist(view: DrawView, wall: WallState): Check[] {
  const parties = Object.keys(PARTIES) as Party[];
  const { config } = view;
  switch (view.state) {
    case 'configuring':
      return [{ what: text.freezable, isDone: view.preview !== null && view.preview.refusals.length === 0 }];
    case 'frozen':
      return parties.map((party) => ({
        what: text.committed(PARTIES[party]),
        isDone: view.commitments.some((one) => one.party === party),
      }));
    case 'announced':
      return [
        ...parties.map((party) => ({ what: text.revealed(PARTIES[party]), isDone: view.revealed.includes(party) })),
        { what: text.deadlines(sentenceTime(config.revealBy), sentenceTime(config.resultBy)), isDone: true },
      ];
    case 'rolling':
      if (view.sealed !== null && view.dice.at(-1)?.isSame === true)
        return view.sealed.codes
          .filter(({ request }) => request === 0)
          .map(({ holder, releasedAt }) => ({ what: text.released(HOLDERS[holder]), isDone: releasedAt !== null }));
      return [
        { what: text.typed, isDone: view.dice.at(-1)?.isChecked === false },
        { what: text.apart, isDone: true },
      ];
    case 'seeded':
      return [{ what: text.seeded, isDone: true }];
    case 'drawn':
      return [
        { what: text.stored, isDone: view.result !== null },
        { what: text.shown, isDone: wall.shown >= wall.rows },
      ];
    case 'confirmed':
    case 'released':
      return [
        { what: text.shown, isDone: wall.shown >= wall.rows },
        { what: text.bundled, isDone: view.bundle !== null },
      ];
  }
}
