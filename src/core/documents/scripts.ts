/** Scripts of names beside the Chinese one (docs/adr/0067): how their words are found, and the family they are set in. @module */

export interface Script {
  readonly family: string;
  /** One character. */
  readonly letter: RegExp;
  /** Words with what stands between them; global. */
  readonly words: RegExp;
  readonly isRightToLeft: boolean;
  /** Files in `@expo-google-fonts`: regular, bold. */
  readonly files: readonly [regular: string, bold: string];
}

/** After words that run from right to left, so that a number behind them stays behind. */
export const LEFT_TO_RIGHT_MARK = '\u200e';

export const SCRIPTS: readonly Script[] = [
  {
    family: 'Noto Serif Tibetan',
    letter: /^(?!\p{Cf})\p{Script_Extensions=Tibetan}$/u,
    words: /\p{Script=Tibetan}(?:[\p{Script_Extensions=Tibetan} ]*\p{Script=Tibetan})?/gu,
    isRightToLeft: false,
    files: [
      'noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf',
      'noto-serif-tibetan/700Bold/NotoSerifTibetan_700Bold.ttf',
    ],
  },
  {
    // Draws a letter with its dots as one glyph: a font that lays the dots on says each letter twice to whoever copies it.
    family: 'Scheherazade New',
    // Never what only steers the direction of text (Cf): it would let a name show another.
    letter: /^(?!\p{Cf})\p{Script_Extensions=Arabic}$/u,
    words: /\p{Script=Arabic}(?:[\p{Script_Extensions=Arabic} ·-]*\p{Script=Arabic})?/gu,
    isRightToLeft: true,
    files: [
      'scheherazade-new/400Regular/ScheherazadeNew_400Regular.ttf',
      'scheherazade-new/700Bold/ScheherazadeNew_700Bold.ttf',
    ],
  },
];
