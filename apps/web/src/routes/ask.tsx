// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Group, HelpRequest, NewRequest, ServiceType } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Go } from '../features/go.tsx';
import { JoinHere } from '../features/groups/join-here.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { WhoWillSee } from '../features/requests/audience.tsx';
import { QuietChoice } from '../features/requests/in-turn.tsx';
import { Kind } from '../features/kind.tsx';
import { RequestFacts } from '../features/requests/request-facts.tsx';
import { AlsoTold, UsualAsks } from '../features/requests/usual-asks.tsx';
import { pickedOf } from '../features/requests/usual.ts';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { Guidelines } from '../features/safety/guidelines.tsx';
import { LooksLikeAdvertising } from '../features/safety/looks-like-advertising.tsx';
import { everydayTypes } from '../features/service-types.ts';
import { takes } from '../features/takes.ts';
import { timesFor } from '../features/times.ts';
import { noTime, WhenField, type When } from '../features/requests/when-field.tsx';
import { useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

interface Draft extends When {
  kind: ServiceType | '';
  text: string;
  area: string | null;
  quiet: boolean;
  /** The usual ask that was picked, if any. */
  usual: string | null;
  /** Null until the person chooses; then the groups they are in. */
  groupIds: string[] | null;
}

const empty: Draft = { ...noTime, kind: '', text: '', area: null, quiet: false, usual: null, groupIds: null };

const chosenGroups = (draft: Draft, groups: Group[]): string[] => {
  const known = draft.groupIds?.filter((id) => groups.some((group) => group.id === id));
  if (known?.length) return known;
  const own = groups.filter(({ membership }) => membership.state === 'member');
  return (own.length > 0 ? own : groups).map(({ id }) => id);
};

export function Ask() {
  const { step } = useSearch({ from: '/inside/ask' });
  const me = useMe();
  const [draft, set, drop] = useDraft<Draft>('ask', { ...empty, area: me.person.area });
  const review = step === 'review' && draft.kind !== '' && draft.text.trim() !== '';
  return (
    <LoadedPage query={read.allGroups()}>
      {(all) => {
        const groups = all.filter((group) => group.can['postTo']);
        if (groups.length === 0) return <NoGroup groups={all} area={me.person.area} />;
        return review ? (
          <Review
            draft={draft}
            set={set}
            drop={drop}
            groups={groups.filter((group) => takes(group, draft.kind as ServiceType))}
          />
        ) : (
          <Questions draft={draft} set={set} />
        );
      }}
    </LoadedPage>
  );
}

function NoGroup({ groups, area }: { groups: Group[]; area: string | null }) {
  const { say } = useWords();
  return (
    <Page title={say('ask.title')} back={<Back to="/" label={say('nav.home')} />}>
      <Blank icon="people" title={say('ask.noGroup')}>
        <p className="quiet">{say('ask.noGroupLead')}</p>
        <JoinHere groups={groups} area={area} />
        <Go to="/groups" kind="secondary">
          {say('ask.findGroup')}
        </Go>
      </Blank>
    </Page>
  );
}

function Questions({ draft, set }: { draft: Draft; set: (change: Partial<Draft>) => void }) {
  const { say } = useWords();
  const tenant = useTenant();
  const navigate = useNavigate();
  const words = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState(false);
  const warn = useSensitive();
  const problems = {
    kind: asked && !draft.kind && say('ask.kindMissing'),
    text: asked && !draft.text.trim() && say('ask.textMissing'),
    date: asked && draft.when === 'own' && !draft.date && say('ask.dateMissing'),
  };
  const onward = (): void => {
    setAsked(true);
    if (!draft.kind || !draft.text.trim() || (draft.when === 'own' && !draft.date)) showFirstError();
    else void navigate({ to: '/ask', search: { step: 'review' } });
  };
  return (
    <Page title={say('ask.title')} lead={say('ask.lead')} back={<Back to="/" label={say('nav.home')} />}>
      <form
        className="stack stack-wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onward();
        }}
      >
        <UsualAsks
          big
          text={draft.text}
          pick={({ name, kind, minutes }, text) => set({ kind, text, minutes, usual: name })}
        />
        <OneOf<ServiceType>
          big
          legend={say('ask.kind')}
          value={draft.kind}
          error={problems.kind}
          onChange={(kind) => set({ kind })}
          options={everydayTypes.map((type) => ({
            value: type,
            icon: type,
            label: say(`kind.${type}`),
            hint: say(`kindHint.${type}`),
          }))}
        />
        <div className="stack">
          <TextField
            label={<span className="legend-big">{say('ask.text')}</span>}
            hint={say('ask.textHint')}
            rows={4}
            maxLength={1000}
            required
            inputRef={words}
            value={draft.text}
            error={problems.text}
            warning={warn(draft.text)}
            onChange={(text) => set({ text })}
          />
          {!draft.text && draft.kind && (
            <div className="chips" role="group" aria-label={say('ask.starters')}>
              {[1, 2, 3].map((one) => (
                <button
                  key={one}
                  type="button"
                  className="chip"
                  onClick={() => {
                    set({ text: `${say(`starter.${draft.kind}.${one}`)} ` });
                    words.current?.focus();
                  }}
                >
                  {say(`starter.${draft.kind}.${one}`)} …
                </button>
              ))}
            </div>
          )}
        </div>
        <div className="stack">
          <WhenField big value={draft} onChange={set} error={problems.date} />
          {tenant.areas.length > 0 && (
            <Select
              label={say('ask.area')}
              hint={say('ask.areaHint')}
              value={draft.area ?? ''}
              onChange={(area) => set({ area: area || null })}
              options={[
                { value: '', label: say('ask.anyArea') },
                ...tenant.areas.map((area) => ({ value: area, label: area })),
              ]}
            />
          )}
        </div>
        <Guidelines />
        <div className="stack stack-tight">
          <Button type="submit" big>
            {say('ask.onward')}
          </Button>
          <p className="small quiet">{say('ask.notYet')}</p>
        </div>
      </form>
    </Page>
  );
}

function Review({
  draft,
  set,
  drop,
  groups,
}: {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  drop: () => void;
  groups: Group[];
}) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const navigate = useNavigate();
  const groupIds = chosenGroups(draft, groups);
  const times = timesFor(draft.when, draft, new Date());
  const serviceType = draft.kind as ServiceType;
  const usual = pickedOf(draft.usual, serviceType);
  const bring = usual && say(`usual.of.${usual.name}.bring`);
  const send = useAct((body: NewRequest, key) => http.post<HelpRequest>('/requests', body, { key }), {
    touches: ['requests'],
    then: ({ id }) => {
      announce(say('ask.sent'));
      void navigate({ to: '/requests/$id', params: { id }, replace: true }).then(drop);
    },
  });
  return (
    <Page title={say('ask.review')} lead={say('ask.reviewLead')} back={<Back to="/ask" label={say('ask.change')} />}>
      <div className="stack stack-wide">
        <article className="card">
          <Kind type={serviceType} />
          <p dir="auto" className="pre">
            {draft.text.trim()}
          </p>
          <RequestFacts request={{ from: times.from ?? null, to: times.to ?? null, area: draft.area, headCount: 1 }} />
        </article>
        {bring && <AlsoTold bring={bring} remove={() => set({ usual: null })} />}
        <Section title={say('audience.title')}>
          {groups.length > 0 ? (
            <>
              <QuietChoice quiet={draft.quiet} onChange={(quiet) => set({ quiet })} />
              <WhoWillSee serviceType={serviceType} groupIds={groupIds} quiet={draft.quiet} {...times} />
            </>
          ) : (
            <Notice tone="warning" title={say('audience.nobodyHelps')}>
              <div>
                <Go to="/groups" kind="secondary">
                  {say('ask.findGroup')}
                </Go>
              </div>
            </Notice>
          )}
          {groups.length > 1 && (
            <Fold title={say('audience.choose')}>
              <SomeOf
                legend={say('audience.groups')}
                look="list"
                value={groupIds}
                onChange={(chosen) => set({ groupIds: chosen })}
                options={groups.map((group) => ({ value: group.id, label: group.name, hint: group.area ?? undefined }))}
              />
            </Fold>
          )}
        </Section>
        <LooksLikeAdvertising text={draft.text} />
        <ActTrouble problem={send.problem} />
        <div className="stack stack-tight">
          <Button
            big
            icon="send"
            busy={send.busy}
            blocked={groupIds.length === 0 && say('audience.nobody')}
            onPress={() =>
              send.run({
                serviceType,
                text: draft.text.trim(),
                ...(draft.area ? { area: draft.area } : {}),
                ...times,
                groupIds,
                ...(draft.quiet ? { quiet: true } : {}),
                ...(bring ? { details: { instructions: bring } } : {}),
                send: true,
              })
            }
          >
            {say('ask.send')}
          </Button>
          <p className="small quiet">{say('ask.canUndo')}</p>
        </div>
      </div>
    </Page>
  );
}
