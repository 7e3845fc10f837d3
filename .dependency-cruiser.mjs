// SPDX-License-Identifier: EUPL-1.2
import { readdirSync } from 'node:fs';

// The walls of the house. Each comment names the mend. That each one bites is shown by test/walls/prove-walls.mjs.
const features = '^libs/(tenant|association|municipality)/';
const testing = '[.](spec|fixture)[.]tsx?$|^libs/testing/|^test/|^bench/|^infra/';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A library is entered by its index.ts; its own files may meet inside. */
const frontDoor = (library) =>
  rule(
    `front-door-of-${library.replaceAll('/', '-')}`,
    `libs/${library} is reached through its index.ts. Export what you need there, or ask whether you should need it.`,
    { pathNot: [`^libs/${library}/`, testing] },
    { path: `^libs/${library}/`, pathNot: [`^libs/${library}/index[.]ts$`, '^libs/contracts/errors/index[.]ts$'] },
  );
const platform = readdirSync(new URL('libs/platform', import.meta.url));

/** A technology has one room; the rest of the house sees our own words for it. */
const oneRoom = (name, packages, room, mend) =>
  rule(name, mend, { pathNot: [room, testing] }, { path: npm(...packages) });

export default {
  forbidden: [
    rule(
      'no-cycles',
      'ESM + decorators: a cycle is a runtime crash waiting. Split out what both sides need.',
      {},
      { circular: true },
    ),
    rule(
      'kernel-is-ground',
      'kernel depends on nothing but Node. Move what needs more upstairs.',
      { path: '^libs/kernel/', pathNot: testing },
      { pathNot: '^libs/kernel/', dependencyTypesNot: ['core'] },
    ),
    rule(
      'contracts-see-kernel-only',
      'contracts are published; they may know kernel and zod. Move the rest to the feature.',
      { path: '^libs/contracts/', pathNot: testing },
      { pathNot: ['^libs/(contracts|kernel)/', npm('zod')] },
    ),
    rule(
      'platform-below-federation',
      'platform never looks up. Declare a port here and let the feature implement it.',
      { path: '^libs/platform/', pathNot: testing },
      { path: ['^libs/federation/', features] },
    ),
    rule(
      'federation-knows-no-feature',
      'Features register handlers; the engine never imports one.',
      { path: '^libs/federation/', pathNot: testing },
      { path: features },
    ),
    rule(
      'only-apps-compose',
      'A library never imports an app. Export a module and let the app import it.',
      { path: '^libs/', pathNot: '^libs/testing/|[.]spec[.]ts$' },
      { path: '^apps/' },
    ),
    rule(
      'the-wall',
      'Association code and municipality code meet only in a message contract.',
      { path: '^libs/association/' },
      { path: '^libs/municipality/' },
    ),
    rule(
      'the-wall-back',
      'Association code and municipality code meet only in a message contract.',
      { path: '^libs/municipality/' },
      { path: '^libs/association/' },
    ),
    rule(
      'municipal-hosts-no-association',
      'The municipal plane must not even contain association code.',
      { path: '^apps/municipal/' },
      { path: '^libs/association/', reachable: true },
    ),
    rule(
      'civic-hosts-no-municipality',
      'The civic plane must not even contain municipality code.',
      { path: '^apps/civic/' },
      { path: '^libs/municipality/', reachable: true },
    ),
    rule(
      'planes-do-not-meet',
      'One app never imports another. What both need is a library.',
      { path: '^apps/([^/]+)/', pathNot: testing },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'tenant-is-common-ground',
      'What every tenant has may not know what only one kind has. Call listeners instead.',
      { path: '^libs/tenant/' },
      { path: '^libs/(association|municipality)/' },
    ),
    rule(
      'front-door-only',
      'Another feature is reached through its index.ts.',
      { path: '^libs/(tenant|association|municipality)/([^/]+)/' },
      { path: features, pathNot: ['^libs/$1/$2/', '/index[.]ts$'] },
    ),
    rule(
      'apps-use-front-doors',
      'Apps, too, use index.ts.',
      { path: '^apps/', pathNot: testing },
      { path: features, pathNot: '/index[.]ts$' },
    ),
    ...['kernel', 'contracts', 'federation'].map(frontDoor),
    ...platform.map((name) => frontDoor(`platform/${name}`)),
    rule(
      'one-door-to-the-database',
      'Only tenancy opens a database; a feature gets an EntityManager or scope.rows().',
      { path: features, pathNot: '[.]spec[.]ts$' },
      { path: npm('pg', 'kysely', 'ioredis', '@mikro-orm/sql', '@mikro-orm/migrations') },
    ),
    rule(
      'one-door-to-the-network',
      'A feature writes to the outbox; only federation/delivery and platform adapters speak to the network.',
      { path: features, pathNot: '[.]spec[.]ts$' },
      { path: ['^(node:)?(http|http2|https|net|tls|dgram|dns)$', npm('undici', 'axios', 'got', 'ky')] },
    ),
    oneRoom(
      'one-room-for-the-queue',
      ['bullmq'],
      '^libs/platform/queue/',
      'BullMQ is seen by platform/queue only; add a word to its index.ts.',
    ),
    oneRoom(
      'one-room-for-signatures',
      ['jose'],
      '^libs/platform/(crypto|identity)/|^apps/identity/',
      'Cryptography lives in platform/crypto; use its seal, open, sign and verify.',
    ),
    oneRoom(
      'one-room-for-sign-in',
      ['openid-client'],
      '^libs/platform/identity/',
      'Sign-in lives in platform/identity.',
    ),
    oneRoom(
      'demo-provider-in-its-app',
      ['oidc-provider'],
      '^apps/identity/',
      'The demo identity provider never ships inside a plane.',
    ),
    rule(
      'web-is-outside',
      'The PWA knows contracts and its generated client, nothing else of the server.',
      { path: '^apps/web/' },
      { path: '^(libs|apps|infra)/', pathNot: ['^libs/contracts/', '^apps/web/'] },
    ),
    oneRoom(
      'one-room-for-the-design-system',
      ['@digdir/designsystemet-react', 'react-aria-components'],
      '^apps/web/src/(ui/|main[.]tsx)',
      'Wrap the component in apps/web/src/ui and use that.',
    ),
    rule(
      'ui-fetches-nothing',
      'A ui component gets data as properties; fetch in a route or feature.',
      { path: '^apps/web/src/ui/', pathNot: testing },
      { path: '^apps/web/src/(api|features|routes)/' },
    ),
    rule(
      'web-features-apart',
      'One web feature does not import another; lift what both need into features/ itself, ui/ or words/.',
      { path: '^apps/web/src/features/([^/]+)/' },
      { path: '^apps/web/src/features/[^/]+/', pathNot: '^apps/web/src/features/$1/' },
    ),
    rule(
      'product-knows-no-workshop',
      'infra, test and bench stand outside the product.',
      { path: '^(libs|apps/(municipal|civic|identity|web))/', pathNot: `${testing}|/migrations/` },
      { path: '^(infra|test|bench)/' },
    ),
    rule(
      'spec-is-a-leaf',
      'Nothing imports a spec; product code never imports testing.',
      { pathNot: testing },
      { path: ['[.]spec[.]tsx?$', '^libs/testing/'] },
    ),
    rule(
      'no-dev-package-in-product',
      'What runs in production belongs in "dependencies".',
      { path: '^(libs|apps/(municipal|civic|identity|cli))/', pathNot: testing },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    ),
    rule(
      'declared-packages-only',
      'Declare the package in package.json, with an exact version.',
      { path: '^(libs|apps|infra|test)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'nothing-unresolvable',
      'This import leads nowhere.',
      {},
      { couldNotResolve: true, pathNot: '^virtual:|[?](url|raw|inline)$' },
    ),
    rule(
      'no-orphans',
      'Dead file? Delete it, or import it.',
      {
        orphan: true,
        pathNot: [
          '[.]d[.]ts$',
          '(^|/)main[.]tsx?$',
          '[.]config[.](ts|mjs|js)$',
          '[.]spec[.]tsx?$',
          '^(infra|test|bench)/',
          '/migrations/',
          '^apps/web/[^/]+$',
          '^apps/web/public/',
          '/assets/',
        ],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(dist|[.]handslag|coverage)/', '^apps/web/dist/', '^apps/web/src/api/generated/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['handslag-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
