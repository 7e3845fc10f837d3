// SPDX-License-Identifier: EUPL-1.2
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { demoClients } from '../../apps/identity/clients.ts';
import { writePrivately } from './folder.ts';
import { planes, type Layout, type Plane } from './layout.ts';
import { demoTenants } from './seed/tenants.ts';

export const providerFile = (layout: Layout) => path.join(layout.data, 'identity', 'provider.json');
/** Each plane has the keys of its own tenants and no other's. */
export const clientsFile = (layout: Layout, plane: Plane) => path.join(layout.data, plane, 'oidc-clients.json');
export const issuer = (layout: Layout) => `http://localhost:${layout.port.identity}`;

const originsOn = (layout: Layout, plane: Plane) =>
  demoTenants(layout)
    .filter((tenant) => tenant.plane === plane)
    .map(({ origin }) => origin);

function complete(layout: Layout): boolean {
  if (!existsSync(providerFile(layout))) return false;
  return planes.every((plane) => {
    const file = clientsFile(layout, plane);
    if (!existsSync(file)) return false;
    const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return originsOn(layout, plane).every((origin) => origin in known);
  });
}

/** The sign-in clients of every tenant, with keys of their own, made once. */
export function writeSignInFiles(layout: Layout): void {
  if (complete(layout)) return;
  const { provider, relying } = demoClients(demoTenants(layout), issuer(layout));
  writePrivately(providerFile(layout), provider);
  for (const plane of planes) {
    const known = originsOn(layout, plane).map((origin) => [origin, relying[origin]]);
    writePrivately(clientsFile(layout, plane), Object.fromEntries(known));
  }
}
