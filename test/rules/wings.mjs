// SPDX-License-Identifier: EUPL-1.2
const WINGS = ['association', 'municipality'];
const OWNED = /tenantOwned\('(\w+)'/g;

/** An import into the other wing meets a wall; a statement that names its table would go past. */
export const wings = {
  name: 'no wing speaks of tables that stand in the other',
  *problems(tree) {
    for (const wing of WINGS) {
      const home = new RegExp(`^libs/${wing}/`);
      const tables = [...tree].flatMap(([file, text]) =>
        home.test(file) ? [...text.matchAll(OWNED)].map(([, table]) => table) : [],
      );
      if (tables.length === 0) continue;
      const named = new RegExp(`\\b(?:from|join|update|into)\\s+"?(${tables.join('|')})\\b`, 'i');
      for (const [file, text] of tree) {
        if (!/^(libs|apps)\/.*\.ts$/.test(file) || home.test(file)) continue;
        if (/\.spec\.ts$|^libs\/testing\//.test(file)) continue;
        const found = named.exec(text);
        if (found) yield [file, `names the table ${found[1]}, which only libs/${wing} has`];
      }
    }
  },
  plants: [
    ['libs/municipality/planted.ts', "const q = 'select 1 from partner_request where tenant_id = :tenant';"],
    ['libs/association/planted.ts', 'const q = `update "unit" set name = 1 where tenant_id = :tenant`;'],
    ['libs/federation/planted.ts', "const q = 'select 1 from receipt r join partner_offer o on o.id = r.id';"],
  ],
};
