// SPDX-License-Identifier: EUPL-1.2
import './ui/styles.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { presence } from './api/presence.ts';
import { queryClient, read } from './api/queries.ts';
import { router } from './routes/router.tsx';
import { startWords } from './words/index.ts';

// A new version has replaced the file a page was about to load; the fresh shell has it.
window.addEventListener('vite:preloadError', () => location.reload());

presence.watch(window);
void queryClient.prefetchQuery(read.tenant());
void queryClient.prefetchQuery(read.me());
// The page's own file comes meanwhile.
void router.load();
await startWords();

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
