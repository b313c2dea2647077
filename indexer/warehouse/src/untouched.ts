/**
 * The heights of a network from which on nothing is stored: neither rows nor ranges. A sink is the only writer of its
 * network, so that what it has looked for once stays so until it writes there itself; at the head of a chain it then need
 * not look before each block.
 */
export class Untouched {
  #from: number | undefined;
  /** Something is stored above this height, as a look has shown. */
  #storedAbove = -1;
  /** Writes that have begun, and those of them that go on: what a look saw beside one is worth nothing. */
  #begun = 0;
  #underway = 0;

  includes(height: number): boolean {
    return this.#from !== undefined && height >= this.#from;
  }

  /** @param isEmpty looks whether nothing is stored at the height and above it; not asked where that is known. */
  async look(height: number, isEmpty: () => Promise<boolean>): Promise<boolean> {
    if (this.includes(height)) return true;
    if (height <= this.#storedAbove) return false;
    const alone = this.#underway === 0;
    const before = this.#begun;
    if (!(await isEmpty())) {
      this.#storedAbove = Math.max(this.#storedAbove, height);
      return false;
    }
    if (alone && before === this.#begun) this.#from = height;
    return true;
  }

  /** Runs what writes below a height. Where it fails, it may have left anything. */
  async write(to: number, work: () => Promise<void>): Promise<void> {
    this.#begun++;
    this.#underway++;
    try {
      await work();
    } catch (error) {
      this.#from = undefined;
      throw error;
    } finally {
      this.#underway--;
    }
    if (this.#from !== undefined) this.#from = Math.max(this.#from, to);
  }
}
