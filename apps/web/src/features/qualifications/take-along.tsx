// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { Attestation, TakenAlong } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choices.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { useDemandName } from './checklist.tsx';
import { showFirstError } from '../first-error.ts';
import { useTenant } from '../session.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { makeKey, type Carried } from './carried.ts';

const canGoAlong = ({ kind, issuedBy, withdrawnAt, validTo }: Attestation): boolean =>
  kind !== 'declaration' && !issuedBy && !withdrawnAt && (!validTo || new Date(validTo) > new Date());

/** What has been seen here, signed and saved with the person themselves. */
export function TakeAlong({ attestations }: { attestations: readonly Attestation[] }) {
  const { say, date } = useWords();
  const { name: issuer } = useTenant();
  const nameOf = useDemandName();
  const [chosen, setChosen] = useState<string[]>([]);
  const [unchosen, setUnchosen] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const take = useAct(
    async (attestationIds: string[]): Promise<string> => {
      const key = await makeKey();
      const { attestations: signed } = await http.post<TakenAlong>('/me/passport/attestations', {
        attestationIds,
        key: key.x,
      });
      const carried: Carried = { format: 'handslag-passport', issuer, ...key, attestations: signed };
      return JSON.stringify(carried, null, 2);
    },
    { then: setMade },
  );
  const going = attestations.filter(canGoAlong);
  const staying = attestations.filter((one) => !canGoAlong(one));
  return (
    <Section title={say('passport.take')}>
      <p className="quiet measure">{say('passport.takeLead')}</p>
      {going.length === 0 && <p className="quiet">{say('passport.takeNothing')}</p>}
      {going.length > 0 && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            setUnchosen(chosen.length === 0);
            if (chosen.length > 0) take.run(chosen);
            else showFirstError();
          }}
        >
          <SomeOf
            legend={say('passport.which')}
            look="list"
            value={chosen}
            error={unchosen && say('passport.chooseOne')}
            onChange={(ids) => {
              setChosen(ids);
              setUnchosen(false);
              setMade(null);
            }}
            options={going.map((one) => ({
              value: one.id,
              label: nameOf(one),
              hint: say('qualification.seen', { date: date(one.seenOn), name: one.seenBy }),
            }))}
          />
          <ActTrouble problem={take.problem} />
          <div>
            <Button type="submit" kind={made ? 'secondary' : 'primary'} icon="lock" busy={take.busy}>
              {say('passport.sign')}
            </Button>
          </div>
        </form>
      )}
      <div role="status">{made && <Made text={made} />}</div>
      {staying.length > 0 && (
        <div className="stack stack-tight">
          <h3 className="heading heading-sm">{say('passport.staying')}</h3>
          <ul className="list">
            {staying.map((one) => (
              <li key={one.id}>
                <span className="grow">
                  <strong dir="auto">{nameOf(one)}</strong>
                  <br />
                  <span className="quiet small">{say(whyNot(one), { issuer: one.issuedBy ?? '' })}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function whyNot({ kind, issuedBy, withdrawnAt }: Attestation): string {
  if (withdrawnAt) return 'passport.stays.withdrawn';
  if (issuedBy) return 'passport.stays.theirs';
  return kind === 'declaration' ? 'passport.stays.promise' : 'passport.stays.expired';
}

function Made({ text }: { text: string }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const copy = async (): Promise<void> => navigator.clipboard.writeText(text);
  return (
    <Card look="tinted" as="div">
      <p>
        <strong>{say('passport.made')}</strong>
      </p>
      <p>{say('passport.madeLead')}</p>
      <div className="row">
        <a
          className="ds-button"
          href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
          download="handslag-pass.json"
        >
          {say('passport.save')}
        </a>
        <Button
          kind="secondary"
          icon="copy"
          onPress={() =>
            void copy().then(
              () => announce(say('passport.copied')),
              () => announce(say('passport.notCopied')),
            )
          }
        >
          {say('passport.copy')}
        </Button>
      </div>
    </Card>
  );
}
