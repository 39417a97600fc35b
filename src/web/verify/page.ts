/** The page: what was chosen, what was found, and where each of it stands. Bundle and receipt are hostile: only `h` writes. @module */
import { verifyEn } from '../kit/strings/verify.en.ts';
import { verifyZh, type VerifyText } from '../kit/strings/verify.zh.ts';
import { answerView, type Answer } from './answer-view.ts';
import { Camera } from './camera.ts';
import { startComputer, type Computer } from './computer.ts';
import { h } from './dom.ts';
import { exported } from './engine.ts';
import { askView, chooseView } from './inputs-view.ts';
import type { Input, Progress, Verified } from './messages.ts';
import { toned } from './parts.ts';
import { inputOf, type Chosen } from './read.ts';
import { receiptIn } from './receipt-link.ts';
import { keysView, limitsView, outcomeOf, stepsView, verdictView, type Reading } from './report-view.ts';
import { readPhoto } from './scan.ts';
import { siteOf, type Site } from './site.ts';

const TEXTS: Readonly<Record<'zh' | 'en', VerifyText>> = { zh: verifyZh, en: verifyEn };
const STEPS = 15;

/** Starts the page in its place. */
export function startPage(mount: HTMLElement, script: HTMLScriptElement): void {
  const page = new Page(mount, script);
  page.draw();
  void page.followAddress();
  globalThis.addEventListener('hashchange', () => void page.followAddress());
}

class Page {
  readonly #mount: HTMLElement;
  readonly #script: HTMLScriptElement;
  readonly #site: Site | undefined;
  #language: 'zh' | 'en';
  #computer: Promise<Computer>;
  #policy = '';
  #asked = '';
  #verified: Verified | undefined;
  #answer: Answer | undefined;
  readonly #camera = new Camera();
  /** Number of the latest verification: an older one that ends later says nothing. */
  #run = 0;
  readonly #status = h('p', { role: 'status', class: 'progress-words' });
  readonly #bar = h('progress', { max: STEPS, value: 0, hidden: true });
  readonly #answerPlace = h('div', { class: 'answer' });
  readonly #resultPlace = h('div', { class: 'result' });
  readonly #reportPlace = h('div', { class: 'result' });

  constructor(mount: HTMLElement, script: HTMLScriptElement) {
    [this.#mount, this.#script, this.#site] = [mount, script, siteOf(mount)];
    this.#language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
    this.#computer = startComputer(script);
  }

  get #text(): VerifyText {
    return TEXTS[this.#language];
  }

  get #reading(): Reading {
    return { text: this.#text, language: this.#language, siteKeys: this.#site?.keys };
  }

  /** Draws everything anew, in the language that is set. */
  draw(): void {
    const text = this.#text;
    this.#mount.lang = this.#language === 'zh' ? 'zh-CN' : 'en';
    this.#bar.setAttribute('aria-label', text.progress.label);
    this.#status.replaceChildren();
    this.#mount.replaceChildren(
      h('div', { class: 'verify-head' }, h('h1', {}, text.title), this.#languageButton()),
      h('p', { class: 'lead' }, text.lead),
      this.#answerPlace,
      chooseView(text, this.#site, this.#policy, {
        onChosen: (files) => void this.#verifyChosen(files),
        onPolicy: (policy) => (this.#policy = policy),
      }),
      h('div', { class: 'progress' }, this.#status, this.#bar),
      this.#resultPlace,
      askView(text, this.#asked, {
        onAsk: (words) => void this.#ask(words),
        onCamera: (place) => void this.#look(place),
        onPhoto: (photo) => void this.#readPhoto(photo),
      }),
      this.#reportPlace,
    );
    this.#drawResult();
    this.#drawAnswer();
  }

  /** Does what the address asks: a receipt after `#`, a draw of this site, a unit in it. */
  async followAddress(): Promise<void> {
    const receipt = receiptIn(location.hash);
    const query = new URLSearchParams(location.search);
    const [draw, unit] = [query.get('draw'), query.get('unit')];
    if (receipt !== undefined) await this.#checkReceipt(receipt);
    if (draw !== null && this.#site !== undefined && this.#verified === undefined) await this.#verifyPublished(draw);
    if (unit !== null && receipt === undefined && this.#verified !== undefined) await this.#ask(unit);
  }

  #languageButton(): HTMLElement {
    const other = this.#language === 'zh' ? 'en' : 'zh';
    const change = (): void => {
      this.#language = other;
      this.draw();
      this.#mount.querySelector('button')?.focus();
    };
    return h(
      'button',
      { type: 'button', class: 'button quiet', lang: other === 'en' ? 'en' : 'zh-CN', onclick: change },
      this.#text.language,
    );
  }

  async #verifyPublished(publicId: string): Promise<void> {
    const { progress, problems } = this.#text;
    this.#say(progress.fetching);
    let answer: Response;
    try {
      answer = await fetch(`/draws/${encodeURIComponent(publicId)}/bundle.zip`);
      if (!answer.ok) return this.#fail(problems.fetch(answer.status));
      await this.#verify({ name: `${publicId}.zip`, archive: new Uint8Array(await answer.arrayBuffer()) });
    } catch {
      // What fetch and reading its answer throw: the network.
      this.#fail(problems.network);
    }
  }

  async #verifyChosen(files: Promise<readonly Chosen[]>): Promise<void> {
    this.#say(this.#text.progress.reading);
    try {
      const input = await inputOf(await files);
      if (input === undefined) return this.#say('');
      await this.#verify(input);
    } catch (error) {
      // A file that is gone, or that may not be read.
      if (!(error instanceof DOMException)) throw error;
      this.#fail(this.#text.problems.file);
    }
  }

  async #verify(input: Input): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    if (this.#verified === undefined && run > 1) await this.#restartComputer();
    [this.#verified, this.#answer] = [undefined, undefined];
    this.#drawResult();
    this.#drawAnswer();
    const computer = await this.#computer;
    const policy = this.#policy.trim();
    const ask = {
      kind: 'verify',
      input,
      now: secondsNow(),
      skipNarrowing: !computer.isWorker,
      ...(policy === '' ? {} : { policy }),
    } as const;
    try {
      const found = await computer.ask(ask, (progress) => run === this.#run && this.#show(progress));
      if (run !== this.#run) return;
      if (found.kind === 'unreadable') return this.#fail(this.#text.problems.unreadable(found.problem));
      if (found.report.kind === 'garbage') return this.#fail(this.#text.problems.garbage);
      this.#verified = found;
    } catch (error) {
      return this.#fail(this.#text.problems.fault(error instanceof Error ? error.message : String(error)));
    }
    this.#drawResult();
    this.#say(`${this.#text.progress.done}：${this.#verdictWords()}`);
    this.#resultPlace.querySelector<HTMLElement>('h2')?.focus();
  }

  /** One that is still busy with an older bundle would keep this one waiting. */
  async #restartComputer(): Promise<void> {
    (await this.#computer).stop();
    this.#computer = startComputer(this.#script);
  }

  #verdictWords(): string {
    const { verdict } = this.#text;
    if (this.#verified === undefined) return '';
    return verdict[outcomeOf(this.#verified, this.#site?.keys)];
  }

  #show(progress: Progress): void {
    const { progress: words } = this.#text;
    this.#bar.hidden = false;
    if (progress.kind === 'opened') {
      this.#bar.value = 0;
      this.#say(words.opened(progress.files));
    } else if (progress.kind === 'step') {
      const { id, title } = progress.step;
      this.#bar.value += 1;
      this.#say(words.step(id, title[this.#language]));
    } else this.#say(words.simulated(progress.done));
  }

  #say(words: string): void {
    this.#status.replaceChildren(words);
  }

  #fail(words: string): void {
    this.#bar.hidden = true;
    this.#status.replaceChildren(toned('bad', words));
  }

  #drawResult(): void {
    const verified = this.#verified;
    this.#bar.hidden = true;
    if (verified === undefined) {
      this.#resultPlace.replaceChildren();
      this.#reportPlace.replaceChildren();
      return;
    }
    const reading = this.#reading;
    const keys = keysView(verified, reading);
    this.#resultPlace.replaceChildren(verdictView(verified, reading));
    this.#reportPlace.replaceChildren(
      ...(keys === undefined ? [] : [keys]),
      limitsView(verified, reading),
      stepsView(verified, reading, () => this.#export(verified)),
    );
  }

  #export({ report }: Verified): void {
    const href = URL.createObjectURL(new Blob([exported(report)], { type: 'application/json' }));
    h('a', { href, download: this.#text.report.exportName(report.draw ?? '') }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  async #ask(words: string): Promise<void> {
    this.#asked = words;
    const receipt = receiptIn(words);
    if (receipt !== undefined) return this.#checkReceipt(receipt);
    if (this.#verified === undefined) return this.#tell({ kind: 'sentence', key: 'needBundle' });
    if (outcomeOf(this.#verified, this.#site?.keys) === 'failed')
      return this.#tell({ kind: 'sentence', key: 'notVerified' });
    this.#tell(await (await this.#computer).ask({ kind: 'enterprise', words }));
  }

  async #checkReceipt(text: string): Promise<void> {
    const policy = this.#trustPolicy();
    if (policy === undefined) return this.#tell({ kind: 'sentence', key: 'needKey' });
    this.#tell(await (await this.#computer).ask({ kind: 'receipt', text, policy }));
  }

  /** The reader's own policy, else the keys of this site, else those of the bundle that is open. */
  #trustPolicy(): string | undefined {
    if (this.#policy.trim() !== '') return this.#policy;
    const keys = this.#site?.keys ?? this.#verified?.summary?.logKeys;
    return keys && [...keys.map((key) => `log ${key}`), 'quorum none', ''].join('\n');
  }

  #tell(answer: Answer): void {
    this.#answer = answer;
    this.#drawAnswer();
    this.#answerPlace.scrollIntoView({ block: 'start' });
    this.#answerPlace.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
  }

  #drawAnswer(): void {
    this.#answerPlace.replaceChildren(
      ...(this.#answer === undefined ? [] : [answerView(this.#answer, this.#text, (id) => void this.#ask(id))]),
    );
  }

  async #readPhoto(photo: File): Promise<void> {
    const found = await readPhoto(photo, this.#site?.decoderHref).catch(() => undefined);
    if (found === undefined) this.#tell({ kind: 'sentence', key: 'noCode' });
    else await this.#ask(found);
  }

  async #look(place: HTMLElement): Promise<void> {
    const found = await this.#camera.look(place, this.#site?.decoderHref, this.#text);
    if (found === 'no-camera') this.#tell({ kind: 'sentence', key: 'noCamera' });
    else if (found !== undefined) await this.#ask(found.text);
  }
}

/** The reader's own time, as the log writes times. Old browsers have no Temporal. */
function secondsNow(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
