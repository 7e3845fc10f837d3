// SPDX-License-Identifier: EUPL-1.2
import type { Step } from './run-step.ts';

/** The same cases each time, so that what fails is the change’s fault; `npm run jest`, `two-world` and `fuzz` take others. */
const seeds = { HANDSLAG_SEED: '1343682324', HANDSLAG_FUZZ_SEED: '320777590' };
const environment = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning', ...seeds };
const node = (...args: string[]) => ['node', ...args];
const jest = (project: string, says: string, more: Partial<Step> = {}): Step => ({
  name: project,
  says,
  jest: project,
  environment,
  loud: true,
  ...more,
});

/** In the order they run: quick and cheap first, so that a typing slip is told in seconds. */
export const steps: readonly Step[] = [
  { name: 'format', says: 'Prettier', commands: [['prettier', '--check', '--cache', '--log-level', 'warn', '.']] },
  {
    name: 'lint',
    says: 'ESLint, type-aware',
    commands: [['eslint', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0', '.']],
  },
  {
    name: 'types',
    says: 'TypeScript, server and web',
    needs: ['apps/web/tsconfig.json'],
    commands: [
      node('node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json'),
      node('node_modules/typescript7/bin/tsc', '-p', 'apps/web/tsconfig.json', '--noEmit'),
    ],
  },
  {
    name: 'walls',
    says: 'nobody imports through a wall',
    commands: [['depcruise', '--config', '.dependency-cruiser.mjs', 'libs', 'apps', 'infra', 'test']],
    summary: /no dependency violations.*/,
  },
  {
    name: 'trespasses',
    says: 'each wall and each lint rule bites when its trespass is planted',
    commands: [node('test/walls/prove-walls.mjs'), node('test/rules/prove-lint.mjs')],
    summary: /\d+ of \d+ walls bite/,
  },
  {
    name: 'rules',
    says: 'headers, sizes, names, pins, version floors, licences',
    commands: [node('test/rules/check.mjs')],
  },
  { name: 'unused', says: 'knip: dead files, exports, dependencies', commands: [['knip', '--no-progress']] },
  { name: 'build', says: 'server (SWC) and web (Vite)', commands: [node('test/build.mjs')] },
  {
    name: 'weight',
    says: 'first load within its budget',
    needs: ['apps/web/check-weight.mjs'],
    commands: [node('apps/web/check-weight.mjs')],
  },
  {
    name: 'openapi',
    says: 'OpenAPI is well-formed',
    needs: ['docs/openapi/municipal.json', 'docs/openapi/civic.json'],
    commands: [
      [
        'redocly',
        'lint',
        '--config',
        'docs/openapi/redocly.yaml',
        'docs/openapi/municipal.json',
        'docs/openapi/civic.json',
      ],
    ],
    environment: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
  {
    name: 'client',
    says: 'the web app’s types agree with the OpenAPI documents',
    commands: [node('apps/web/generate-api-types.mjs', '--check')],
  },
  jest('unit', 'Jest: entities, policies, contracts'),
  jest('database', 'Jest: against PostgreSQL, as the application role'),
  jest('database', 'Jest: the same against Debian’s PostgreSQL 15', {
    name: 'database-15',
    environment: { ...environment, HANDSLAG_TEST_POSTGRES_VERSION: '15' },
    when: ['/usr/lib/postgresql/15/bin/postgres', 'Debian’s PostgreSQL 15 is not on this machine'],
  }),
  jest('network', 'Jest: two planes talking'),
  jest('blindness', 'Jest: the suites that try to see through the wall'),
  jest('two-world', 'Jest: two worlds that differ only in what nobody may see', {
    // On a busy machine fewer of them, and the run says how many.
    environment: { ...environment, HANDSLAG_CASES: '200', HANDSLAG_MINUTES: '12' },
  }),
  {
    name: 'drills',
    says: 'a house whose parts are killed, letters that come twice or late, clocks that are wrong; npm run drills alone',
    commands: [node('test/drills/run.mjs')],
    loud: true,
  },
  {
    name: 'chromium',
    says: 'a Chromium that works, fetched when there is none',
    commands: [node('test/browser/prepare.mjs')],
    summary: /Chromium [\d.]+$/m,
  },
  jest('browser', 'Jest: the stories in Chromium, with axe'),
  jest('wcag', 'Jest: accessibility of a few routes in every state, by seed; npm run wcag for all', { serial: true }),
];
