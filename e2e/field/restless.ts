/** A hand that works through a visit without a pause: answers, photos, letters, findings, signatures; and eyes that look what is there. @module */
import { createHash } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { ANSWERS } from '../../src/inspection/types/visit.ts';
import { jpegWith } from '../../src/testing/upload-files.ts';
import type { Dice } from '../../src/testing/workbook-dice.ts';
import type { Handset } from './handset.ts';
import { NOTHING, type Ledger } from './ledger.ts';

/** As a phone's smaller copy weighs. */
const PICTURE_BYTES = 300 * 1024;
const KEY_MS = 60;
/** A person looks up now and then: what was said before that is old by then. */
const [PAUSE_CHANCE, PAUSE_MS] = [0.2, 1_300];
/** Longer than a form takes to read its draft. */
const READ_MS = 1_000;
const FROZEN = 'frozen';
const FIELDS = { description: '问题描述', place: '部位', measure: '整改措施' } as const;

export class RestlessHand {
  /** Presses, letters and pictures. */
  acts = 0;
  private findings = 0;
  private readonly handset: Handset;
  private readonly ledger: Ledger;
  private readonly dice: Dice;
  private readonly inspectionId: string;

  constructor(handset: Handset, ledger: Ledger, dice: Dice, inspectionId: string) {
    this.handset = handset;
    this.ledger = ledger;
    this.dice = dice;
    this.inspectionId = inspectionId;
  }

  /** One thing after the other, until the phone is dead (whatever then happens is thrown). `doing` hears what. */
  async work(doing: (what: string) => void): Promise<never> {
    for (;;) {
      const what =
        this.ledger.current('record') === FROZEN
          ? 'reopen'
          : this.dice.pick(['answer', 'answer', 'answer', 'finding', 'sign', 'sign']);
      doing(what);
      if (what === 'answer') await this.answer();
      else if (what === 'finding') await this.finding();
      else if (what === 'sign') await this.sign();
      else await this.reopen();
    }
  }

  /** Everything that is on the phone, by the subjects of the ledger. */
  async look(): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    await this.goTo('sheet', '检查表');
    const given = await this.points().evaluateAll((points) =>
      points.map((point) => point.querySelector('[aria-pressed="true"]')?.textContent?.replace('✓ ', '') ?? ''),
    );
    for (const [n, answer] of given.entries()) seen.set(`answer/${n}`, answer);
    await this.goTo('findings', '问题');
    const findings = (await this.handset.page.locator('main').innerText()).matchAll(/车间(\d+)号/g);
    for (const [, n] of findings) seen.set(`finding/${n}`, 'stated');
    await this.goTo('photos', '照片');
    const hashes = (await this.handset.page.locator('main').innerText()).matchAll(/[0-9a-f]{64}/g);
    for (const [hash] of hashes) seen.set(`photo/${hash}`, 'kept');
    await this.goTo('signing', '签字');
    const signed = this.handset.page.getByText(/ (已签|待本人确认)$/);
    const isFrozen = (await this.handset.page.getByText('修改记录').count()) > 0;
    seen.set('record', isFrozen ? FROZEN : NOTHING);
    seen.set('signatures', isFrozen ? String(await signed.count()) : NOTHING);
    for (const subject of this.ledger.subjectsOf('draft/')) {
      const [, n = '', field] = subject.split('/');
      if (field !== 'description') continue;
      await this.openForm(Number(n));
      await this.untilRead();
      for (const [key, label] of Object.entries(FIELDS))
        seen.set(`draft/${n}/${key}`, await this.handset.page.getByLabel(label, { exact: true }).inputValue());
    }
    return seen;
  }

  private async answer(): Promise<void> {
    await this.goTo('sheet', '检查表');
    const free = [...Array(await this.points().count()).keys()].filter(
      (n) => this.ledger.current(`answer/${n}`) !== ANSWERS.fail,
    );
    if (free.length === 0) return;
    const n = this.dice.pick(free);
    const answer = this.dice.pick([ANSWERS.pass, ANSWERS['not-applicable']]);
    await this.press({ [`answer/${n}`]: answer }, this.choice(n, answer));
  }

  /** The form stands before what was kept of it has been read; an empty one never says so. */
  private async untilRead(): Promise<void> {
    const first = this.handset.page.getByLabel(FIELDS.description, { exact: true });
    for (let waited = 0; waited < READ_MS && (await first.inputValue()) === ''; waited += KEY_MS)
      await this.handset.page.waitForTimeout(KEY_MS);
  }

  /** Camera first, then words, letter by letter, then saved. A form left open by a kill is gone on with. */
  private async finding(): Promise<void> {
    const begun = this.ledger.subjectsOf('draft/').filter((subject) => this.ledger.current(subject) !== NOTHING);
    const n = begun[0] === undefined ? this.dice.below(await this.countPoints()) : Number(begun[0].split('/')[1]);
    if (begun.length === 0) {
      const button = this.choice(n, ANSWERS.fail);
      await this.press({ [`answer/${n}`]: ANSWERS.fail }, button);
      this.findings += 1;
    } else await this.openForm(n);
    await this.photo();
    const words = {
      description: `问题${this.findings}`,
      place: `车间${this.findings}号`,
      measure: `整改${this.findings}`,
    };
    for (const [key, label] of Object.entries(FIELDS))
      await this.type(`draft/${n}/${key}`, label, words[key as keyof typeof words]);
    const gone = Object.fromEntries(Object.keys(FIELDS).map((key) => [`draft/${n}/${key}`, NOTHING]));
    const said = { ...gone, [`finding/${this.findings}`]: 'stated' };
    await this.press(said, this.handset.page.getByRole('button', { name: '记录问题', exact: true }));
    await this.handset.page.getByRole('heading', { name: '检查表' }).waitFor();
    this.ledger.shown(`finding/${this.findings}`);
  }

  private async photo(): Promise<void> {
    const { page } = this.handset;
    const noise = Buffer.alloc(PICTURE_BYTES);
    for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(this.dice.below(0xffff_ffff), at);
    const buffer = jpegWith(0xfe, noise);
    const subject = `photo/${createHash('sha256').update(buffer).digest('hex')}`;
    const shown = page.locator('.thumbs > *');
    const before = await shown.count();
    const camera = page.locator('input[type="file"]').first();
    await this.ledger.say({ [subject]: 'kept' }, () =>
      camera.setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer }),
    );
    this.acts += 1;
    await shown.nth(before).waitFor();
    this.ledger.shown(subject);
  }

  /** Letter by letter over what stands there. */
  private async type(subject: string, label: string, words: string): Promise<void> {
    const box = this.handset.page.getByLabel(label, { exact: true });
    if ((await box.inputValue()) !== '') await this.ledger.say({ [subject]: NOTHING }, () => box.fill(''));
    for (let n = 1; n <= words.length; n += 1) {
      await this.ledger.say({ [subject]: words.slice(0, n) }, () => box.pressSequentially(words.charAt(n - 1)));
      this.acts += 1;
      await this.handset.page.waitForTimeout(KEY_MS);
    }
    await this.pause();
  }

  /** The rest passes, the record is frozen, one officer signs. */
  private async sign(): Promise<void> {
    const { page } = this.handset;
    const all = await this.countPoints();
    const rest = page.getByRole('button', { name: /其余全部合格/ });
    if ((await rest.count()) > 0) {
      await rest.click();
      const open = [...Array(all).keys()].filter((n) => this.ledger.current(`answer/${n}`) === NOTHING);
      const passed = Object.fromEntries(open.map((n) => [`answer/${n}`, ANSWERS.pass]));
      await this.press(passed, page.getByRole('button', { name: '确认合格', exact: true }));
    }
    await this.goTo('signing', '签字');
    const freeze = page.getByRole('button', { name: '核对无误，开始签字', exact: true });
    // A finding that is only begun, a photo that is missing: nothing can be frozen yet.
    if (await freeze.isDisabled()) return;
    await this.press({ record: FROZEN, signatures: '0' }, freeze);
    await page.locator('.signature canvas').waitFor();
    await this.ledger.say({ signatures: '1' }, () => this.handset.sign());
    this.acts += 1;
    await page.getByText(/ 已签$/).waitFor();
    this.ledger.shown('signatures');
  }

  private async reopen(): Promise<void> {
    await this.goTo('signing', '签字');
    const { page } = this.handset;
    await page.locator('summary', { hasText: '修改记录' }).click();
    await this.press(
      { record: NOTHING, signatures: NOTHING },
      page.getByRole('button', { name: '修改记录', exact: true }),
    );
    await page.getByText('以下是将要签字的记录全文').waitFor();
  }

  private async press(said: Readonly<Record<string, string>>, button: Locator): Promise<void> {
    await this.ledger.say(said, () => button.click());
    this.acts += 1;
    await this.pause();
  }

  private async pause(): Promise<void> {
    if (this.dice.chance(PAUSE_CHANCE)) await this.handset.page.waitForTimeout(PAUSE_MS);
  }

  /** 不合格 holds 合格: the whole name, chosen or not. */
  private choice(n: number, answer: string): Locator {
    return this.points()
      .nth(n)
      .getByRole('button', { name: new RegExp(`^(✓ )?${answer}$`) });
  }

  private points(): Locator {
    return this.handset.page.locator('.points > li');
  }

  private async countPoints(): Promise<number> {
    await this.goTo('sheet', '检查表');
    return this.points().count();
  }

  /** The form of a new finding at this point, as it was left. */
  private async openForm(n: number): Promise<void> {
    await this.countPoints();
    const address = await this.points().nth(n).getAttribute('data-point');
    await this.goTo(`sheet/${address}`, '记录问题');
  }

  private async goTo(page: string, heading: string): Promise<void> {
    const to = `#/visit/${this.inspectionId}/${page}`;
    await this.handset.page.evaluate((hash) => {
      window.location.hash = hash;
    }, to);
    await this.handset.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  }
}
