// SPDX-License-Identifier: EUPL-1.2
import { Inject, Injectable } from '@nestjs/common';
import { previewFields, seesOf, type WallFile } from '#contracts';
import { Clock, NotFound } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { Build, Config, type RunningBuild } from '#platform/plane';
import { crossings } from './crossing.ts';
import { fingerprintOf, isStale, runIn } from './wall-file.ts';
import { WallRuns } from './wall-runs.ts';
import { saying, viewerOf } from './wall-words.ts';
import type { WallStatement } from './wall.dto.ts';

const never = (side: 'asker' | 'helper') => seesOf(side, { previewFields: [...previewFields] }).neverSees;
export const neverCrosses = { asker: never('asker'), helper: never('helper') };

/** In both languages, each only as it was written. */
const words = (...path: string[]) => {
  const en = saying('en', ...path);
  return { sv: saying('sv', ...path)?.text ?? null, en: en?.language === 'en' ? en.text : null };
};

const list: WallStatement['crossings'] = crossings.map(({ id, kind, from, fields }) => ({
  id,
  kind,
  from,
  name: words('crossing', id, 'name'),
  why: words('crossing', id, 'why'),
  fields: fields.map(({ field, optional, holds }) => ({
    field,
    optional,
    holds,
    means: words('crossing', id, 'fields', field),
    seenBy: viewerOf(id, field) ?? null,
  })),
}));

/** What the plane says of its wall; nothing in it depends on which tenant's address it is asked at. */
@Injectable()
export class WallService {
  constructor(
    private readonly runs: WallRuns,
    private readonly clock: Clock,
    @Inject(Config) private readonly config: PlaneConfig,
    @Inject(Build) private readonly running: RunningBuild,
  ) {}

  async statement(): Promise<WallStatement> {
    const file = await this.runs.latest();
    // Only what the installation's own key signed is believed, whatever else the row says.
    const run = file && (await runIn(file.result, file.key));
    const ours = run?.plane === this.config.PLANE ? run : null;
    const standing = !file ? 'never-run' : !ours ? 'not-genuine' : ours.outcome;
    return {
      plane: this.config.PLANE,
      running: this.running,
      standing,
      old: ours !== null && isStale(ours, this.clock.now()),
      otherBuild: ours !== null && ours.build !== this.running.build,
      run: ours,
      fingerprint: file && fingerprintOf(file.key),
      crossings: list,
      neverCrosses,
    };
  }

  /** @throws NotFound when there has been no run. */
  async signed(): Promise<WallFile> {
    const file = await this.runs.latest();
    if (!file) throw new NotFound();
    return file;
  }
}
