-- SPDX-License-Identifier: EUPL-1.2
-- What `handslag prove` leaves: its signed results, and the key that signs them. Its tenants are marked and do not stay.
alter table tenant add column throw_away boolean not null default false;

create table wall_run (
  number integer primary key check (number > 0),
  at timestamptz not null,
  -- The whole result, signed; nothing beside it is believed.
  result text not null
);

create table installation_key (
  single boolean primary key default true check (single),
  kid text not null,
  x text not null,
  -- The private part, sealed by the plane's master key.
  sealed text not null,
  created_at timestamptz not null
);
