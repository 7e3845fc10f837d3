// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Attestation, Checklist as ChecklistAnswer, ChecklistItem } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { Checklist, useDemandName } from '../features/qualifications/checklist.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { OneOf } from '../ui/choices.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

type Reason = NonNullable<Attestation['withdrawnReason']>;
const reasons: readonly Reason[] = ['mistake', 'not-met', 'outdated', 'own-wish', 'incident'];
const touches = ['requirements', 'qualifications', 'requests'];
const today = (): string => new Date().toISOString().slice(0, 10);

/** A leader ticks what they have seen of somebody. */
export function ChecklistPage() {
  const { id, personId } = useParams({ from: '/inside/groups/$id/members/$personId' });
  return (
    <LoadedPage key={personId} query={read.checklist(id, personId)}>
      {(list) => <OfPerson groupId={id} list={list} />}
    </LoadedPage>
  );
}

function OfPerson({ groupId, list }: { groupId: string; list: ChecklistAnswer }) {
  const { say } = useWords('work');
  return (
    <Page
      title={say('work:qualification.checklistOf', { name: list.person.displayName })}
      lead={say(list.can.attest ? 'work:qualification.checklistLead' : 'work:qualification.notYourself')}
      back={<Back to="/groups/$id" params={{ id: groupId }} label={say('work:qualification.toGroup')} />}
    >
      {list.items.length === 0 ? (
        <p className="quiet">{say('work:qualification.nothingToCheck')}</p>
      ) : (
        <Checklist items={list.items} act={(item) => <Line groupId={groupId} list={list} item={item} />} />
      )}
    </Page>
  );
}

function Line({ groupId, list, item }: { groupId: string; list: ChecklistAnswer; item: ChecklistItem }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const name = useDemandName()(item);
  const [seenOn, setSeenOn] = useState(today);
  const attest = useAct(
    (body: object, key) =>
      http.post<ChecklistAnswer>(`/groups/${groupId}/members/${list.person.id}/attestations`, body, { key }),
    { touches, then: () => announce(say('work:qualification.attested')) },
  );
  const restore = useAct((id: string) => http.delete(`/attestations/${id}/withdrawal`), { touches });
  if (item.kind === 'declaration' && item.state !== 'fulfilled')
    return <p className="quiet">{say('work:qualification.onlyTheySign')}</p>;
  const { attestation, kind, subject, years } = item;
  return (
    <>
      {list.can.attest && item.state !== 'fulfilled' && (
        <form
          className="row row-start"
          onSubmit={(event) => {
            event.preventDefault();
            attest.run({ kind, subject, years, seenOn });
          }}
        >
          <TextField
            label={say('work:qualification.seenOn')}
            type="date"
            value={seenOn}
            max={today()}
            onChange={setSeenOn}
          />
          <Button type="submit" icon="check" busy={attest.busy} label={say('work:qualification.attestName', { name })}>
            {say('work:qualification.attest')}
          </Button>
          {attestation?.can.restore && (
            <Button kind="tertiary" busy={restore.busy} onPress={() => restore.run(attestation.id)}>
              {say('common.undo')}
            </Button>
          )}
        </form>
      )}
      <ActTrouble problem={attest.problem ?? restore.problem} />
      {attestation?.can.withdraw && item.state === 'fulfilled' && (
        <Withdraw attestation={attestation} name={name} undo={(id) => restore.run(id)} />
      )}
    </>
  );
}

function Withdraw({ attestation, name, undo }: { attestation: Attestation; name: string; undo: (id: string) => void }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<Reason>('mistake');
  const withdraw = useAct(
    (body: { reason: Reason }, key) =>
      http.post<Attestation>(`/attestations/${attestation.id}/withdrawal`, body, { key }),
    {
      touches,
      then: ({ id }) => {
        setOpen(false);
        announce(say('work:qualification.withdrawn'), () => undo(id));
      },
    },
  );
  return (
    <div>
      <Button kind="tertiary" label={say('work:qualification.withdrawName', { name })} onPress={() => setOpen(true)}>
        {say('work:qualification.withdraw')}
      </Button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={say('work:qualification.withdrawTitle')}
          closeLabel={say('common.close')}
        >
          <p>{say('work:qualification.withdrawLead')}</p>
          <OneOf<Reason>
            legend={<span className="hidden-words">{say('work:qualification.withdrawTitle')}</span>}
            look="list"
            value={reason}
            onChange={setReason}
            options={reasons.map((value) => ({ value, label: say(`work:qualification.reason.${value}`) }))}
          />
          <ActTrouble problem={withdraw.problem} />
          <div>
            <Button danger busy={withdraw.busy} onPress={() => withdraw.run({ reason })}>
              {say('work:qualification.withdraw')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
