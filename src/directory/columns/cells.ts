/** Cells of the five workbooks that several columns share. @module */
import { parsedText, type CellType } from '../../core/spreadsheet/cell-types.ts';
import { choice, choices, type Choice } from '../../core/spreadsheet/choice-types.ts';
import { ok, refuse } from '../../core/result.ts';
import { usualPhones } from '../rules.ts';
import { codesOf } from '../types/vocabulary.ts';

/** Other ways to write a word of a vocabulary. */
type Aliases<V extends string> = Readonly<Partial<Record<V, readonly string[]>>>;

/** One word of a vocabulary. */
export function oneOf<V extends string>(vocabulary: Readonly<Record<V, string>>, aliases?: Aliases<V>): CellType<V> {
  return choice(choicesOf(vocabulary, aliases));
}

/** Any number of words of a vocabulary. */
export function someOf<V extends string>(
  vocabulary: Readonly<Record<V, string>>,
  aliases?: Aliases<V>,
): CellType<readonly V[]> {
  return choices(choicesOf(vocabulary, aliases));
}

function choicesOf<V extends string>(vocabulary: Readonly<Record<V, string>>, aliases?: Aliases<V>): Choice<V>[] {
  return codesOf(vocabulary).map((value) => ({ value, label: vocabulary[value], aliases: aliases?.[value] ?? [] }));
}

/** One or more phone numbers. */
export function phones(): CellType<string> {
  return parsedText({
    hint: '手机或带区号的座机，多个用顿号分隔',
    parse: (written) => {
      const phone = usualPhones(written);
      return phone === undefined ? refuse([{ code: 'phone-form' }]) : ok(phone);
    },
    write: (phone) => phone,
  });
}

/** Several texts in one cell. */
export function list(separator: '；' | '、', max: number): CellType<readonly string[]> {
  const between = separator === '；' ? /[；;\n]/ : /[、，,；;\n]/;
  return parsedText<readonly string[]>({
    hint: `多项用“${separator}”分隔`,
    parse: (written) => {
      const items = written
        .split(between)
        .map((item) => item.trim())
        .filter((item) => item !== '');
      const long = items.find((item) => item.length > max);
      return long === undefined ? ok(items) : refuse([{ code: 'cell-too-long', facts: { length: long.length, max } }]);
    },
    write: (items) => items.join(separator),
  });
}
