// SPDX-License-Identifier: EUPL-1.2
import { useLayoutEffect, useRef, useState } from 'react';
import { http } from '../api/client.ts';
import type { Tenant } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { usualAsks, type UsualAsk } from '../features/requests/usual.ts';
import { useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

type Name = UsualAsk['name'];
type Way = 'up' | 'down' | 'hide' | 'show';

/** Which of the usual asks are shown to whoever asks here, and in what order. */
export function Asks() {
  const { say } = useWords('work');
  const tenant = useTenant();
  const { say: announce } = useAnnounce();
  const [shown, setShown] = useState(tenant.usualAsks);
  const [kept, setKept] = useState({ names: tenant.usualAsks, version: tenant.version });
  const put = (change: typeof kept) =>
    http.patch<Tenant>('/tenant', { usualAsks: change.names }, { version: change.version });
  const take = ({ usualAsks: names, version }: Tenant): void => {
    setShown(names);
    setKept({ names, version });
  };
  const undo = useAct(put, { touches: ['tenant'], then: take });
  const save = useAct(put, {
    touches: ['tenant'],
    then: (now) => {
      take(now);
      announce(say('work:asks.saved'), () => undo.run({ names: kept.names, version: now.version }));
    },
  });
  return (
    <Page
      title={say('work:asks.title')}
      lead={say('work:asks.lead')}
      back={<Back to="/settings" label={say('nav.settings')} />}
    >
      <form
        className="stack stack-wide"
        onSubmit={(event) => {
          event.preventDefault();
          save.run({ ...kept, names: shown });
        }}
      >
        <Order shown={shown} change={setShown} />
        <ActTrouble problem={save.problem ?? undo.problem} />
        <div className="row">
          <Button type="submit" big busy={save.busy}>
            {say('common.save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Order({ shown, change }: { shown: Name[]; change: (shown: Name[]) => void }) {
  const { say } = useWords('work');
  const lists = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ name: Name; way: Way } | null>(null);
  const [told, setTold] = useState('');
  const hidden = usualAsks.map(({ name }) => name).filter((name) => !shown.includes(name));
  const called = (name: Name): string => say(`usual.of.${name}.name`);

  // The row has moved, and whoever pressed its button with the keyboard goes along with it.
  useLayoutEffect(() => {
    if (!pressed.current) return;
    const { name, way } = pressed.current;
    const row = lists.current?.querySelector(`[data-ask="${name}"]`);
    (row?.querySelector<HTMLElement>(`[data-way="${way}"] button`) ?? row?.querySelector('button'))?.focus();
    pressed.current = null;
  }, [shown]);

  const press = (name: Name, way: Way, next: Name[]): void => {
    pressed.current = { name, way };
    const place = { name: called(name), place: next.indexOf(name) + 1, all: next.length };
    setTold(say(next.includes(name) ? 'work:asks.place' : 'work:asks.nowHidden', place));
    change(next);
  };
  const move = (name: Name, by: -1 | 1): void => {
    const next = shown.filter((one) => one !== name);
    next.splice(shown.indexOf(name) + by, 0, name);
    press(name, by < 0 ? 'up' : 'down', next);
  };
  const hide = (name: Name): void => {
    const next = shown.filter((one) => one !== name);
    press(name, 'hide', next);
  };
  return (
    <div className="stack stack-wide" ref={lists}>
      <p className="hidden-words" role="status">
        {told}
      </p>
      <Section title={say('work:asks.shown')}>
        {shown.length === 0 && <Notice title={say('work:asks.none')}>{say('work:asks.noneMeans')}</Notice>}
        <ol className={shown.length > 0 ? 'list' : undefined}>
          {shown.map((name, at) => (
            <li key={name} data-ask={name}>
              <span className="grow">{called(name)}</span>
              <span className="row">
                {at > 0 && <Press way="up" name={called(name)} onPress={() => move(name, -1)} />}
                {at < shown.length - 1 && <Press way="down" name={called(name)} onPress={() => move(name, 1)} />}
                <Press way="hide" name={called(name)} onPress={() => hide(name)} />
              </span>
            </li>
          ))}
        </ol>
      </Section>
      {hidden.length > 0 && (
        <Section title={say('work:asks.hidden')}>
          <ul className="list">
            {hidden.map((name) => (
              <li key={name} data-ask={name}>
                <span className="grow">{called(name)}</span>
                <Press way="show" name={called(name)} onPress={() => press(name, 'show', [...shown, name])} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Press({ way, name, onPress }: { way: Way; name: string; onPress: () => void }) {
  const { say } = useWords('work');
  return (
    <span data-way={way}>
      <Button kind="tertiary" label={say(`work:asks.${way}Name`, { name })} onPress={onPress}>
        {say(`work:asks.${way}`)}
      </Button>
    </span>
  );
}
