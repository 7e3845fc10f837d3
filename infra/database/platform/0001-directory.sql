-- SPDX-License-Identifier: EUPL-1.2
-- What a plane must know before any tenant's data may be opened. Nothing here belongs to a tenant's content.
alter default privileges in schema public grant select, insert, update, delete on tables to handslag_platform;
grant usage on schema public to handslag_platform;

create table tenant (
  id uuid primary key,
  host text not null unique,
  origin text not null,
  kind text not null check (kind in ('municipality', 'association')),
  created_at timestamptz not null default now()
);

create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
