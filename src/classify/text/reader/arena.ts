import type { ProgramMemory } from './program.js';

const PAGE = 1 << 16;
const LINE = 64;

/**
 * The memory of a WebAssembly program, given out piece by piece and never taken back: what outgrows its piece gets one
 * twice as large, so that at most half is lost. The views are made anew when the memory grows: read them at each use, or
 * be told.
 */
export class Arena {
  ints: Int32Array;
  halves: Uint16Array;
  bytes: Uint8Array;
  readonly #memory: ProgramMemory;
  #used: number;

  readonly #onGrown: () => void;

  /**
   * @param reserved bytes at the beginning that are never given out.
   * @param onGrown called when views that were made earlier have become empty.
   */
  constructor(memory: ProgramMemory, reserved: number, onGrown: () => void) {
    this.#memory = memory;
    this.#onGrown = onGrown;
    this.#used = aligned(reserved);
    [this.ints, this.halves, this.bytes] = viewsOf(memory);
  }

  /** Address of `bytes` zeroed bytes, at the beginning of a line of the processor's cache. */
  allocate(bytes: number): number {
    const at = this.#used;
    this.#used = aligned(at + bytes);
    const missing = this.#used - this.bytes.length;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE));
      [this.ints, this.halves, this.bytes] = viewsOf(this.#memory);
      this.#onGrown();
    }
    return at;
  }

  /** Address of a copy of `numbers`. */
  place(numbers: Int32Array | Uint16Array): number {
    const at = this.allocate(numbers.byteLength);
    this.bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    return at;
  }

  /** Writes a number to the cell at this address. */
  write(address: number, value: number): void {
    this.ints[address >> 2] = value;
  }
}

function viewsOf({ buffer }: ProgramMemory): [Int32Array, Uint16Array, Uint8Array] {
  return [new Int32Array(buffer), new Uint16Array(buffer), new Uint8Array(buffer)];
}

function aligned(address: number): number {
  return Math.ceil(address / LINE) * LINE;
}
