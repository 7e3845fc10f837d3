// SPDX-License-Identifier: EUPL-1.2
// Budgets stand near the good tails of houses we admire: hitting one means "split", not "argue".
const BUDGETS = [
  [/\.net\.spec\.ts$/, 700],
  [/\.spec\.tsx?$/, 400],
  [/\.entity\.ts$/, 150],
  [/\.policy\.ts$/, 60],
  [/\.service\.ts$/, 250],
  [/\.controller\.ts$/, 150],
  [/\.dto\.ts$/, 120],
  [/\.handler\.ts$/, 120],
  [/\.view\.ts$/, 200],
  [/\.job\.ts$/, 150],
  [/\.module\.ts$/, 120],
  [/^libs\/contracts\/messages\//, 100],
  [/^libs\/.*\/index\.ts$/, 60],
  [/^apps\/web\/src\/ui\/.*\.tsx$/, 200],
  [/\.(ts|tsx|mjs)$/, 300],
];
/** Each exception has a reason; an exception that is no longer needed is a fault, too. */
const EXCEPTIONS = {};
/** Lists and generated files grow with the product, not with its complexity. */
const NOT_COUNTED =
  /^libs\/contracts\/errors\/|^infra\/local\/seed\/|^apps\/web\/src\/api\/generated\/|^apps\/web\/src\/words\/|\/migrations\//;

export const sizes = {
  name: 'no file outgrows its budget',
  *problems(tree) {
    for (const [file, text] of tree) {
      if (!/^(libs|apps|infra|test|bench)\//.test(file) || NOT_COUNTED.test(file)) continue;
      const budget = BUDGETS.find(([pattern]) => pattern.test(file))?.[1];
      if (budget === undefined) continue;
      const lines = text.trimEnd().split('\n').length;
      const allowed = EXCEPTIONS[file]?.lines ?? budget;
      if (lines > allowed) yield [file, `${lines} lines, ${allowed} are its budget. Split it by subject.`];
      if (EXCEPTIONS[file] && lines <= budget) yield [file, 'fits its budget again: remove its exception'];
    }
  },
  plants: [
    ['libs/tenant/planted/planted.policy.ts', '\n'.repeat(70) + 'x'],
    ['libs/tenant/planted/planted.service.ts', '\n'.repeat(260) + 'x'],
    ['libs/tenant/planted/planted.controller.ts', '\n'.repeat(160) + 'x'],
    ['libs/tenant/planted/planted.dto.ts', '\n'.repeat(130) + 'x'],
    ['apps/web/src/features/planted.tsx', '\n'.repeat(310) + 'x'],
  ],
};
