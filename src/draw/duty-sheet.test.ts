/** 分工表 by teams: who goes where, as it stands now. */
import { describe, expect, test } from 'vitest';
import { sentenceDate } from '../core/calendar/sentences.ts';
import { read } from '../core/transact.ts';
import { recusalOf, skipOf, substituteNow, visitsOf } from '../testing/draw-after.ts';
import { carryOn } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { carrySealed, publishChains, sendOut } from '../testing/draw-sealed.ts';
import { pdfText } from '../testing/pdf.ts';
import { dutySheetPdf } from './documents/duty-sheet.ts';
import { readDutySheet } from './reads/duty-sheet.ts';
import { listRoster } from './reads/result.ts';
import type { DutySheetContent } from './types/duty-sheet.ts';

const scene = useScene();

async function sheetOf(drawId: string): Promise<DutySheetContent | undefined> {
  const draw = await scene.draw(drawId);
  return read(scene.runtime, 1, (tx) => readDutySheet(tx, draw));
}

describe('the duty sheet of a draw', () => {
  test('has every drawn enterprise once, under the officers who go there, on a page for each team', async () => {
    const drawId = await scene.to('drawn');
    expect(await sheetOf(drawId), 'nobody has confirmed it').toBeUndefined();
    await carryOn(scene.runtime, drawId, 1, 'drawn', 'released');
    const sheet = await sheetOf(drawId);
    if (sheet === undefined) throw new Error('no sheet');
    const visits = await visitsOf(scene.runtime, drawId);
    const listed = sheet.teams.flatMap(({ members, visits: of }) =>
      of.map(({ creditCode }) => [creditCode, ...members.map((member) => member.split('\u3000').at(-1))].join(' ')),
    );
    const drawn = visits.map(({ enterprise, officer }) =>
      [enterprise, ...officer.map(({ person }) => person)].join(' '),
    );
    expect(listed.toSorted()).toEqual(drawn.toSorted());
    const pdf = dutySheetPdf(sheet);
    const text = await pdfText(pdf);
    const names = new Map(
      (await read(scene.runtime, 1, (tx) => listRoster(tx, drawId))).map(({ id, name }) => [id, name]),
    );
    for (const { enterprise } of visits) expect(text.split(names.get(enterprise) ?? '?')).toHaveLength(2);
    for (const { name, members } of sheet.teams) {
      expect(text).toContain(name.replaceAll(' ', ''));
      for (const member of members) expect(text).toContain(member.replaceAll('　', ''));
    }
    expect(text).toContain(sentenceDate(sheet.inspectFrom));
  });

  test('follows what is replaced: the one who came stands there, the one who went does not', async () => {
    const drawId = await scene.to('released');
    const [first, second] = await visitsOf(scene.runtime, drawId);
    if (first === undefined || second === undefined) throw new Error('nobody is visited');
    await substituteNow(scene.runtime, drawId, recusalOf(first));
    await substituteNow(scene.runtime, drawId, skipOf(second));
    const now = await visitsOf(scene.runtime, drawId);
    const sheet = await sheetOf(drawId);
    const places = sheet?.teams.flatMap(({ visits }) => visits.map(({ creditCode }) => creditCode)) ?? [];
    expect(places.toSorted()).toEqual(now.map(({ enterprise }) => enterprise).toSorted());
    expect(places).not.toContain(second.enterprise);
    const team = sheet?.teams.find(({ visits }) => visits.some(({ creditCode }) => creditCode === first.enterprise));
    const [gone] = first.officer;
    expect(team?.members.some((member) => member.endsWith(gone?.person ?? '?'))).toBe(false);
  });

  test('of a sealed draw is for nobody before the opening', async () => {
    await publishChains(scene.runtime);
    const drawId = await carrySealed(scene.runtime, scene.district.planId);
    await sendOut(scene.runtime, drawId);
    expect(await sheetOf(drawId)).toBeUndefined();
  });
});
