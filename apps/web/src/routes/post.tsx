// SPDX-License-Identifier: EUPL-1.2
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Client, Group, HelpRequest, NewRequest, Partner, ServiceType } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Loaded } from '../features/loaded.tsx';
import { namedIn } from '../features/requests/consent-draft.ts';
import { onBehalfOf, WhomField } from '../features/requests/whom-field.tsx';
import { WhoWillSee } from '../features/requests/audience.tsx';
import { emptyPost, type PostDraft } from '../features/requests/post-draft.ts';
import { UsualAsks } from '../features/requests/usual-asks.tsx';
import { pickedOf, usualAsks } from '../features/requests/usual.ts';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { Guidelines } from '../features/safety/guidelines.tsx';
import { LooksLikeAdvertising } from '../features/safety/looks-like-advertising.tsx';
import { serviceTypes } from '../features/service-types.ts';
import { takes } from '../features/takes.ts';
import { timesFor } from '../features/times.ts';
import { WhenField } from '../features/requests/when-field.tsx';
import { useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

export function Post() {
  const { say } = useWords('work');
  const tenant = useTenant();
  const me = useMe();
  return (
    <Page
      title={say('work:post.title')}
      lead={say('work:post.lead')}
      back={<Back to="/board" label={say('nav.board')} />}
      wide
    >
      <Loaded query={read.allGroups()} rows={4}>
        {(groups) => (
          <Loaded query={read.allClients()} rows={4}>
            {(clients) =>
              tenant.kind === 'municipality' && me.can['request.postOnBehalf'] ? (
                <Loaded query={read.partners()} rows={4}>
                  {(partners) => <PostForm groups={groups} partners={partners} clients={clients} />}
                </Loaded>
              ) : (
                <PostForm groups={groups} partners={[]} clients={clients} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function PostForm({ groups, partners, clients }: { groups: Group[]; partners: Partner[]; clients: Client[] }) {
  const { say } = useWords('work');
  const { areas } = useTenant();
  const navigate = useNavigate();
  const { say: announce } = useAnnounce();
  const [draft, set, drop] = useDraft<PostDraft>('post', emptyPost);
  const [asked, setAsked] = useState(false);
  const open = useMemo(() => groups.filter((group) => takes(group, draft.kind)), [groups, draft.kind]);
  const askable = useMemo(
    () =>
      partners.filter(
        ({ state, grant }) =>
          state === 'active' && (grant.serviceTypes.length === 0 || grant.serviceTypes.includes(draft.kind)),
      ),
    [partners, draft.kind],
  );
  const groupIds = draft.groupIds.filter((id) => open.some((group) => group.id === id));
  const partnerIds = draft.partnerIds.filter((id) => askable.some((partner) => partner.id === id));
  const client = namedIn(clients, draft.whom.alias);
  const toNobody = groupIds.length + partnerIds.length === 0;
  const problems = {
    text: asked && !draft.text.trim() && say('ask.textMissing'),
    date: asked && draft.when === 'own' && !draft.date && say('ask.dateMissing'),
    to: asked && toNobody && say('audience.nobody'),
  };
  const warn = useSensitive();
  const usual = pickedOf(draft.usual, draft.kind);
  // What somebody wrote themselves is never written over.
  const mayFill = (words: string) =>
    words.trim() === '' || usualAsks.some(({ name }) => words === say(`usual.of.${name}.bring`));
  const post = useAct((body: NewRequest, key) => http.post<HelpRequest>('/requests', body, { key }), {
    touches: ['requests', 'clients'],
    then: ({ number }) => {
      // Said on arrival: on a slow machine, what was said before the way there would be gone at its end.
      void navigate({ to: '/board' }).then(() => {
        announce(say('work:post.sent', { number }));
        drop();
      });
    },
  });
  const submit = (send: boolean): void => {
    setAsked(true);
    const onBehalf = onBehalfOf(draft.whom, clients, draft.kind);
    if (!onBehalf || !draft.text.trim() || toNobody || (draft.when === 'own' && !draft.date)) {
      showFirstError();
      return;
    }
    const details = Object.fromEntries(
      (['contactName', 'phone', 'place', 'instructions'] as const)
        .map((name) => [name, draft[name].trim()])
        .filter(([, value]) => value),
    );
    post.run({
      serviceType: draft.kind,
      text: draft.text.trim(),
      ...(draft.area ? { area: draft.area } : {}),
      ...timesFor(draft.when, draft, new Date()),
      groupIds,
      ...(partnerIds.length > 0 ? { partnerIds } : {}),
      headCount: Number(draft.headCount) || 1,
      onBehalf,
      matching: 'first-come',
      ...(Object.keys(details).length > 0 ? { details } : {}),
      send,
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(true);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(true);
      }}
    >
      <div className="halves">
        <div className="stack stack-wide">
          <WhomField
            value={draft.whom}
            clients={clients}
            serviceType={draft.kind}
            asked={asked}
            onChange={(change) => set({ whom: { ...draft.whom, ...change } })}
          />
          <UsualAsks
            text={draft.text}
            pick={({ name, kind, minutes }, text, bring) =>
              set({
                kind,
                text,
                minutes,
                usual: name,
                instructions: mayFill(draft.instructions) ? bring : draft.instructions,
              })
            }
          />
          <div className="stack">
            <div className="row row-start">
              <div className="grow">
                <Select
                  label={say('feed.kind')}
                  hint={say('work:post.kindHint')}
                  value={draft.kind}
                  onChange={(kind) => set({ kind: kind as ServiceType })}
                  options={serviceTypes.map((value) => ({ value, label: say(`kind.${value}`) }))}
                />
              </div>
            </div>
            <TextField
              label={say('work:post.text')}
              hint={say('work:post.textHint')}
              rows={3}
              maxLength={1000}
              required
              value={draft.text}
              error={problems.text}
              warning={warn(draft.text)}
              onChange={(text) => set({ text })}
            />
            <WhenField value={draft} onChange={set} error={problems.date} />
            <div className="row row-start">
              {areas.length > 0 && (
                <div className="grow">
                  <Select
                    label={say('ask.area')}
                    value={draft.area}
                    onChange={(area) => set({ area })}
                    options={[
                      { value: '', label: say('ask.anyArea') },
                      ...areas.map((value) => ({ value, label: value })),
                    ]}
                  />
                </div>
              )}
              <div className="grow">
                <TextField
                  type="number"
                  label={say('work:post.headCount')}
                  min={1}
                  max={20}
                  value={draft.headCount}
                  onChange={(headCount) => set({ headCount })}
                />
              </div>
            </div>
          </div>
          <Section title={say('work:post.sealed')}>
            <Notice tone="neutral" icon="lock">
              <p>{say('work:post.sealedLead')}</p>
            </Notice>
            <div className="row row-start">
              <div className="grow">
                <TextField
                  label={say('details.contactName')}
                  value={draft.contactName}
                  maxLength={80}
                  onChange={(contactName) => set({ contactName })}
                />
              </div>
              <div className="grow">
                <TextField
                  type="tel"
                  label={say('details.phone')}
                  value={draft.phone}
                  maxLength={40}
                  onChange={(phone) => set({ phone })}
                />
              </div>
            </div>
            <TextField
              label={say('details.place')}
              hint={usual && say(`usual.of.${usual.name}.place`)}
              value={draft.place}
              maxLength={200}
              onChange={(place) => set({ place })}
            />
            <TextField
              label={say('details.instructions')}
              rows={2}
              maxLength={1000}
              value={draft.instructions}
              warning={warn(draft.instructions)}
              onChange={(instructions) => set({ instructions })}
            />
          </Section>
        </div>
        <div className="stack">
          {askable.length > 0 && (
            <SomeOf
              legend={say('work:post.partners')}
              look="list"
              value={partnerIds}
              error={problems.to}
              onChange={(chosen) => set({ partnerIds: chosen })}
              options={askable.map((partner) => ({ value: partner.id, label: partner.name }))}
            />
          )}
          {open.length > 0 && (
            <SomeOf
              legend={say('work:post.groups')}
              look="list"
              value={groupIds}
              error={askable.length === 0 && problems.to}
              onChange={(chosen) => set({ groupIds: chosen })}
              options={open.map((group) => ({ value: group.id, label: group.name, hint: group.area ?? undefined }))}
            />
          )}
          <h2 className="heading">{say('audience.title')}</h2>
          <WhoWillSee
            onBehalf
            serviceType={draft.kind}
            groupIds={groupIds}
            {...(partnerIds.length > 0 ? { partnerIds } : {})}
            {...(client ? { clientId: client.id } : {})}
          />
          <LooksLikeAdvertising text={draft.text} />
          <Guidelines />
          <ActTrouble problem={post.problem} />
          <Button type="submit" big wide icon="send" busy={post.busy}>
            {say('work:post.send')}
          </Button>
          <Button kind="secondary" wide busy={post.busy} onPress={() => submit(false)}>
            {say('work:post.draft')}
          </Button>
          <p className="small quiet">{say('work:post.keys')}</p>
        </div>
      </div>
    </form>
  );
}
