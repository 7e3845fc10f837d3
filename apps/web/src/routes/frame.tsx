// SPDX-License-Identifier: EUPL-1.2
import { Outlet, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { keepFocus } from '../features/keep-focus.ts';
import { useTenant } from '../features/session.ts';
import { AnnounceProvider } from '../ui/announce.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

const useOnline = (): boolean => {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return online;
};

const ownIcons = { icon: '/icon.svg', 'apple-touch-icon': '/icon-180.png' };

/** What every page has: a way past the menu, word of a lost network, a voice for what just happened. */
export function Frame() {
  const { say } = useWords();
  const tenant = useTenant();
  const online = useOnline();
  const router = useRouter();
  const onMove = useCallback((moved: () => void) => router.subscribe('onBeforeNavigate', moved), [router]);
  useEffect(() => keepFocus(), []);
  useLayoutEffect(() => {
    document.documentElement.dataset['tenant'] = tenant.name;
  }, [tenant.name]);
  useLayoutEffect(() => {
    for (const [rel, ours] of Object.entries(ownIcons))
      document.querySelector(`link[rel="${rel}"]`)?.setAttribute('href', tenant.icon ?? ours);
  }, [tenant.icon]);
  return (
    <AnnounceProvider
      onMove={onMove}
      words={{ undo: say('common.undo'), close: say('common.close'), undone: say('common.undone') }}
    >
      <a className="skip" href="#main">
        {say('common.skip')}
      </a>
      <div role="status">
        {!online && (
          <p className="strip">
            <Icon name="offline" /> {say('common.offline')}
          </p>
        )}
      </div>
      <Outlet />
    </AnnounceProvider>
  );
}
