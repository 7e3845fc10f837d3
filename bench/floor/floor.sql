-- SPDX-License-Identifier: EUPL-1.2
-- FROZEN (docs/adr/0029): the three hot transactions by hand, one round trip each, on the product's own tables, by the
-- product's own role and under its row level security. A change here moves every ratio, so its commit says why.
create schema floor;

create function floor.feed(t uuid, me uuid) returns text language plpgsql as $$
declare found text;
begin
  perform set_config('app.tenant', t::text, true);
  select coalesce(json_agg(card), '[]')::text into found from (
    select r.id, r.number, r.service_type, r.text, r.area, r."from", r."to", r.head_count, r.state, r.ask, r.matching,
      r.quiet, r.posted_at, r.expires_at, r.version, g.id as group_id, g.name as group_name
    from (
      select a.* from group_member m cross join lateral (
        select a.request_id, a.group_id, a.answer_by from request_audience a
        where a.tenant_id = t and a.group_id = m.group_id and a.open and a.asker_id <> me
        order by a.answer_by, a.request_id limit 20) a
      where m.tenant_id = t and m.person_id = me and m.state = 'member'
      order by a.answer_by, a.request_id limit 20) page
    join request r on r.tenant_id = t and r.id = page.request_id
    join "group" g on g.tenant_id = t and g.id = page.group_id
    order by page.answer_by, page.request_id) card;
  return found;
end $$;

-- The chain of what has happened: its end is locked last.
create function floor.note(t uuid, me uuid, what text, about uuid) returns void language plpgsql as $$
declare head audit_head;
declare link text;
begin
  insert into audit_head (tenant_id, id, position, hash) values (t, '00000000-0000-4000-8000-000000000001', 0, '')
    on conflict (tenant_id, id) do nothing;
  select * into head from audit_head h where h.tenant_id = t and h.id = '00000000-0000-4000-8000-000000000001' for update;
  link := encode(sha512(convert_to(head.hash || what || about || now(), 'UTF8')), 'base64');
  insert into audit_event (tenant_id, id, at, position, by, verb, subject_type, subject_id, "values", previous_hash, hash)
    values (t, gen_random_uuid(), now(), head.position + 1, me, what, 'request', about, '{"state":"open"}', head.hash, link);
  update audit_head h set position = head.position + 1, hash = link where h.tenant_id = t and h.id = head.id;
end $$;

-- The request, its row in the feed, the turns of the first twelve, and the outbox: what they are to be told.
create function floor.create(t uuid, me uuid, grp uuid, words text) returns uuid language plpgsql as $$
declare made uuid := gen_random_uuid();
declare asked uuid[];
declare due timestamptz := now() + interval '1 day';
begin
  perform set_config('app.tenant', t::text, true);
  select array_agg(m.person_id) into asked from (
    select m.person_id from group_member m
    where m.tenant_id = t and m.group_id = grp and m.state = 'member' and m.person_id <> me limit 12) m;
  insert into request (tenant_id, id, number, service_type, text, head_count, state, ask, matching, posted_by_id,
      of_organisation, group_ids, members_of_ids, leaders_of_ids, quiet, turn_ids, answer_by, unanswered, partner_ids,
      offered_by_ids, helper_ids, created_at, posted_at, announced_at, expires_at, version)
    values (t, made, 100000000 + floor(random() * 900000000), 'practical', words, 1, 'open', true, 'first-come', me,
      false, array[grp], array[grp], '{}', false, asked, due, false, '{}', '{}', '{}', now(), now(), now(),
      now() + interval '14 days', 1);
  insert into request_audience (tenant_id, id, request_id, group_id, leaders_only, open, asker_id, posted_at, answer_by, service_type)
    values (t, gen_random_uuid(), made, grp, false, true, me, now(), due, 'practical');
  insert into request_turn (tenant_id, id, request_id, helper_id, at, passed, open, answer_by, service_type)
    select t, gen_random_uuid(), made, one, now(), false, false, due, 'practical' from unnest(asked) as one;
  insert into notice (tenant_id, id, person_id, kind, subject_id, at, tries)
    select t, gen_random_uuid(), one, 'request.asked', made, now(), 0 from unnest(asked) as one;
  perform floor.note(t, me, 'send', made);
  return made;
end $$;

-- "I can", where the first one to come helps. Null when somebody was quicker.
create function floor.accept(t uuid, me uuid, wanted uuid) returns uuid language plpgsql as $$
declare r request;
declare made uuid := gen_random_uuid();
begin
  perform set_config('app.tenant', t::text, true);
  select * into r from request where tenant_id = t and id = wanted for update;
  if r.state is distinct from 'open' or not exists (select 1 from group_member m
      where m.tenant_id = t and m.person_id = me and m.state = 'member' and m.group_id = any(r.members_of_ids))
    then return null; end if;
  insert into offer (tenant_id, id, request_id, helper_id, state, at)
    values (t, gen_random_uuid(), wanted, me, 'accepted', now());
  insert into agreement (tenant_id, id, request_id, asker_id, of_organisation, helper_ids, for_helper_ids, state, made_at, version)
    values (t, made, wanted, r.posted_by_id, false, array[me], '{}', 'agreed', now(), 1);
  insert into agreement_helper (tenant_id, id, agreement_id, helper_id, made_at, group_ids)
    values (t, gen_random_uuid(), made, me, now(), r.members_of_ids);
  update request set state = 'agreed', helper_ids = array[me], offered_by_ids = array[me], agreement_id = made,
      announced_at = null, version = version + 1 where tenant_id = t and id = wanted;
  update request_audience set open = false where tenant_id = t and request_id = wanted;
  update request_turn set open = false where tenant_id = t and request_id = wanted;
  delete from notice where tenant_id = t and subject_id = wanted and kind in ('request.asked', 'request.new');
  insert into notice (tenant_id, id, person_id, kind, subject_id, at, tries)
    values (t, gen_random_uuid(), r.posted_by_id, 'agreement.made', made, now(), 0);
  perform floor.note(t, me, 'agree', wanted);
  return made;
end $$;

grant usage on schema floor to handslag_app, handslag_backup;
