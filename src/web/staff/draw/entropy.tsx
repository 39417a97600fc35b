/** Where the chance of a draw comes from, what each source is worth, and whether it is enough (rules R1–R6). @module */
import type { ReactNode } from 'react';
import type { SourceSpec } from 'verifiable-draw';
import { entropyOf, knownAt, sourceSpecs, type EntropyTable } from '../../../draw/rules/sources.ts';
import type { DrawConfig } from '../../../draw/types.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { sentenceTime } from '../../kit/format.ts';
import { drawInputsText, sourceName } from '../../kit/strings/draw-inputs.zh.ts';

const text = drawInputsText.entropy;

interface Row {
  readonly key: string;
  readonly source: string;
  readonly when: string;
  readonly missing: string;
  readonly bits: string;
}

export function Entropy({ config }: { readonly config: Pick<DrawConfig, 'sources'> }): ReactNode {
  const { profile } = config.sources;
  const table = entropyOf(profile, sourceSpecs(config));
  return (
    <section>
      <h2>{text.caption}</h2>
      <DataTable
        caption={text.caption}
        isCaptionHidden
        rows={[...table.rows.map(({ source, bits }) => rowOf(profile, source, bits)), ...sumsOf(table)]}
        rowKey={({ key }) => key}
        columns={[
          { key: 'source', title: text.source, render: ({ source }) => source },
          { key: 'when', title: text.when, render: ({ when }) => when },
          { key: 'missing', title: text.missing, render: ({ missing }) => missing },
          { key: 'bits', title: text.bits, isNumber: true, render: ({ bits }) => bits },
        ]}
      />
    </section>
  );
}

function rowOf(profile: DrawConfig['sources']['profile'], source: SourceSpec, bits: number): Row {
  const isShare = source.type === 'commit';
  return {
    key: source.id,
    source: sourceName(source.id),
    when: whenOf(profile, source),
    missing: isShare ? text.skip : text.void,
    bits: isShare ? text.honest : String(bits),
  };
}

function whenOf(profile: DrawConfig['sources']['profile'], source: SourceSpec): string {
  const known = knownAt(source);
  if (known !== undefined) return text.known(sentenceTime(known));
  if (source.type === 'commit') return text.share;
  return profile === 'public' ? text.thrownFirst : text.thrownLast;
}

function sumsOf({ sums }: EntropyTable): Row[] {
  return sums.map(({ of, bits, needed }) => ({
    key: `sum ${of}`,
    source: text.sums[of],
    when: '',
    missing: '',
    bits: text.needed(bits, needed),
  }));
}
