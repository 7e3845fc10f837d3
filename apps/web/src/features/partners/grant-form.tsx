// SPDX-License-Identifier: EUPL-1.2
import type { Grant, PreviewField, ServiceType } from '../../api/types.ts';
import { OneOf, SomeOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { useWords } from '../../words/use-words.ts';
import { serviceTypes } from '../service-types.ts';
import { dateValue } from '../times.ts';

export const previewFields: PreviewField[] = ['text', 'area', 'time', 'headCount'];
const directions: Grant['direction'][] = ['we-ask-them', 'they-ask-us'];

const soonest = (chosen: string, limit = chosen): string => (chosen < limit ? chosen : limit);

/** A grant to write; with `within` only what that one already allows can be chosen. */
export function GrantForm({
  grant,
  set,
  areas,
  within,
}: {
  grant: Grant;
  set: (change: Partial<Grant>) => void;
  areas: string[];
  within?: Grant;
}) {
  const { say } = useWords('work');
  const types = within?.serviceTypes.length ? within.serviceTypes : serviceTypes;
  const places = within?.areas.length ? within.areas : areas;
  const fields = within?.previewFields ?? previewFields;
  return (
    <div className="stack stack-wide">
      {!within && (
        <OneOf
          legend={say('work:grant.who')}
          look="list"
          value={grant.direction}
          onChange={(direction) => set({ direction })}
          options={directions.map((value) => ({
            value,
            label: say(`work:grant.choose.${value}`),
          }))}
        />
      )}
      <SomeOf<ServiceType>
        legend={say('work:grant.types')}
        look="chips"
        value={grant.serviceTypes}
        onChange={(chosen) => set({ serviceTypes: chosen })}
        options={types.map((value) => ({ value, label: say(`kind.${value}`) }))}
      />
      {places.length > 0 && (
        <SomeOf
          legend={say('work:grant.areas')}
          hint={say('work:grant.areasHint')}
          look="chips"
          value={grant.areas}
          onChange={(chosen) => set({ areas: chosen })}
          options={places.map((value) => ({ value, label: value }))}
        />
      )}
      <SomeOf<PreviewField>
        legend={say('work:grant.preview')}
        hint={say('work:grant.previewHint')}
        look="chips"
        value={grant.previewFields}
        onChange={(chosen) => set({ previewFields: chosen })}
        options={fields.map((value) => ({ value, label: say(`field.${value}`) }))}
      />
      <div className="row row-start">
        <div className="grow">
          <TextField
            type="number"
            label={say('work:grant.perDay')}
            min={1}
            max={within?.perDay ?? 500}
            value={String(grant.perDay)}
            onChange={(perDay) => set({ perDay: Math.max(1, Math.min(Number(perDay) || 1, within?.perDay ?? 500)) })}
          />
        </div>
        <div className="grow">
          <TextField
            type="date"
            label={say('work:grant.validTo')}
            min={dateValue(new Date())}
            {...(within ? { max: within.validTo.slice(0, 10) } : {})}
            value={grant.validTo.slice(0, 10)}
            onChange={(validTo) =>
              validTo && set({ validTo: soonest(new Date(`${validTo}T23:59:59`).toISOString(), within?.validTo) })
            }
          />
        </div>
      </div>
      {!within && (
        <>
          <TextField
            label={say('work:grant.purpose')}
            hint={say('work:grant.purposeHint')}
            maxLength={300}
            value={grant.purpose}
            onChange={(purpose) => set({ purpose })}
          />
          <TextField
            label={say('work:grant.legalBasis')}
            hint={say('work:grant.legalBasisHint')}
            maxLength={300}
            value={grant.legalBasis}
            onChange={(legalBasis) => set({ legalBasis })}
          />
        </>
      )}
    </div>
  );
}
