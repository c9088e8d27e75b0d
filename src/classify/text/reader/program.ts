import { PROGRAM } from './program.wasm.js';

/** What the program calls back for. */
export interface ReaderCalls {
  build(automaton: number, state: number, token: number): number;
  widen(): void;
}

/** WebAssembly.Memory, of which Node's types say nothing. */
export interface ProgramMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** assembly/index.ts, compiled. */
export interface ReaderProgram {
  memory: ProgramMemory;
  cut(rows: number, length: number): number;
  enter(letters: number, count: number, from: number): void;
  find(automaton: number, rows: number, count: number, listened: number): number;
}

interface Compiled {
  readonly brand: 'module';
}
const { Module, Instance } = (
  globalThis as unknown as {
    WebAssembly: {
      Module: new (bytes: Uint8Array) => Compiled;
      Instance: new (module: Compiled, imports: { find: ReaderCalls }) => { exports: unknown };
    };
  }
).WebAssembly;

let module: Compiled | null = null;

/** The program with a memory of its own. */
export function instantiate(calls: ReaderCalls): ReaderProgram {
  module ??= new Module(Buffer.from(PROGRAM, 'base64'));
  const { exports } = new Instance(module, { find: calls });
  return exports as ReaderProgram;
}
