// SPDX-License-Identifier: EUPL-1.2
// Type-aware, and few rules: each one has bitten somebody. Planted violations: test/rules/prove-lint.mjs.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = ['libs/tenant/**', 'libs/municipality/**', 'libs/association/**'];
const tests = ['**/*.spec.ts', '**/*.spec.tsx', 'libs/testing/**', 'test/**', 'bench/**'];

const forbid = (selector, message) => ({ selector, message });
const everywhere = [
  forbid(
    'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|unstable_mockModule|doMock)$/]',
    'Pass a fake through the constructor; no module is mocked.',
  ),
  forbid(
    'CallExpression[callee.name=/^Api\\w*Response$/] > ObjectExpression > Property[key.name="schema"]',
    "The key is `standardSchema`; `schema` writes Zod's insides into the OpenAPI.",
  ),
  forbid(
    'CallExpression[callee.property.name="execute"] > MemberExpression > CallExpression[callee.property.name="getConnection"]',
    'getConnection().execute() carries no tenant. Use scope.rows().',
  ),
  forbid(
    'ImportDeclaration[source.value=/^(lodash|moment|dayjs)$/]',
    'Use the language: Temporal, Intl, Array methods.',
  ),
];
const noSessionSet = forbid(
  ':matches(Literal[value=/^\\s*(set|SET)\\s+(?!(local|LOCAL)\\b)((session|SESSION)\\s+)?\\w[\\w.]*\\s*(=|(to|TO)\\b)/], TemplateElement[value.raw=/^\\s*(set|SET)\\s+(?!(local|LOCAL)\\b)((session|SESSION)\\s+)?\\w[\\w.]*\\s*(=|(to|TO)\\b)/])',
  'A session SET leaks to the next tenant behind a pooler. Use SET LOCAL through the scope.',
);
const noDefaultExport = forbid('ExportDefaultDeclaration', 'Export by name, so that the name is one everywhere.');
const noEnvironment = forbid(
  ':matches(MemberExpression[object.name="process"][property.name="env"], VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"])',
  'Read the environment in libs/platform/config only, and inject what you need.',
);
const noFetch = forbid(
  'CallExpression[callee.name="fetch"], CallExpression[callee.object.name="globalThis"][callee.property.name="fetch"]',
  'A feature writes to the outbox; only federation/delivery and platform adapters speak to the network.',
);
const noTenantId = forbid(
  ':matches(Identifier, PrivateIdentifier)[name=/tenantId/i]',
  'The tenant comes from the scope; a feature never names it.',
);
const noOwnScope = forbid(
  'CallExpression[callee.property.name="run"] > MemberExpression > MemberExpression[property.name=/scope$/i]',
  'A feature opens no scope of its own: the request, the job or the letter has opened it.',
);
const noTenantColumn = forbid(
  ':matches(Literal[value=/^(?!.*:tenant).*tenant_id/s], TemplateElement[value.raw=/^(?!.*:tenant).*tenant_id/s])',
  'In hand-written SQL the tenant is `:tenant`; the scope fills it.',
);

const syntax = (...selectors) => ({ 'no-restricted-syntax': ['error', ...everywhere, ...selectors] });
const product = (...selectors) => syntax(noDefaultExport, noSessionSet, ...selectors);

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      '**/dist/**',
      'node_modules/**',
      '.handslag/**',
      'coverage/**',
      'apps/web/src/api/generated/**',
      'apps/*/migrations/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Files with decorators are left alone by this rule: Nest reads their constructor types at run time.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, inheritedMethods: false } },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: false } },
      ],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      'prefer-const': 'error',
      ...product(noEnvironment),
    },
  },
  {
    files: features.map((folder) => `${folder}/*.ts`),
    ignores: tests,
    rules: product(noEnvironment, noTenantId, noTenantColumn, noOwnScope, noFetch),
  },
  {
    files: ['libs/platform/config/**', 'infra/**', 'apps/*/main.ts', 'apps/cli/**', 'apps/identity/**'],
    rules: { ...product(), 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      ...syntax(),
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['apps/web/**/*.ts', 'apps/web/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // The router's types refer to the pages and the pages to the router: the compiler sees through, the linter sees any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: [
      '**/*.config.ts',
      'apps/web/src/routes/**',
      'libs/testing/{start,stop}-postgres.ts',
      'test/**/{start,stop}-*.ts',
    ],
    rules: syntax(),
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    rules: {
      ...syntax(),
      'no-undef': 'off',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'prefer-const': 'error',
      eqeqeq: ['error', 'smart'],
    },
  },
);
