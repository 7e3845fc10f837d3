-- SPDX-License-Identifier: EUPL-1.2
-- Sign-ins under way, sessions, and what came of sign-ins. No name and no personal number is kept here, and every secret
-- that a browser holds is kept as its SHA-256 only.
create table sign_in (
  cookie_hash bytea primary key,
  state_hash bytea not null,
  tenant_id uuid not null references tenant (id) on delete cascade,
  door text not null check (door in ('resident', 'staff', 'member')),
  nonce text not null,
  code_verifier text not null,
  browser_hash bytea not null,
  return_path text not null,
  invitation_token text,
  expires_at timestamptz not null
);
create index sign_in_expires_at on sign_in (expires_at);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  tenant_id uuid not null references tenant (id) on delete cascade,
  person_id uuid not null,
  client text not null check (client in ('personal', 'staff')),
  device text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_until timestamptz not null,
  ends_at timestamptz not null
);
create index session_person on session (tenant_id, person_id);
create index session_ends_at on session (ends_at);

create table sign_in_event (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  at timestamptz not null,
  outcome text not null,
  reason text
);
create index sign_in_event_at on sign_in_event (tenant_id, at);

-- The key under which a tenant hashes personal numbers, sealed by the plane's master key.
create table number_key (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  sealed text not null
);
