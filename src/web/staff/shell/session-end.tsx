/** Says two minutes before a session ends that it will; one press goes on with it (WCAG 2.2.1). Nothing typed is lost either way. @module */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { onAnswer } from '../../kit/last-answer.ts';
import { useSession } from '../../kit/session.ts';
import { signInAgain } from '../../kit/sign-in-again.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';

const text = shellText.sessionEnd;

const WARNED_SECONDS = 120;
/** The server writes down a use of the session at most once a minute (core/identity/sessions.ts). */
const UNWRITTEN_SECONDS = 60;

/** It ends because nobody asks the server for anything, or because it has lasted as long as any may; or it has ended. */
type Ending = 'idle' | 'longest' | 'over';

/** With every answer about the session it begins anew: give it a key of `secondsLeft`. */
export function SessionEnd(): ReactNode {
  const client = useQueryClient();
  const ending = useEnding();
  if (ending === undefined) return null;
  const goOn = async (): Promise<void> => {
    if (ending === 'over' && !(await signInAgain.ask())) return;
    await client.refetchQueries({ queryKey: ['session'] });
  };
  return (
    <div className="session-end">
      <span role="status">{text[ending].says}</span>
      {ending !== 'longest' && <Button onClick={() => void goOn()}>{text[ending].press}</Button>}
    </div>
  );
}

function useEnding(): Ending | undefined {
  const { idleMinutes, secondsLeft } = useSession();
  const [ending, setEnding] = useState<Ending>();
  useEffect(() => {
    const ends = (first: Ending, seconds: number): (() => void) => {
      const timers = [
        setTimeout(() => setEnding(first), Math.max(0, seconds - WARNED_SECONDS) * 1_000),
        setTimeout(() => setEnding('over'), seconds * 1_000),
      ];
      return () => timers.forEach((timer) => clearTimeout(timer));
    };
    const untilIdle = (): (() => void) => ends('idle', idleMinutes * 60 - UNWRITTEN_SECONDS);
    let idle = untilIdle();
    const longest = ends('longest', secondsLeft);
    const stop = onAnswer(() => {
      idle();
      idle = untilIdle();
      setEnding((now) => (now === 'longest' ? now : undefined));
    });
    return () => {
      stop();
      idle();
      longest();
    };
  }, [idleMinutes, secondsLeft]);
  return ending;
}
