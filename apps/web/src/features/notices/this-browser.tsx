// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { http } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import type { NoticeSettings } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { markOfThis, pushState, sleep, subscribe } from './push.ts';

const marked = ['browser-mark'];

/** Notices in this very browser; on an iPhone the way onto its home screen, without which there are none there. */
export function ThisBrowser({ browsers }: { browsers: NoticeSettings['browsers'] }) {
  const { say } = useWords();
  const state = pushState();
  return (
    <div className="stack">
      {state === 'ready' ? (
        <Switch browsers={browsers} />
      ) : (
        <p className={state === 'install' ? undefined : 'quiet'}>{say(`notices.push.${state}`)}</p>
      )}
      <div>
        <Go to="/notices/home-screen" kind="tertiary" icon="picture">
          {say('notices.install.title')}
        </Go>
      </div>
    </div>
  );
}

function Switch({ browsers }: { browsers: NoticeSettings['browsers'] }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const mark = useQuery({ queryKey: marked, queryFn: markOfThis }).data;
  const here = browsers.find((browser) => browser.mark === mark);
  const settings = (words: string) => ({
    touches: ['notice-settings'],
    then: () => {
      void queryClient.invalidateQueries({ queryKey: marked });
      announce(say(words));
    },
  });
  const silence = async (some: NoticeSettings['browsers']) => {
    await sleep();
    for (const { id } of some) await http.delete(`/me/push-subscriptions/${id}`);
  };
  const on = useAct(subscribe, settings('notices.pushOn'));
  const off = useAct(() => silence(here ? [here] : []), settings('notices.pushOff'));
  const everywhere = useAct(() => silence(browsers), settings('notices.pushOff'));
  const others = browsers.length - (here ? 1 : 0);
  return (
    <>
      <ActTrouble problem={on.error ? say('notices.push.refused') : (off.problem ?? everywhere.problem)} />
      <div className="row">
        {here ? (
          <Button kind="secondary" busy={off.busy} onPress={() => off.run(undefined)}>
            {say('notices.turnOff')}
          </Button>
        ) : (
          <Button icon="bell" busy={on.busy} onPress={() => on.run(undefined)}>
            {say('notices.turnOn')}
          </Button>
        )}
        {others > 0 && (
          <Button kind="secondary" busy={everywhere.busy} onPress={() => everywhere.run(undefined)}>
            {say('notices.turnOffEverywhere', { count: browsers.length })}
          </Button>
        )}
      </div>
    </>
  );
}
