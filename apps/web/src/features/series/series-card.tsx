// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import type { Series } from '../../api/types.ts';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { Kind } from '../kind.tsx';
import { Rhythm } from './rhythm-words.tsx';

export function SeriesCard({ series }: { series: Series }) {
  const { say } = useWords();
  return (
    <Card as="article" link>
      <div className="row row-apart">
        <Kind type={series.serviceType} />
        <Tag tone={series.can['accept'] ? 'accent' : 'neutral'}>{say(`series.state.${series.state}`)}</Tag>
      </div>
      <p>
        <Link className="cover" to="/series/$id" params={{ id: series.id }}>
          {series.otherName ? say('series.page', { name: series.otherName }) : say('series.pageAlone')}
        </Link>
      </p>
      <Rhythm series={series} />
    </Card>
  );
}
