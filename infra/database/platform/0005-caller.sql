-- SPDX-License-Identifier: EUPL-1.2
-- Callers who are asked, over another road, to say who they are. Neither their number nor what the provider calls the
-- question is kept: whoever asked follows it in memory, and what a dead process asked simply runs out.
create table caller (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  agent_id uuid not null,
  state text not null check (state in ('waiting', 'approved', 'cancelled', 'expired', 'other-person', 'not-here', 'refused', 'unavailable')),
  person_id uuid,
  expires_at timestamptz not null
);
create index caller_expires_at on caller (expires_at);
