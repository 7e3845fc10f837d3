// SPDX-License-Identifier: EUPL-1.2
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface Message {
  text: string;
  at: number;
  undo?: () => void;
}

interface Announcer {
  /** Said aloud to a screen reader and shown until the person closes it or moves on. */
  say: (text: string, undo?: () => void) => void;
  /** Waits a moment before doing what can't be taken back, so that it can be. */
  soon: (text: string, act: () => void) => void;
}

const Context = createContext<Announcer>({ say: () => undefined, soon: (_, act) => act() });
export const useAnnounce = (): Announcer => useContext(Context);

const regretMs = 8_000;
const freshMs = 1_000;

export function AnnounceProvider({
  words,
  onMove,
  children,
}: {
  /** Tells when the person moves on: what was said at one place does not follow to the next but one. */
  onMove: (moved: () => void) => () => void;
  words: { undo: string; close: string; undone: string };
  children: ReactNode;
}) {
  const [message, setMessage] = useState<Message | null>(null);
  const waiting = useRef<{ text: string; act: () => void; timer: ReturnType<typeof setTimeout> } | null>(null);

  const settle = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    const { act } = waiting.current;
    waiting.current = null;
    act();
  }, []);

  const say = useCallback(
    (text: string, undo?: () => void) => setMessage({ text, at: Date.now(), ...(undo ? { undo } : {}) }),
    [],
  );

  const soon = useCallback(
    (text: string, act: () => void) => {
      // Asked for again, it is still one act, and it still waits.
      if (waiting.current?.text === text) return;
      settle();
      waiting.current = {
        text,
        act,
        timer: setTimeout(() => {
          settle();
          setMessage(null);
        }, regretMs),
      };
      setMessage({
        text,
        at: Date.now(),
        undo: () => {
          if (waiting.current) clearTimeout(waiting.current.timer);
          waiting.current = null;
          setMessage({ text: words.undone, at: Date.now() });
        },
      });
    },
    [settle, words.undone],
  );

  useEffect(
    () =>
      onMove(() =>
        setMessage((shown) => (shown && !waiting.current && Date.now() - shown.at > freshMs ? null : shown)),
      ),
    [onMove],
  );

  useEffect(() => {
    window.addEventListener('pagehide', settle);
    return () => window.removeEventListener('pagehide', settle);
  }, [settle]);

  const announcer = useMemo(() => ({ say, soon }), [say, soon]);
  return (
    <Context value={announcer}>
      {children}
      <div className="announce" role="status">
        {message && (
          <div className="announce-card">
            <span>{message.text}</span>
            <span className="row">
              {message.undo && (
                <button
                  type="button"
                  onClick={() => {
                    const { undo } = message;
                    setMessage(null);
                    undo?.();
                  }}
                >
                  <Icon name="undo" flip /> {words.undo}
                </button>
              )}
              <button
                type="button"
                onClick={() => {
                  settle();
                  setMessage(null);
                }}
              >
                {words.close}
              </button>
            </span>
          </div>
        )}
      </div>
    </Context>
  );
}
