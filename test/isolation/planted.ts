// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import type { Subject } from './wall.ts';

const ofScope = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";

/** A table of the tenants with its wall, but for what is asked to be different. */
export const plantedTable = ({
  key = 'primary key (tenant_id, id)',
  tenant = 'uuid',
  guard = ofScope,
  walled = true,
}: { key?: string; tenant?: string; guard?: string; walled?: boolean } = {}): string => `
  create table planted (tenant_id ${tenant} not null, id uuid not null, name text, ${key});
  ${walled ? 'alter table planted enable row level security; alter table planted force row level security;' : ''}
  create policy everybody on planted using (true);
  create policy tenant_guard on planted as restrictive using (${guard}) with check (${guard});
  grant select, insert, update, delete on planted to handslag_app;`;

export const uproot = 'drop table planted cascade';

export const planted: Subject = {
  table: 'planted',
  row: (tenant, nth = 0) => ({ tenant_id: tenant, id: randomUUID(), name: nth ? 'y' : 'x' }),
  references: [],
};
