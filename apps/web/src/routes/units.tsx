// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Unit } from '../api/types.ts';
import { Loaded } from '../features/loaded.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function Units() {
  const { say } = useWords('work');
  const add = useAct((body: UnitFields, key) => http.post<Unit>('/units', body, { key }), { touches: ['units'] });
  return (
    <Page title={say('work:units.title')} lead={say('work:units.lead')}>
      <div className="stack stack-wide">
        <Loaded query={read.units()}>
          {(units) =>
            units.length === 0 ? (
              <Blank icon="building" title={say('work:units.empty')} />
            ) : (
              <ul className="stack">
                {units.map((unit) => (
                  <UnitRow key={unit.id + unit.version} unit={unit} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <Fold title={say('work:units.new')}>
          <UnitForm button={say('work:units.add')} act={add} clear />
        </Fold>
      </div>
    </Page>
  );
}

interface UnitFields {
  name: string;
  functionAddress: string;
}

function UnitForm({
  unit = { name: '', functionAddress: '' },
  button,
  act,
  clear = false,
}: {
  unit?: UnitFields;
  button: string;
  act: { run: (fields: UnitFields) => void; busy: boolean; problem: string | undefined };
  clear?: boolean;
}) {
  const { say } = useWords('work');
  const [fields, setFields] = useState<UnitFields>({ name: unit.name, functionAddress: unit.functionAddress });
  const ready = fields.name.trim() && fields.functionAddress.trim();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        act.run({ name: fields.name.trim(), functionAddress: fields.functionAddress.trim() });
        if (clear) setFields({ name: '', functionAddress: '' });
      }}
    >
      <TextField
        label={say('work:units.name')}
        value={fields.name}
        maxLength={80}
        onChange={(name) => setFields({ ...fields, name })}
      />
      <TextField
        label={say('work:units.address')}
        hint={say('work:units.addressHint')}
        value={fields.functionAddress}
        maxLength={120}
        onChange={(functionAddress) => setFields({ ...fields, functionAddress })}
      />
      <ActTrouble problem={act.problem} />
      <div className="row">
        <Button type="submit" busy={act.busy} blocked={!ready && say('work:units.missing')}>
          {button}
        </Button>
      </div>
    </form>
  );
}

function UnitRow({ unit }: { unit: Unit }) {
  const { say } = useWords('work');
  const { soon } = useAnnounce();
  const options = { version: unit.version };
  const save = useAct((fields: UnitFields) => http.patch<Unit>(`/units/${unit.id}`, fields, options), {
    touches: ['units'],
  });
  const remove = useAct(() => http.delete(`/units/${unit.id}`, options), { touches: ['units'] });
  return (
    <li className="card">
      <h2 className="heading heading-sm">{unit.name}</h2>
      <p className="quiet">{unit.functionAddress}</p>
      <Fold title={say('work:units.change')}>
        <UnitForm unit={unit} button={say('common.save')} act={save} />
        <ActTrouble problem={remove.problem} />
        <div>
          <Button
            kind="tertiary"
            blocked={!unit.can['remove'] && say('errors:forbidden')}
            label={say('work:units.removeNamed', { name: unit.name })}
            onPress={() => soon(say('work:units.removing', { name: unit.name }), () => remove.run(undefined))}
          >
            {say('work:units.remove')}
          </Button>
        </div>
      </Fold>
    </li>
  );
}
