// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Agreement, Purchase as PurchaseView } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { amountWords, kronorText, oreOf } from './money.ts';

/** What it cost: told by the helper, seen by both, and deleted after a while. */
export function Purchase({ agreement }: { agreement: Agreement }) {
  const { say, date, language } = useWords();
  const applies = agreement.request.serviceType === 'delivery' && agreement.state !== 'failed';
  const { data } = useQuery({ ...read.purchase(agreement.id), enabled: applies });
  const { data: order } = useQuery({ ...read.delivery(agreement.request.id), enabled: applies });
  if (!applies || !data) return null;
  if (!data.can['enter'] && data.costOre === null && !data.photo) return null;
  const cap = order?.capOre ?? null;
  return (
    <Section kind="card" title={say('delivery.purchase')}>
      <p className="quiet small">{say('delivery.purchaseLead')}</p>
      {data.costOre === null ? (
        <p className="quiet">{say('delivery.none')}</p>
      ) : (
        <p className="lead">{say('delivery.costWas', { amount: amountWords(data.costOre, language) })}</p>
      )}
      {data.overCap && cap !== null && (
        <Notice tone="warning">
          <p>{say('delivery.overCap', { amount: amountWords(cap, language) })}</p>
        </Notice>
      )}
      {data.can['enter'] && <Cost key={data.costOre} agreementId={agreement.id} purchase={data} />}
      {data.photo && (
        <figure>
          <img
            className="purchase-photo"
            src={`/api/v1/agreements/${agreement.id}/purchase/photo?${encodeURIComponent(data.deletedAt ?? '')}`}
            alt={say('delivery.photoAlt')}
          />
        </figure>
      )}
      {data.can['enter'] && <Photo agreementId={agreement.id} there={data.photo} />}
      {data.deletedAt && <p className="quiet small">{say('delivery.deleted', { date: date(data.deletedAt) })}</p>}
    </Section>
  );
}

function Cost({ agreementId, purchase }: { agreementId: string; purchase: PurchaseView }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [text, setText] = useState(kronorText(purchase.costOre));
  const [tried, setTried] = useState(false);
  const costOre = oreOf(text);
  const save = useAct(
    (cost: number | null) => http.put<PurchaseView>(`/agreements/${agreementId}/purchase`, { costOre: cost }),
    { touches: ['purchase'], then: () => announce(say('delivery.costSaved')) },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (costOre !== undefined) save.run(costOre);
        else showFirstError();
      }}
    >
      <TextField
        label={say('delivery.cost')}
        value={text}
        maxLength={12}
        error={tried && costOre === undefined && say('delivery.capWrong')}
        onChange={setText}
      />
      <ActTrouble problem={save.problem} />
      <div>
        <Button type="submit" kind="secondary" busy={save.busy}>
          {say('delivery.costSave')}
        </Button>
      </div>
    </form>
  );
}

function Photo({ agreementId, there }: { agreementId: string; there: boolean }) {
  const { say } = useWords();
  const { say: announce, soon } = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const path = `/agreements/${agreementId}/purchase/photo`;
  const put = useAct((file: File) => http.upload(path, file), {
    touches: ['purchase'],
    then: () => announce(say('delivery.photoSaved')),
  });
  const remove = useAct(() => http.delete(path), { touches: ['purchase'] });
  return (
    <div className="stack stack-tight">
      <p className="quiet small" id="photo-hint">
        {say('delivery.photoHint')}
      </p>
      <ActTrouble problem={put.problem ?? remove.problem} />
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        className="hidden-words"
        aria-hidden="true"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // Cleared, so that the same file can be chosen again.
          target.value = '';
          if (file) put.run(file);
        }}
      />
      <div className="row">
        <Button
          kind="secondary"
          icon="picture"
          busy={put.busy}
          describedBy="photo-hint"
          onPress={() => input.current?.click()}
        >
          {say(there ? 'delivery.photoAgain' : 'delivery.photoAdd')}
        </Button>
        {there && (
          <Button
            kind="tertiary"
            busy={remove.busy}
            onPress={() => soon(say('delivery.photoRemoving'), () => remove.run(undefined))}
          >
            {say('delivery.photoRemove')}
          </Button>
        )}
      </div>
    </div>
  );
}
