/** Where a bundle is chosen or dropped, and where an enterprise or a receipt is asked about. @module */
import type { VerifyText } from '../kit/strings/verify.zh.ts';
import { h } from './dom.ts';
import { section } from './parts.ts';
import { chosenFiles, droppedFiles, type Chosen } from './read.ts';
import type { Site } from './site.ts';

export interface ChooseHandlers {
  readonly onChosen: (files: Promise<readonly Chosen[]>) => void;
  readonly onPolicy: (policy: string) => void;
}

/** Choosing what to verify. */
export function chooseView(text: VerifyText, site: Site | undefined, policy: string, on: ChooseHandlers): HTMLElement {
  const words = text.choose;
  const picker = (attributes: Record<string, string | boolean>): HTMLInputElement =>
    h('input', {
      type: 'file',
      class: 'away',
      tabindex: -1,
      'aria-hidden': 'true',
      ...attributes,
      onchange: ({ currentTarget }) => {
        const input = currentTarget as HTMLInputElement;
        on.onChosen(Promise.resolve(chosenFiles(input.files)));
        // The same file can be chosen again after it was mended.
        input.value = '';
      },
    });
  const [zip, folder] = [picker({ accept: '.zip,application/zip' }), picker({ webkitdirectory: true })];
  const button = (label: string, input: HTMLInputElement, kind: string): HTMLElement =>
    h('button', { type: 'button', class: kind, onclick: () => input.click() }, label);
  return section(
    'choose',
    words.title,
    h(
      'div',
      { class: 'drop', ...dropping(on) },
      h('p', {}, words.drop),
      h(
        'p',
        { class: 'buttons' },
        button(words.file, zip, 'button'),
        button(words.folder, folder, 'button quiet'),
        zip,
        folder,
      ),
      site === undefined ? h('p', { class: 'muted' }, words.offlineHint) : undefined,
    ),
    site === undefined ? undefined : published(site, text),
    h(
      'details',
      {},
      h('summary', {}, words.policy),
      h(
        'label',
        { class: 'stacked' },
        words.policyLabel,
        h(
          'textarea',
          {
            rows: 4,
            spellcheck: 'false',
            oninput: ({ currentTarget }) => on.onPolicy((currentTarget as HTMLTextAreaElement).value),
          },
          policy,
        ),
      ),
    ),
  );
}

function dropping({ onChosen }: ChooseHandlers): Record<string, (event: Event) => void> {
  const mark = (event: Event, isOver: boolean): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.toggle('over', isOver);
  };
  return {
    ondragover: (event) => mark(event, true),
    ondragleave: (event) => mark(event, false),
    ondrop: (event) => {
      mark(event, false);
      onChosen(droppedFiles((event as DragEvent).dataTransfer));
    },
  };
}

function published({ draws, offlineHref }: Site, { choose: words }: VerifyText): HTMLElement {
  return h(
    'div',
    { class: 'published' },
    draws.length === 0 ? undefined : h('h3', {}, words.published),
    draws.length === 0
      ? undefined
      : h(
          'ul',
          { class: 'lines' },
          draws.map(({ publicId, name }) =>
            h('li', {}, h('a', { href: `/verify?draw=${encodeURIComponent(publicId)}` }, `${name}（${publicId}）`)),
          ),
        ),
    h('p', {}, h('a', { href: offlineHref, download: 'verify.html' }, words.offlineFile)),
  );
}

export interface AskHandlers {
  readonly onAsk: (words: string) => void;
  readonly onCamera: (place: HTMLElement) => void;
  readonly onPhoto: (photo: File) => void;
}

/** Asking about one enterprise, by code, name, receipt, camera or photo. */
export function askView(text: VerifyText, asked: string, on: AskHandlers): HTMLElement {
  const words = text.firm;
  const input = h('input', { type: 'text', name: 'unit', value: asked, autocomplete: 'off', spellcheck: 'false' });
  const place = h('div', { class: 'camera' });
  const photo = h('input', {
    type: 'file',
    class: 'away',
    tabindex: -1,
    'aria-hidden': 'true',
    accept: 'image/*',
    onchange: ({ currentTarget }) => {
      const [file] = (currentTarget as HTMLInputElement).files ?? [];
      if (file !== undefined) on.onPhoto(file);
    },
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    on.onAsk(input.value);
  };
  return section(
    'firm',
    words.title,
    h('p', {}, words.lead),
    h(
      'form',
      { class: 'filters', onsubmit: submit },
      h('label', { class: 'wide' }, words.label, input),
      h('button', { type: 'submit' }, words.button),
    ),
    h(
      'p',
      { class: 'buttons' },
      h('button', { type: 'button', class: 'button quiet', onclick: () => on.onCamera(place) }, words.scan),
      h('button', { type: 'button', class: 'button quiet', onclick: () => photo.click() }, words.photo),
      photo,
    ),
    place,
  );
}
