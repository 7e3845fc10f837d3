// SPDX-License-Identifier: EUPL-1.2
const base = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/libs/testing/known-cases.ts'],
  testEnvironmentOptions: { customExportConditions: ['handslag-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.handslag/'],
};

export default {
  testTimeout: 120_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,infra,test}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.(db|net|wall)\\.spec\\.ts$', '/node_modules/', '<rootDir>/test/browser/'],
    },
    {
      ...base,
      displayName: 'database',
      testMatch: ['<rootDir>/{libs,apps,infra,test}/**/*.db.spec.ts'],
      globalSetup: '<rootDir>/libs/testing/start-postgres.ts',
      globalTeardown: '<rootDir>/libs/testing/stop-postgres.ts',
    },
    {
      ...base,
      displayName: 'network',
      testMatch: ['<rootDir>/{libs,apps,infra,test}/**/*.net.spec.ts'],
      globalSetup: '<rootDir>/libs/testing/start-postgres.ts',
      globalTeardown: '<rootDir>/libs/testing/stop-postgres.ts',
    },
    {
      ...base,
      displayName: 'blindness',
      testMatch: ['<rootDir>/test/**/*.wall.spec.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/two-world/'],
      globalSetup: '<rootDir>/libs/testing/start-postgres.ts',
      globalTeardown: '<rootDir>/libs/testing/stop-postgres.ts',
    },
    {
      ...base,
      displayName: 'two-world',
      testMatch: ['<rootDir>/test/two-world/*.wall.spec.ts'],
      globalSetup: '<rootDir>/libs/testing/start-postgres.ts',
      globalTeardown: '<rootDir>/libs/testing/stop-postgres.ts',
    },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/*.spec.ts'],
    },
    {
      ...base,
      displayName: 'wcag',
      testMatch: ['<rootDir>/test/browser/wcag/*.spec.ts'],
    },
  ],
};
