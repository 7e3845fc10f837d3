-- SPDX-License-Identifier: EUPL-1.2
-- Generated from the entities by `npm run migration`; reviewed; forward-only.

create schema if not exists app;
create or replace function app.set_ctx(tenant uuid) returns void language plpgsql as $$
begin
  execute format('set local app.tenant = %L', tenant);
end
$$;

create table "remembered_answer" ("tenant_id" uuid not null, "id" uuid not null, "key" varchar(255) not null, "question" varchar(255) not null, "status" int null, "body" jsonb null, "at" timestamptz not null, primary key ("tenant_id", "id"));
create index "remembered_answer_tenant_id_at_index" on "remembered_answer" ("tenant_id", "at");
alter table "remembered_answer" add constraint "remembered_answer_tenant_id_key_unique" unique ("tenant_id", "key");

alter table "remembered_answer" enable row level security;
alter table "remembered_answer" force row level security;
create policy "tenant_guard" on "remembered_answer" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "remembered_answer" using (true) with check (true);



grant usage on schema app, public to handslag_app;
grant select, insert, update, delete on "remembered_answer" to handslag_app;
