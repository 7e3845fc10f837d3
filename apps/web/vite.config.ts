// SPDX-License-Identifier: EUPL-1.2
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { packed } from './packed.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const pure = /node_modules\/(@digdir\/designsystemet-react|@floating-ui|@tanstack|@radix-ui)\//;

/** What the server answers itself; the offline shell must never step in front of it. */
const serverPaths = [
  /^\/api\//,
  /^\/sign-in(\/|$|\?)/,
  /^\/federation\//,
  /^\/\.well-known\//,
  /^\/health\//,
  /^\/openapi\.json/,
  /^\/theme\.css/,
  /^\/manifest\.webmanifest/,
  /^\/wall(\/|$|\?)/,
];

export default defineConfig({
  root,
  plugins: [
    react(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: false,
      includeAssets: ['icon.svg', 'icon-180.png'],
      // The server makes it: each organisation has its own.
      manifest: false,
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        importScripts: ['/push.js'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: serverPaths,
        runtimeCaching: [
          {
            // Public facts about the organisation only; nothing about a person is ever cached.
            urlPattern: ({ url, sameOrigin }) =>
              sameOrigin && (url.pathname === '/theme.css' || url.pathname === '/api/v1/tenant'),
            handler: 'NetworkFirst',
            options: { cacheName: 'organisation', networkTimeoutSeconds: 4 },
          },
          {
            // Its address names the picture, so it is never out of date; old ones give way.
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/v1/tenant/logo/'),
            handler: 'CacheFirst',
            options: { cacheName: 'logo', expiration: { maxEntries: 4 }, cacheableResponse: { statuses: [200] } },
          },
        ],
      },
    }),
    packed(),
  ],
  build: {
    outDir: '../../dist/web',
    manifest: true,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !pure.test(id) },
      output: {
        // On a slow phone each file costs a round trip, and six at a time are asked for.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], test: /(?<!main\.tsx|index\.html)$/, priority: 2 },
            {
              name: 'shared',
              test: /[\\/]apps[\\/]web[\\/]src[\\/](ui|features|api)[\\/]/,
              minShareCount: 6,
              priority: 1,
            },
          ],
        },
      },
    },
  },
});
