// SPDX-License-Identifier: EUPL-1.2
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import { befriend } from './befriend.ts';
import { furnish } from './furnish.ts';
import { House } from './house.ts';
import { drawLogos } from './logo.ts';
import { Matrix, type Selection } from './matrix.ts';
import { MatrixPlane } from './plane.ts';

const names = ['helsingborg', 'melhus', 'rodakorset', 'melhusil'];

/** Both planes, two houses on each, and nothing that is asked from now on leaves a trace. */
export class World {
  private constructor(
    private readonly planes: readonly MatrixPlane[],
    readonly matrices: readonly [municipal: Matrix, civic: Matrix],
  ) {}

  static async open(selection: Selection = {}): Promise<World> {
    await drawLogos(names.flatMap((name) => [name, `${name} before`]));
    const planes = [
      await MatrixPlane.open('municipal', municipal, names.slice(0, 2)),
      await MatrixPlane.open('civic', civic, names.slice(2)),
    ] as const;
    const [town, otherTown, club, otherClub] = [
      await House.found(planes[0], 'helsingborg'),
      await House.found(planes[0], 'melhus'),
      await House.found(planes[1], 'rodakorset'),
      await House.found(planes[1], 'melhusil'),
    ];
    await Promise.all([town, otherTown, club, otherClub].map(furnish));
    await befriend(town, club);
    await befriend(otherTown, otherClub);
    // By day the furnishing has told somebody something by push; by night it waits.
    for (const plane of planes) await plane.sql('delete from push_identity_key');
    for (const plane of planes) plane.undoEverything();
    return new World(planes, [
      new Matrix(town, otherTown, club, otherClub, selection),
      new Matrix(club, otherClub, town, otherTown, selection),
    ]);
  }

  async close(): Promise<void> {
    for (const plane of this.planes) await plane.close();
  }
}
