import type { WorkName } from './queue.ts';

/** How one kind of work is tried, and how soon it is looked for. */
export interface WorkSettings {
  /** After the first failure; then doubled with jitter, up to retryDelayMax seconds. */
  retryDelay: number;
  retryDelayMax: number;
  /** How often after the first try, before it goes to the dead letters. */
  retryLimit: number;
  /** The lease: work held longer belongs to a process that died, and is given to another. */
  expireInSeconds: number;
  /** Pieces taken and done at once. */
  concurrency: number;
  pollingIntervalSeconds: number;
}

// Eleven tries over about two hours: a vendor's bad afternoon. Then a person should look.
const patient = { retryDelay: 2, retryDelayMax: 1_800, retryLimit: 10 };
const prompt = { ...patient, expireInSeconds: 60, concurrency: 8, pollingIntervalSeconds: 0.5 };
const unhurried = { ...patient, expireInSeconds: 180, concurrency: 4, pollingIntervalSeconds: 2 };

export const WORK_SETTINGS: Record<WorkName, WorkSettings> = {
  'apply-stripe-event': prompt,
  'apply-easypost-event': prompt,
  'send-letter': prompt,
  'sync-search': prompt,
  'announce-order': prompt,
  'refund-late-payment': prompt,
  'send-refund': prompt,
  'answer-dispute': { ...prompt, expireInSeconds: 180 },
  'gather-dispute-evidence': unhurried,
  'make-document': { ...unhurried, pollingIntervalSeconds: 1 },
  'embed-products': unhurried,
  // A picture that cannot be fetched in a quarter of an hour will not come.
  'fetch-product-image': { ...unhurried, retryLimit: 4, retryDelay: 30 },
};

export const WORK_NAMES = Object.keys(WORK_SETTINGS) as WorkName[];

/** Where work goes whose tries are used up. It stays there until a person redrives or deletes it. */
export const deadLettersOf = (name: WorkName) => `${name}-dead`;
