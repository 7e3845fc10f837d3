-- SPDX-License-Identifier: EUPL-1.2
-- FROZEN (docs/adr/0029): where the letters of letters.mjs are kept, each once.
create schema floor;
create table floor.letter (
  partner int not null,
  jti uuid not null,
  body jsonb not null,
  at timestamptz not null default now(),
  primary key (partner, jti)
);
grant usage on schema floor to handslag_app;
grant insert on floor.letter to handslag_app;
