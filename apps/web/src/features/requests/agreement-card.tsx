// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import type { Agreement } from '../../api/types.ts';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { Kind } from '../kind.tsx';
import { otherSide } from '../other-side.ts';
import { RequestFacts } from './request-facts.tsx';
import { agreementTitle, agreementTone } from './agreement-state.ts';

export function AgreementCard({ agreement }: { agreement: Agreement }) {
  const { say } = useWords();
  const other = otherSide(agreement);
  return (
    <Card as="article" link>
      <div className="row row-apart">
        <Kind type={agreement.request.serviceType} />
        <Tag tone={agreementTone(agreement.state)}>{say(`agreement.state.${agreement.state}`)}</Tag>
      </div>
      <p>
        <Link className="cover" to="/agreements/$id" params={{ id: agreement.id }}>
          {other ? say(agreementTitle(agreement), { name: other }) : agreement.request.text}
        </Link>
      </p>
      <RequestFacts request={agreement.request} />
    </Card>
  );
}
