// SPDX-License-Identifier: EUPL-1.2
interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: (now: number) => void;
}

/** What happens when, the earliest first; what falls at the same time in the order in which it was put there. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #count = 0;

  put(at: number, run: (now: number) => void): void {
    const heap = this.#heap;
    heap.push({ at, order: (this.#count += 1), run });
    for (let child = heap.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.#swapUnlessSorted(parent, child)) return;
      child = parent;
    }
  }

  runUntil(end: number): void {
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#dropFirst();
      next.run(next.at);
    }
  }

  #dropFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const smaller = right < heap.length && !isBefore(heap[left] as Entry, heap[right] as Entry) ? right : left;
      if (smaller >= heap.length || !this.#swapUnlessSorted(parent, smaller)) return;
      parent = smaller;
    }
  }

  #swapUnlessSorted(upper: number, lower: number): boolean {
    const [a, b] = [this.#heap[upper] as Entry, this.#heap[lower] as Entry];
    if (isBefore(a, b)) return false;
    this.#heap[upper] = b;
    this.#heap[lower] = a;
    return true;
  }
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
