/** 现成语句, found by the initials of their pinyin or by characters. @module */
import { useState, type ReactNode } from 'react';
import type { Phrase } from '../../../inspection/types/field.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useSnapshot } from '../context.ts';
import { Field } from '../parts/ui.tsx';

const SHOWN = 5;

export function Phrases({ onChoose }: { readonly onChoose: (phrase: Phrase) => void }): ReactNode {
  const { pack } = useSnapshot();
  const [typed, setTyped] = useState('');
  const needle = typed.toLowerCase().replaceAll(/\s/g, '');
  const found = (pack?.phrases ?? []).filter(({ words, keys }) => words.includes(needle) || keys.includes(needle));
  return (
    <div className="phrases">
      <Field label={fieldText.finding.phrase} type="search" value={typed} onChange={setTyped} />
      <ul className="plain">
        {found.slice(0, SHOWN).map((phrase) => (
          <li key={phrase.words}>
            <button type="button" className="button phrase" onClick={() => onChoose(phrase)}>
              {phrase.words}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
