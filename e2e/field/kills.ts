/**
 * A visit in airplane mode whose browser is killed (SIGKILL) at random moments: after each, everything that was said more
 * than a second before, and every picture, must be on the phone; at the end, with a line, all of it at the server. @module
 */
import { join } from 'node:path';
import { read } from '../../src/core/transact.ts';
import { listFiles } from '../../src/inspection/reads/operations.ts';
import type { Scene, SceneRuntime } from '../../src/inspection/scene.testing.ts';
import { diceOf } from '../../src/testing/workbook-dice.ts';
import { Handset } from './handset.ts';
import { Ledger } from './ledger.ts';
import { openPlant } from './plant.ts';
import { RestlessHand } from './restless.ts';

/** The hand works between this and that before the battery is taken out. */
const [LEAST_MS, MOST_MS] = [200, 6_000];

export interface KillReport {
  readonly kills: number;
  readonly acts: number;
  readonly photos: number;
  /** How often each kind of work was cut short. */
  readonly during: Readonly<Record<string, number>>;
  /** One sentence for each thing that was lost. */
  readonly lost: readonly string[];
}

/** Works and kills `kills` times in one visit of the scene. @throws when the phone does not come back at all. */
export async function killVisit(
  scene: Scene<SceneRuntime>,
  folder: string,
  kills: number,
  seed: string,
): Promise<KillReport> {
  const plant = await openPlant(scene);
  const handset = new Handset(join(folder, 'killed'), plant.line.address);
  const dice = diceOf(seed);
  const ledger = new Ledger();
  const hand = new RestlessHand(handset, ledger, dice, plant.team.inspectionId);
  const during: Record<string, number> = {};
  const lost: string[] = [];
  try {
    await handset.start();
    await handset.signIn(plant.people.lead);
    await handset.download();
    plant.line.cut();
    await handset.tap(/有限公司/, false);
    await handset.tap(/亮证亮码/);
    await handset.tap('亮证入企');
    await handset.page.getByRole('heading', { name: '检查表' }).waitFor();
    for (let n = 0; n < kills; n += 1) {
      let doing = 'door';
      const worked = hand.work((what) => {
        doing = what;
      });
      const wait = LEAST_MS + dice.below(MOST_MS - LEAST_MS);
      // An end before the kill is a fault of the phone; after it, it is the kill itself.
      await Promise.race([worked, new Promise((resolve) => setTimeout(resolve, wait))]);
      const killedAt = performance.now();
      await handset.kill();
      await worked.catch(() => undefined);
      during[doing] = (during[doing] ?? 0) + 1;
      await handset.start();
      await handset.typeCode();
      await handset.page.getByRole('heading', { name: '今日任务' }).waitFor();
      const gone = ledger.hold(await hand.look(), killedAt);
      lost.push(...gone.map((each) => `kill ${n + 1} during ${doing}: ${each}`));
    }
    plant.line.mend();
    await handset.page.goto(`${handset.address}/field/#/visit/${plant.team.inspectionId}/upload`);
    await handset.page.getByText('登录已过期').waitFor();
    await handset.signInAgain(plant.people.lead);
    await handset.page.getByText('这次检查的内容已全部上传').waitFor({ timeout: 120_000 });
    const photos = ledger.subjectsOf('photo/').filter((subject) => ledger.current(subject) !== '');
    const files = await read(scene.runtime, 1, (tx) => listFiles(tx, plant.team.inspectionId));
    lost.push(
      ...photos
        .filter((subject) => !files.includes(subject.slice('photo/'.length)))
        .map((each) => `${each} did not arrive`),
    );
    const stated = ledger.subjectsOf('finding/').filter((subject) => ledger.current(subject) !== '').length;
    const { findings } = await arrived(scene, plant.team.inspectionId);
    if (findings !== stated) lost.push(`${stated} findings on the phone, ${findings} at the server`);
    return { kills, acts: hand.acts, photos: photos.length, during, lost };
  } finally {
    await handset.kill();
    await plant.close();
  }
}

async function arrived({ runtime }: Scene<SceneRuntime>, inspectionId: string): Promise<{ findings: number }> {
  return read(runtime, 1, async ({ db }) => {
    const { findings } = await db
      .selectFrom('finding')
      .select((eb) => eb.fn.countAll<string>().as('findings'))
      .where('bureau_id', '=', 1)
      .where('inspection_id', '=', inspectionId)
      .executeTakeFirstOrThrow();
    return { findings: Number(findings) };
  });
}
