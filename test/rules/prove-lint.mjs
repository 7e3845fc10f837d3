// SPDX-License-Identifier: EUPL-1.2
// Every lint rule of our own is shown to bite: a planted line must be refused, its honest twin must pass.
import { ESLint } from 'eslint';

const feature = 'libs/tenant/planted/planted.service.ts';
const library = 'libs/platform/http/planted.ts';
/** For type-aware rules the text stands in for a file that the compiler knows. */
const typed = 'libs/kernel/clock.ts';

// rule · what is planted · where · the planted line · its honest twin
const cases = [
  [
    'no-restricted-syntax',
    'a tenant named in a feature',
    feature,
    'export const x = (tenantId: string) => tenantId;',
    'export const x = (id: string) => id;',
  ],
  [
    'no-restricted-syntax',
    'a private tenant field in a feature',
    feature,
    'export class A { #tenantId = 1; a() { return this.#tenantId; } }',
    'export class A { #id = 1; a() { return this.#id; } }',
  ],
  [
    'no-restricted-syntax',
    'a tenant column without the scope',
    feature,
    'export const q = `select 1 from a where tenant_id = ${1}`;',
    'export const q = `select 1 from a where a.tenant_id = :tenant`;',
  ],
  [
    'no-restricted-syntax',
    'a scope opened in a feature',
    feature,
    'declare class Scope { run(who: string): void; rows(sql: string): void }\nexport class A { scope = new Scope(); a() { this.scope.run("b"); } }',
    'declare class Scope { run(who: string): void; rows(sql: string): void }\nexport class A { scope = new Scope(); a() { this.scope.rows("b"); } }',
  ],
  [
    'no-restricted-syntax',
    'a network call in a feature',
    feature,
    "export const x = fetch('/a');",
    'export const x = (find: (a: string) => unknown) => find("/a");',
  ],
  [
    'no-restricted-syntax',
    'the environment read outside config',
    library,
    'export const x = process.env.A;',
    'export const x = process.pid;',
  ],
  [
    'no-restricted-syntax',
    'the environment taken apart',
    library,
    'const { env } = process;\nexport const x = env;',
    'const { pid } = process;\nexport const x = pid;',
  ],
  [
    'no-restricted-syntax',
    'a session SET',
    library,
    "export const q = 'set search_path to a';",
    "export const q = 'set local search_path to a';",
  ],
  [
    'no-restricted-syntax',
    'a SET of a role',
    library,
    "export const q = `SET SESSION app.tenant = 'a'`;",
    'export const q = `update a set b = 1`;',
  ],
  [
    'no-restricted-syntax',
    'a query without the tenant',
    library,
    "declare const em: { getConnection(): typeof em; execute(sql: string): void };\nexport const x = em.getConnection().execute('select 1');",
    "declare const em: { getConnection(): typeof em; execute(sql: string): void };\nexport const x = em.execute('select 1');",
  ],
  [
    'no-restricted-syntax',
    'a mocked module',
    'libs/platform/http/planted.spec.ts',
    "jest.mock('./a.ts');",
    'jest.fn();',
  ],
  [
    'no-restricted-syntax',
    'a wrong OpenAPI key',
    library,
    '@ApiResponse({ schema: x })\nexport class A {}',
    '@ApiResponse({ standardSchema: x })\nexport class A {}',
  ],
  ['no-restricted-syntax', 'a default export', library, 'export default function a() {}', 'export function a() {}'],
  [
    '@typescript-eslint/naming-convention',
    'an I before an interface',
    typed,
    'export interface IGroup { a: string }',
    'export interface Invitation { a: string }',
  ],
  [
    '@typescript-eslint/no-floating-promises',
    'a promise nobody waits for',
    typed,
    'const later = async () => 1;\nexport function x() { later(); }',
    'const later = async () => 1;\nexport async function x() { await later(); }',
  ],
  [
    '@typescript-eslint/no-misused-promises',
    'a promise used as a condition',
    typed,
    'const later = async () => true;\nexport function x() { if (later()) return 1; return 2; }',
    'const later = async () => true;\nexport async function x() { if (await later()) return 1; return 2; }',
  ],
  [
    '@typescript-eslint/consistent-type-imports',
    'a type imported as a value',
    typed,
    "import { Buffer } from 'node:buffer';\nexport type X = Buffer;",
    "import type { Buffer } from 'node:buffer';\nexport type X = Buffer;",
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'a case forgotten',
    typed,
    "export const f = (a: 'x' | 'y') => { switch (a) { case 'x': return 1; } return 0; };",
    "export const f = (a: 'x' | 'y') => { switch (a) { case 'x': return 1; case 'y': return 2; } };",
  ],
  ['no-console', 'console in the product', library, "console.log('a');", 'export const x = 1;'],
  [
    'react-hooks/rules-of-hooks',
    'an effect that breaks the rules of hooks',
    'apps/web/src/planted.tsx',
    "import { useState } from 'react';\nexport function A(p: { b: boolean }) { if (p.b) { useState(1); } return null; }",
    "import { useState } from 'react';\nexport function A() { useState(1); return null; }",
  ],
  [
    null,
    'a suppression that suppresses nothing',
    library,
    '// eslint-disable-next-line eqeqeq\nexport const x = 1;',
    'export const x = 1;',
  ],
];

const withTypes = new ESLint();
const { default: tseslint } = await import('typescript-eslint');
const withoutTypes = new ESLint({
  overrideConfig: [{ files: ['**/*.ts', '**/*.tsx'], ...tseslint.configs.disableTypeChecked }],
});

const complaints = async (file, text) => {
  const eslint = file === typed ? withTypes : withoutTypes;
  const [result] = await eslint.lintText(`${text}\n`, { filePath: file });
  return result?.messages ?? [];
};

let asleep = 0;
for (const [rule, name, file, planted, honest] of cases) {
  const bites = (await complaints(file, planted)).some(({ severity, ruleId }) => severity === 2 && ruleId === rule);
  const wrongly = (await complaints(file, honest)).filter(({ severity }) => severity === 2);
  const good = bites && wrongly.length === 0;
  asleep += good ? 0 : 1;
  console.log(
    `${good ? 'bites ' : bites ? 'BITES TOO MUCH' : 'SLEEPS'} ${name}${wrongly.map(({ ruleId, message }) => ` (${ruleId}: ${message})`).join('')}`,
  );
}
console.log(`${cases.length - asleep} of ${cases.length} lint rules bite`);
process.exitCode = asleep ? 1 : 0;
