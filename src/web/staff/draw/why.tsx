/** Why this person: who came before in the random order of a seat, and the reason of each. @module */
import type { ReactNode } from 'react';
import { SKIP_REASONS, type Before } from '../../../draw/types/means.ts';
import type { ResultView } from '../../../draw/types/views.ts';
import { drawMeansText } from '../../kit/strings/draw-means.zh.ts';

const text = drawMeansText.result;
type Pick = ResultView['picks'][number];
type Member = Pick['officers'][number];

/** The members of a team, each with the reasons of those who came before. */
export function Members({ members }: { readonly members: readonly Member[] }): ReactNode {
  if (members.length === 0) return '—';
  return (
    <ul className="draw-members">
      {members.map(({ seat, id, name, before }) => (
        <li key={seat}>
          {name} <span className="muted digits">{id}</span>
          <Why before={before} title={text.why} />
        </li>
      ))}
    </ul>
  );
}

/** The team of an enterprise in team mode, and why it is this one. */
export function Team({ team }: { readonly team: Pick['team'] }): ReactNode {
  if (team === null) return null;
  return (
    <div>
      {text.team(team.id)}
      <Why before={team.before} title={text.whyTeam} />
    </div>
  );
}

/** Those who cannot sit here at all are counted, the others named: 某某 回避 → 顺延. */
function Why({ before, title }: { readonly before: readonly Before[]; readonly title: string }): ReactNode {
  if (before.length === 0) return null;
  const named = before.filter(({ reason }) => reason !== 'unfit');
  const others = before.length - named.length;
  return (
    <details className="draw-why">
      <summary>
        {title}
        <span className="muted">（{text.order(before.length + 1)}）</span>
      </summary>
      <ol>
        {named.map(({ id, name, reason }) => (
          <li key={id}>{text.passed(name === id ? nameOf(id) : name, SKIP_REASONS[reason])}</li>
        ))}
        {others > 0 && <li>{text.passedOthers(others)}</li>}
      </ol>
    </details>
  );
}

/** A team is known by its number. */
function nameOf(id: string): string {
  return id.startsWith('T-') ? text.team(id) : id;
}
