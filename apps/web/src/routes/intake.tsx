// SPDX-License-Identifier: EUPL-1.2
import { useMemo, useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Caller, Client, Group, HelpRequest, NewRequest, ServiceType, TellWay } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Go } from '../features/go.tsx';
import { Loaded } from '../features/loaded.tsx';
import { WhoWillSee } from '../features/requests/audience.tsx';
import { CallerField } from '../features/requests/caller-field.tsx';
import { covering, namedIn } from '../features/requests/consent-draft.ts';
import { TellField } from '../features/requests/tell-field.tsx';
import { UsualAsks } from '../features/requests/usual-asks.tsx';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { noTime, WhenField, type When } from '../features/requests/when-field.tsx';
import { useTenant } from '../features/session.ts';
import { takes } from '../features/takes.ts';
import { timesFor } from '../features/times.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

interface Draft extends When {
  kind: ServiceType;
  alias: string;
  saidYes: boolean;
  text: string;
  phone: string;
  place: string;
  tellBy: TellWay;
  groupIds: string[];
  /** The question to whoever is on the phone; their number is no part of it. */
  callId: string;
}

const empty: Draft = {
  ...noTime,
  kind: 'accompany',
  alias: '',
  saidYes: false,
  text: '',
  phone: '',
  place: '',
  tellBy: 'call',
  groupIds: [],
  callId: '',
};

/** One page for whoever takes a call; what is written survives a reload and a session that ran out. */
export function Intake() {
  const { say } = useWords('work');
  return (
    <Page
      title={say('work:intake.title')}
      lead={say('work:intake.lead')}
      back={<Back to="/board" label={say('nav.board')} />}
      wide
    >
      <Loaded query={read.allGroups()} rows={4}>
        {(groups) => (
          <Loaded query={read.allClients()} rows={4}>
            {(clients) => <IntakeForm groups={groups} clients={clients} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function IntakeForm({ groups, clients }: { groups: Group[]; clients: Client[] }) {
  const { say } = useWords('work');
  const { name: tenantName } = useTenant();
  const [draft, set, drop] = useDraft<Draft>('intake', empty);
  const [caller, setCaller] = useState<Caller | null>(null);
  const [asked, setAsked] = useState(false);
  /** Once a question was asked, the way to ask again stays open. */
  const [asking, setAsking] = useState(draft.callId !== '');
  const [sent, setSent] = useState<HelpRequest | null>(null);
  const open = useMemo(() => groups.filter((group) => takes(group, draft.kind)), [groups, draft.kind]);
  const groupIds = draft.groupIds.filter((id) => open.some((group) => group.id === id));
  const strict = caller ? undefined : open.find((group) => groupIds.includes(group.id) && !group.unverifiedCallers);
  const client = namedIn(clients, draft.alias);
  const allowed = caller !== null || (client && covering(client, 'post', draft.kind) !== undefined);
  const words = say('work:intake.words', { name: tenantName });
  const problems = {
    alias: !caller && !draft.alias.trim() && say('work:post.aliasMissing'),
    yes: !allowed && !draft.saidYes && say('work:intake.yesMissing'),
    text: !draft.text.trim() && say('ask.textMissing'),
    date: draft.when === 'own' && !draft.date && say('ask.dateMissing'),
    phone: draft.tellBy === 'sms' && !draft.phone.trim() && say('work:intake.phoneMissing'),
    to: groupIds.length === 0 ? say('audience.nobody') : strict && say('work:intake.strict', { name: strict.name }),
  };
  const shown = (problem: string | false | undefined): string | false => asked && (problem || false);
  const warn = useSensitive();
  const post = useAct((body: NewRequest, key) => http.post<HelpRequest>('/requests', body, { key }), {
    touches: ['requests', 'clients'],
    then: (request) => {
      setSent(request);
      setCaller(null);
      setAsked(false);
      drop();
    },
  });
  const submit = (): void => {
    setAsked(true);
    if (Object.values(problems).some(Boolean)) {
      showFirstError();
      return;
    }
    const alias = draft.alias.trim();
    const spoken = allowed ? {} : { consent: { kind: 'spoken' as const, acts: ['post' as const], words } };
    const whom = caller ? (alias ? { alias } : {}) : { ...(client ? { clientId: client.id } : { alias }), ...spoken };
    const details = {
      ...(draft.phone.trim() ? { phone: draft.phone.trim() } : {}),
      ...(draft.place.trim() ? { place: draft.place.trim() } : {}),
    };
    post.run({
      serviceType: draft.kind,
      text: draft.text.trim(),
      ...timesFor(draft.when, draft, new Date()),
      groupIds,
      onBehalf: { ...whom, call: { tellBy: draft.tellBy, ...(caller ? { callerId: caller.id } : {}) } },
      matching: 'first-come',
      ...(Object.keys(details).length > 0 ? { details } : {}),
      send: true,
    });
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      {sent && (
        <Notice tone="success" alert title={say('work:intake.sent', { number: sent.number })}>
          <p>{say('work:intake.sentNext')}</p>
          <div className="row">
            <Go to="/requests/$id" params={{ id: sent.id }} kind="secondary">
              {say('work:intake.see')}
            </Go>
            <Go to="/requests/$id/letter" params={{ id: sent.id }} kind="secondary">
              {say('work:letter.print')}
            </Go>
          </div>
        </Notice>
      )}
      <div className="halves">
        <div className="stack stack-wide">
          <TextField
            label={say('work:intake.who')}
            hint={say('work:post.aliasHint')}
            value={draft.alias}
            maxLength={60}
            required={!caller}
            suggestions={clients.map(({ alias }) => alias)}
            error={shown(problems.alias)}
            warning={warn(draft.alias)}
            onChange={(alias) => set({ alias })}
          />
          {!allowed && (
            <SomeOf
              legend={say('work:intake.askFirst')}
              hint={`”${say('work:intake.script', { name: tenantName })}”`}
              look="list"
              value={draft.saidYes ? ['yes'] : []}
              error={shown(problems.yes)}
              onChange={(value) => set({ saidYes: value.length > 0 })}
              options={[{ value: 'yes', label: say('work:intake.saidYes') }]}
            />
          )}
          <Fold title={say('work:caller.title')} open={asking || strict !== undefined}>
            <CallerField
              callId={draft.callId}
              onCall={(callId) => {
                setAsking(true);
                set({ callId });
              }}
              onAnswer={setCaller}
            />
          </Fold>
          <UsualAsks text={draft.text} pick={({ kind, minutes }, text) => set({ kind, minutes, text })} />
          <TextField
            label={say('work:post.text')}
            hint={say('work:post.textHint')}
            rows={3}
            maxLength={1000}
            required
            value={draft.text}
            error={shown(problems.text)}
            warning={warn(draft.text)}
            onChange={(text) => set({ text })}
          />
          <WhenField value={draft} onChange={set} error={shown(problems.date)} />
          <div className="row row-start">
            <div className="grow">
              <TextField
                type="tel"
                label={say('work:intake.phone')}
                hint={say('work:intake.phoneHint')}
                value={draft.phone}
                maxLength={40}
                error={shown(problems.phone)}
                onChange={(phone) => set({ phone })}
              />
            </div>
            <div className="grow">
              <TextField
                label={say('details.place')}
                hint={say('work:post.sealedLead')}
                value={draft.place}
                maxLength={200}
                onChange={(place) => set({ place })}
              />
            </div>
          </div>
          <TellField value={draft.tellBy} onChange={(tellBy) => set({ tellBy })} />
        </div>
        <div className="stack">
          <SomeOf
            legend={say('work:post.groups')}
            look="list"
            value={groupIds}
            error={shown(problems.to)}
            onChange={(chosen) => set({ groupIds: chosen })}
            options={open.map((group) => ({
              value: group.id,
              label: group.name,
              hint: group.unverifiedCallers ? undefined : say('work:intake.wantsToKnow'),
            }))}
          />
          <h2 className="heading">{say('audience.title')}</h2>
          <WhoWillSee serviceType={draft.kind} groupIds={groupIds} />
          <ActTrouble problem={post.problem} />
          <Button type="submit" big wide icon="send" busy={post.busy}>
            {say('work:post.send')}
          </Button>
          <Button kind="tertiary" wide onPress={drop}>
            {say('work:intake.clear')}
          </Button>
          <p className="small quiet">{say('work:post.keys')}</p>
        </div>
      </div>
    </form>
  );
}
