// SPDX-License-Identifier: EUPL-1.2
// A wall nobody ran into may be painted on. One trespass per rule is planted in a scratch copy of the house, all at once,
// and the rule of that name must report the planted file. A rule without a trespass here fails, too.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import walls from '../../.dependency-cruiser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const use = (from) => `import { x } from '${from}';\nexport const y = x;\n`;
const x = 'export const x = 1;\n';
const federation = 'libs/federation/planted.ts';

/** rule → [the trespassing file, its text]. Other files are what it trespasses on. */
const trespasses = {
  'no-cycles': ['libs/tenant/planted/a.ts', "import { b } from './b.ts';\nexport const a = () => b;\n"],
  'kernel-is-ground': ['libs/kernel/planted.ts', use('#contracts')],
  'contracts-see-kernel-only': ['libs/contracts/planted.ts', use('#platform/tenancy')],
  'platform-below-federation': ['libs/platform/tenancy/planted.ts', use('../../federation/planted.ts')],
  'federation-knows-no-feature': ['libs/federation/planted-feature.ts', use('../association/planted/index.ts')],
  'only-apps-compose': ['libs/tenant/planted/app.ts', use('../../../apps/municipal/planted.ts')],
  'the-wall': [
    'libs/association/planted/wall.ts',
    "import type { T } from '../../municipality/planted/index.ts';\nexport type U = T;\n",
  ],
  'the-wall-back': [
    'libs/municipality/planted/wall.ts',
    "import type { T } from '../../association/planted/index.ts';\nexport type U = T;\n",
  ],
  'municipal-hosts-no-association': ['apps/municipal/planted-host.ts', use('#planted-detour')],
  'civic-hosts-no-municipality': ['apps/civic/planted-host.ts', use('../../libs/municipality/planted/index.ts')],
  'planes-do-not-meet': ['apps/civic/planted-meeting.ts', use('../municipal/planted.ts')],
  'tenant-is-common-ground': ['libs/tenant/planted/ground.ts', use('../../association/planted/index.ts')],
  'front-door-only': ['libs/association/planted/door.ts', use('../planted-neighbour/inside.ts')],
  'apps-use-front-doors': ['apps/civic/planted-door.ts', use('../../libs/association/planted-neighbour/inside.ts')],
  'one-door-to-the-database': [
    'libs/association/planted/database.ts',
    "import { Pool } from 'pg';\nexport const y = Pool;\n",
  ],
  'one-door-to-the-network': [
    'libs/association/planted/network.ts',
    "import { request } from 'node:https';\nexport const y = request;\n",
  ],
  'one-room-for-the-queue': [
    'libs/federation/planted-queue.ts',
    "import { Queue } from 'bullmq';\nexport const y = Queue;\n",
  ],
  'one-room-for-signatures': [
    'libs/federation/planted-signature.ts',
    "import { SignJWT } from 'jose';\nexport const y = SignJWT;\n",
  ],
  'one-room-for-sign-in': [
    'libs/tenant/planted/sign-in.ts',
    "import { discovery } from 'openid-client';\nexport const y = discovery;\n",
  ],
  'demo-provider-in-its-app': [
    'apps/civic/planted-provider.ts',
    "import Provider from 'oidc-provider';\nexport const y = Provider;\n",
  ],
  'web-is-outside': ['apps/web/src/planted.ts', use('#platform/tenancy')],
  'one-room-for-the-design-system': [
    'apps/web/src/routes/planted.tsx',
    "import { Button } from '@digdir/designsystemet-react';\nexport const y = Button;\n",
  ],
  'ui-fetches-nothing': ['apps/web/src/ui/planted.ts', use('../features/planted/x.ts')],
  'web-features-apart': ['apps/web/src/features/planted-neighbour/x.ts', use('../planted/x.ts')],
  'product-knows-no-workshop': ['libs/federation/planted-workshop.ts', use('../../infra/planted.ts')],
  'spec-is-a-leaf': ['libs/association/planted/leaf.ts', use('../../testing/planted.ts')],
  'no-dev-package-in-product': [
    'libs/federation/planted-dev.ts',
    "import fc from 'fast-check';\nexport const y = fc;\n",
  ],
  'declared-packages-only': [
    'libs/federation/planted-package.ts',
    "import equal from 'fast-deep-equal';\nexport const y = equal;\n",
  ],
  'nothing-unresolvable': ['libs/federation/planted-nowhere.ts', use('./nowhere.ts')],
  'no-orphans': ['libs/tenant/planted/lonely.ts', x],
};
for (const { name } of walls.forbidden) {
  const library = /^front-door-of-(platform-)?(.+)$/.exec(name);
  if (!library) continue;
  const folder = `libs/${library[1] ? 'platform/' : ''}${library[2]}`;
  trespasses[name] = [`apps/civic/planted-${name}.ts`, use(`../../${folder}/planted-inside.ts`)];
}

const grounds = {
  'libs/tenant/planted/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  'libs/contracts/planted-detour/index.ts': use('../../association/planted/index.ts'),
  'libs/association/planted/index.ts': `${x}export type T = number;\n`,
  'libs/municipality/planted/index.ts': `${x}export type T = number;\n`,
  'libs/association/planted-neighbour/inside.ts': x,
  'apps/municipal/planted.ts': x,
  'apps/web/src/features/planted/x.ts': x,
  'infra/planted.ts': x,
  'libs/testing/planted.ts': x,
  [federation]: x,
};

function scratchCopy() {
  const scratch = mkdtempSync(path.join(tmpdir(), 'handslag-walls-'));
  const product = (from) => !/(^|\/)(node_modules|dist)(\/|$)/.test(path.relative(root, from));
  for (const entry of ['libs', 'package.json', 'tsconfig.json']) {
    cpSync(path.join(root, entry), path.join(scratch, entry), { recursive: true, filter: product });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(scratch, 'node_modules'));
  return scratch;
}

function plant(scratch) {
  const files = { ...grounds, ...Object.fromEntries(Object.values(trespasses)) };
  for (const [, [file, text]] of Object.entries(trespasses).filter(([name]) => name.startsWith('front-door-of-'))) {
    const inside = /from '\.\.\/\.\.\/(.+)'/.exec(text)[1];
    files[inside] = x;
    files[file] = text;
  }
  files['apps/municipal/planted-host.ts'] = use('../../libs/contracts/planted-detour/index.ts');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    writeFileSync(path.join(scratch, file), text);
  }
}

const scratch = scratchCopy();
try {
  plant(scratch);
  process.chdir(scratch);
  const { output } = await cruise(
    ['libs', 'apps', 'infra'],
    {
      ...walls.options,
      ruleSet: { forbidden: walls.forbidden },
      validate: true,
      tsConfig: { fileName: 'tsconfig.json' },
    },
    walls.options.enhancedResolveOptions,
    { tsConfig: extractTsConfig('tsconfig.json') },
  );
  let asleep = 0;
  for (const { name } of walls.forbidden) {
    const planted = trespasses[name]?.[0];
    const bites = output.summary.violations.some(
      (violation) => violation.rule.name === name && violation.from === planted,
    );
    asleep += bites ? 0 : 1;
    console.log(`${bites ? 'bites ' : planted ? 'SLEEPS' : 'UNPROVED'} ${name}`);
  }
  console.log(`${walls.forbidden.length - asleep} of ${walls.forbidden.length} walls bite`);
  process.exitCode = asleep ? 1 : 0;
} finally {
  process.chdir(root);
  rmSync(scratch, { recursive: true, force: true });
}
