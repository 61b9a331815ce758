import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface StateFile<T> {
  state: T;
  /** Call after every change; the file follows within a quarter of a second. */
  changed(): void;
  /** Writes what is still unwritten. */
  close(): void;
}

/** A stand-in's memory. With a path it survives a restart (kill -9 may lose the last quarter second); without one it does not. */
export function openStateFile<T>(path: string | undefined, empty: T): StateFile<T> {
  const state = path ? read(path, empty) : empty;
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    mkdirSync(dirname(path!), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path!);
  };
  return {
    state,
    changed() {
      if (path && !timer) timer = setTimeout(write, 250);
    },
    close() {
      if (!timer) return;
      clearTimeout(timer);
      write();
    },
  };
}

function read<T>(path: string, empty: T): T {
  try {
    return { ...empty, ...JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
    throw new Error(`The stand-in's state in ${path} cannot be read; delete the file to start afresh`, {
      cause: error,
    });
  }
}
