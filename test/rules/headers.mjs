// SPDX-License-Identifier: EUPL-1.2
const SOURCE = /\.(ts|tsx|mjs|js|css|sql|sh)$|^\.ci\/run$/;
const EXEMPT = [/^apps\/web\/src\/api\/generated\//, /\.snap$/];
const HEADER = /SPDX-License-Identifier: EUPL-1\.2(?!\d)/;

export const headers = {
  name: 'every source file says its licence',
  *problems(tree) {
    for (const [file, text] of tree) {
      if (!SOURCE.test(file) || EXEMPT.some((pattern) => pattern.test(file))) continue;
      const first = text.startsWith('#!') ? text.split('\n')[1] : text.split('\n')[0];
      if (!HEADER.test(first ?? ''))
        yield [file, 'first line must be `SPDX-License-Identifier: EUPL-1.2` in a comment'];
    }
  },
  plants: [
    ['libs/kernel/planted.ts', 'export const x = 1;\n'],
    ['apps/web/src/planted.css', 'a { color: red }\n'],
    ['infra/database/planted.sql', '-- SPDX-License-Identifier: MIT\n'],
    ['infra/planted.mjs', '#!/usr/bin/env node\nconst a = 1;\n'],
  ],
};
